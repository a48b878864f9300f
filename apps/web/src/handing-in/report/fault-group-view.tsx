import type { UploadProblem } from '#core';
import { MoreButton } from '../more-button.js';
import { useLongList } from '../use-long-list.js';
import { HANDING_IN, columnWords, placeWords, rowPlace } from '../words.js';
import type { FaultGroup } from './fault-groups.js';
import { SeverityMark } from './severity-mark.js';

/** Problems of one kind: each with its row, its cell as it was read, and what is wrong with it. */
export function FaultGroupView({ group }: { readonly group: FaultGroup }) {
  const { drawn, more, drawMore } = useLongList(group.problems, { first: 10, step: 100 });
  return (
    <li className={`fault-group severity-${group.severity}`}>
      <div className="fault-group-head">
        <SeverityMark severity={group.severity} />
        <h4>{group.column === null ? HANDING_IN.wholeFile : columnWords(group.column)}</h4>
        {group.problems.length > 1 && <span className="soft">{placeWords(group.problems.length)}</span>}
      </div>
      <ul className="faults">
        {drawn.map((problem, index) => (
          <Fault key={index} problem={problem} withHint={group.hint === null} />
        ))}
      </ul>
      <MoreButton more={more} drawMore={drawMore} />
      {group.hint && <Remedy hint={group.hint} />}
    </li>
  );
}

function Fault({ problem, withHint }: { readonly problem: UploadProblem; readonly withHint: boolean }) {
  const { row, column, value, message, hint } = problem;
  const inCell = row !== null && column !== null;
  return (
    <li className={`fault-line${row === null ? ' whole' : ''}`}>
      {row !== null && <span className="fault-row">{rowPlace(row)}</span>}
      {inCell && (
        <span className="fault-cell">
          {value === null || value === '' ? <em>{HANDING_IN.emptyCell}</em> : <code>{value}</code>}
        </span>
      )}
      <span className="fault-message">
        {message}
        {withHint && hint && <Remedy hint={hint} />}
      </span>
    </li>
  );
}

function Remedy({ hint }: { readonly hint: string }) {
  return (
    <span className="remedy">
      <strong>{HANDING_IN.remedy}</strong> {hint}
    </span>
  );
}
