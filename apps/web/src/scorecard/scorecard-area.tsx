import { type Address, CITY_ID, withUnit } from '../address/address.js';
import { AddressLink } from '../address/address-link.js';
import type { Answer } from '../api/use-answer.js';
import { periodName } from '../format/period.js';
import { Editions } from '../editions/editions.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { WORDS } from '../words.js';
import { ScorecardSkeleton } from './scorecard-skeleton.js';
import { ScorecardView } from './scorecard-view.js';
import type { ShownScorecard } from './use-scorecard.js';

interface Props {
  readonly answer: Answer<ShownScorecard>;
  readonly address: Address;
  readonly go: (to: Address) => void;
  readonly name: string | undefined;
}

/** The scorecard, its shape while it is on its way, or what went wrong; and the same told to those who listen. */
export function ScorecardArea({ answer, address, go, name }: Props) {
  const { value, problem, loading, retry } = answer;
  // Until the next one has come, links lead on from the one that is shown.
  const shownAddress = value
    ? { ...address, subject: value.scorecard.subject, period: value.period }
    : address;
  return (
    <>
      <p className="hidden" role="status">
        {loading ? WORDS.loading : value && `${WORDS.showing} ${name ?? ''}, ${periodName(address.period)}`}
      </p>
      {problem && (
        <ProblemNotice problem={problem} retry={retry}>
          {address.subject.id !== CITY_ID && (
            <AddressLink to={withUnit(address, CITY_ID)} go={go}>
              {WORDS.toTheCity}
            </AddressLink>
          )}
        </ProblemNotice>
      )}
      {value?.frozen && (
        <Editions frozen={value.frozen} address={address} go={go} measures={value.measures} />
      )}
      {value && <ScorecardView shown={value} address={shownAddress} updating={loading} />}
      {!problem && !value && <ScorecardSkeleton />}
    </>
  );
}
