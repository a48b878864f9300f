import type { Address } from '../address/address.js';
import type { Answer } from '../api/use-answer.js';
import { periodName } from '../format/period.js';
import { WORDS } from '../words.js';
import { ProblemNotice } from './problem-notice.js';
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
  return (
    <>
      <p className="hidden" role="status">
        {loading ? WORDS.loading : value && `${WORDS.showing} ${name ?? ''}, ${periodName(address.period)}`}
      </p>
      {problem && <ProblemNotice problem={problem} retry={retry} address={address} go={go} />}
      {value && <ScorecardView shown={value} updating={loading} />}
      {!problem && !value && <ScorecardSkeleton />}
    </>
  );
}
