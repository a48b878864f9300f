import { type Address, CITY_ID, withUnit } from '../address/address.js';
import { AddressLink } from '../address/address-link.js';
import type { Problem } from '../api/answers.js';
import { WORDS } from '../words.js';

interface Props {
  readonly problem: Problem;
  readonly retry: () => void;
  readonly address: Address;
  readonly go: (to: Address) => void;
}

/** What went wrong, in the API's own words, and what to do about it. */
export function ProblemNotice({ problem, retry, address, go }: Props) {
  return (
    <div className="notice problem" role="alert">
      <h2>{problem.title}</h2>
      <p>{problem.detail}</p>
      <p className="notice-ways">
        <button type="button" onClick={retry}>
          {WORDS.retry}
        </button>
        {address.subject.id !== CITY_ID && (
          <AddressLink to={withUnit(address, CITY_ID)} go={go}>
            {WORDS.toTheCity}
          </AddressLink>
        )}
      </p>
    </div>
  );
}
