import { formatInstant } from '../format/instant.js';
import { Mark } from '../mark/mark.js';
import type { VantageAnswer } from './calls.js';
import { OPERATIONS, VANTAGE_MARKS, staleWords } from './words.js';

interface Props {
  readonly vantages: readonly VantageAnswer[];
}

function markOf({ current, targets }: VantageAnswer) {
  if (current === 0) return VANTAGE_MARKS.stopped;
  return current < targets ? VANTAGE_MARKS.partly : VANTAGE_MARKS.measuring;
}

/** What stands above everything else when a vantage point measures no more: the page shows what was, not what is. */
export function StaleNotice({ vantages }: Props) {
  const stopped = vantages.filter(({ current }) => current === 0);
  if (stopped.length === 0) return null;
  return (
    <div className="notice stale">
      <h2>{stopped.length === vantages.length ? OPERATIONS.allStopped : OPERATIONS.someStopped}</h2>
      {stopped.map(({ vantage, measured }) => (
        <p key={vantage}>{staleWords(vantage, formatInstant(measured))}</p>
      ))}
    </div>
  );
}

/** Where it is measured from, and whether it still is. */
export function VantageSection({ vantages }: Props) {
  return (
    <section className="panel" aria-labelledby="vantages-heading">
      <h2 id="vantages-heading">{OPERATIONS.vantages}</h2>
      {vantages.length === 0 && <p className="soft">{OPERATIONS.noVantages}</p>}
      <ul className="work">
        {vantages.map((each) => (
          <li key={each.vantage}>
            <strong>{each.vantage}</strong>
            <Mark {...markOf(each)}>{markOf(each).text}</Mark>
            <span className="soft">
              {OPERATIONS.lastMeasured} {formatInstant(each.measured)}
            </span>
            <span className="soft">{OPERATIONS.ofTargets(each.current, each.targets)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
