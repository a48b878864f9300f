import type { ExcerptRow, UploadExcerpt, UploadProblem } from '#core';
import { Fragment, useId } from 'react';
import { MoreButton } from '../more-button.js';
import { useLongList } from '../use-long-list.js';
import { HANDING_IN } from '../words.js';
import { problemsInRow, worst } from './row-problems.js';
import { SeverityMark } from './severity-mark.js';

interface Props {
  readonly excerpt: UploadExcerpt;
  readonly problems: readonly UploadProblem[];
}

/** The rows to mend as they stand in the file: each faulty cell marked where it is, and below the row what is wrong. */
export function FileExcerpt({ excerpt, problems }: Props) {
  const { drawn, more, drawMore } = useLongList(excerpt.rows, { first: 3, step: 10 });
  return (
    <div className="file-excerpt">
      <h3>{HANDING_IN.inTheFile}</h3>
      <div className="table-frame" role="region" aria-label={HANDING_IN.inTheFile} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{HANDING_IN.row}</th>
              {excerpt.columns.map((heading, place) => (
                <th key={place} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {drawn.map((row) => (
              <FaultyRow
                key={row.row}
                row={row}
                columns={excerpt.columns}
                problems={problemsInRow(problems, row.row)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <MoreButton more={more} drawMore={drawMore} />
    </div>
  );
}

interface RowProps {
  readonly row: ExcerptRow;
  readonly columns: readonly string[];
  readonly problems: readonly UploadProblem[];
}

function FaultyRow({ row, columns, problems }: RowProps) {
  const id = useId();
  const idOf = (problem: UploadProblem) => `${id}-${problems.indexOf(problem)}`;
  return (
    <Fragment>
      <tr>
        <th scope="row">{row.row}</th>
        {row.cells.map((cell, place) => (
          <Cell
            key={place}
            cell={cell}
            // Of two columns with one heading, the first is read.
            problems={problems.filter(({ column }) => columns.indexOf(column ?? '') === place)}
            idOf={idOf}
          />
        ))}
      </tr>
      <tr className="what-is-wrong">
        <td colSpan={columns.length + 1}>
          <ul>
            {problems.map((problem) => (
              <li key={idOf(problem)} id={idOf(problem)}>
                {problem.column !== null && <strong>{problem.column}: </strong>}
                {problem.message}
              </li>
            ))}
          </ul>
        </td>
      </tr>
    </Fragment>
  );
}

interface CellProps {
  readonly cell: string;
  readonly problems: readonly UploadProblem[];
  readonly idOf: (problem: UploadProblem) => string;
}

function Cell({ cell, problems, idOf }: CellProps) {
  const severity = worst(problems);
  if (severity === null) return <td>{cell}</td>;
  return (
    <td className={`at-fault at-fault-${severity}`} aria-describedby={problems.map(idOf).join(' ')}>
      <SeverityMark severity={severity} compact />
      {cell === '' ? <em>{HANDING_IN.emptyCell}</em> : cell}
    </td>
  );
}
