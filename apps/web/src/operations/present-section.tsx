import { useState } from 'react';
import { formatInstant } from '../format/instant.js';
import { MoreButton } from '../handing-in/more-button.js';
import { useLongList } from '../handing-in/use-long-list.js';
import type { StateAnswer, SystemAnswer } from './calls.js';
import { StateMark } from './state-mark.js';
import { OPERATIONS, reasonWords } from './words.js';

interface Props {
  readonly states: readonly StateAnswer[];
  readonly systems: ReadonlyMap<string, SystemAnswer>;
  readonly nameOf: (id: string) => string;
  /** Whether a system that is down has not been down long enough for an outage. */
  readonly isSuspected: (system: string) => boolean;
}

/** Of more systems than this only what is not up is shown, until somebody wants all. */
const FEW = 20;
const WORST_FIRST = ['down', 'unmonitored', 'degraded', 'up'] as const;

/** How every system is now; what is not up first. */
export function PresentSection({ states, systems, nameOf, isSuspected }: Props) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const onlyTrouble = chosen ?? states.length > FEW;
  const sorted = [...states].sort(
    (a, b) =>
      WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state) ||
      nameOf(a.system).localeCompare(nameOf(b.system), 'sv'),
  );
  const shown = onlyTrouble ? sorted.filter(({ state }) => state !== 'up') : sorted;
  const list = useLongList(shown, { first: FEW, step: 40 });
  const drawn = onlyTrouble ? list.drawn : shown;
  return (
    <section className="panel" aria-labelledby="present-heading">
      <h2 id="present-heading">{OPERATIONS.present}</h2>
      {states.length === 0 && <p className="soft">{OPERATIONS.nothingMeasured}</p>}
      <label className="check">
        <input
          type="checkbox"
          checked={onlyTrouble}
          onChange={(event) => {
            setChosen(event.target.checked);
          }}
        />
        {OPERATIONS.onlyTrouble}
      </label>
      {states.length > 0 && shown.length === 0 && <p>{OPERATIONS.allUp}</p>}
      {shown.length > 0 && (
        <div className="wide" role="group" aria-labelledby="present-heading" tabIndex={0}>
          <table className="operations-table">
            <thead>
              <tr>
                <th scope="col">{OPERATIONS.system}</th>
                <th scope="col">{OPERATIONS.state}</th>
                <th scope="col">{OPERATIONS.since}</th>
                <th scope="col">{OPERATIONS.dependsOn}</th>
              </tr>
            </thead>
            <tbody>
              {drawn.map((each) => (
                <tr key={each.system}>
                  <th scope="row">{nameOf(each.system)}</th>
                  <td>
                    <StateMark state={each.state} />
                    {each.state === 'down' && isSuspected(each.system) && (
                      <span className="row-detail">{OPERATIONS.suspected}</span>
                    )}
                    <StateDetail state={each} nameOf={nameOf} />
                  </td>
                  <td>{each.since === null ? OPERATIONS.never : formatInstant(each.since)}</td>
                  <td>{(systems.get(each.system)?.dependsOn ?? []).map(nameOf).join(', ') || '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <MoreButton more={onlyTrouble ? list.more : 0} drawMore={list.drawMore} />
    </section>
  );
}

function StateDetail({ state, nameOf }: Pick<Props, 'nameOf'> & { readonly state: StateAnswer }) {
  const { reason, behind, inMaintenance } = state;
  return (
    <>
      {reason !== undefined && <span className="row-detail">{reasonWords(reason)}</span>}
      {behind.length > 0 && (
        <span className="row-detail">
          {OPERATIONS.behind} {behind.map(nameOf).join(', ')}
        </span>
      )}
      {inMaintenance && <span className="row-detail">{OPERATIONS.inMaintenance}</span>}
    </>
  );
}
