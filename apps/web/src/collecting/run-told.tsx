import type { CollectorRemark, CollectorRun } from '#core';
import { formatInstant } from '../format/instant.js';
import { Mark } from '../mark/mark.js';
import { COLLECTING, OUTCOME_MARKS } from './words.js';

function Remarks({
  title,
  remarks,
}: {
  readonly title: string;
  readonly remarks: readonly CollectorRemark[];
}) {
  if (remarks.length === 0) return null;
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      <ul>
        {remarks.map(({ code, unit, period, text }, place) => (
          <li key={`${code} ${unit ?? ''} ${period ?? ''} ${place}`}>
            {period === null ? '' : `${period}: `}
            {text.sv}
          </li>
        ))}
      </ul>
    </>
  );
}

/** How one run went, in words. */
export function RunTold({ run }: { readonly run: CollectorRun }) {
  const mark = OUTCOME_MARKS[run.outcome];
  return (
    <>
      <p>
        <Mark {...mark}>{mark.text}</Mark>{' '}
        <span className="soft">
          {formatInstant(run.startedAt)}, {run.from}–{run.to}
        </span>
      </p>
      <p>{run.text.sv}</p>
      <Remarks title={COLLECTING.refusals} remarks={run.refusals} />
      <Remarks title={COLLECTING.warnings} remarks={run.warnings} />
    </>
  );
}
