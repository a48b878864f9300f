import { type Observation, Period } from '#core';
import { type DatasetField, type DatasetSchema } from '#catalogue';
import { FirstRows } from './first-rows.js';
import { type FieldComplaint } from './row-rules.js';
import { type RowReading, fieldText } from './row-reading.js';

/** A rule that remembers the rows before. */
export type RememberingRule = (reading: RowReading) => FieldComplaint | null;

/**
 * Two rows alike in the data set's primary key, as far as its fields are there, are duplicates. Where the sum itself belongs
 * to the key, rows are entries of a ledger, of which two may be equal: that is only remarked on.
 */
export function noDuplicates(
  { primaryKey, fields, total }: DatasetSchema,
  present: ReadonlySet<DatasetField>,
): RememberingRule {
  const [firstField, ...others] = primaryKey.flatMap(
    (name) => fields.find((field) => field.name === name) ?? [],
  );
  if (!firstField) return () => null;
  const key = [firstField, ...others].filter((field) => present.has(field));
  const firstRows = new FirstRows();
  const code = total !== undefined && primaryKey.includes(total) ? 'equal-row' : 'duplicate-row';
  return (reading) => {
    const { faultyFields } = reading;
    if (faultyFields.length > 0 && key.some(({ name }) => faultyFields.includes(name))) return null;
    // No cell of text holds NUL.
    let text = '';
    for (const field of key) text += `${fieldText(reading, field)}\u0000`;
    const first = firstRows.before(text, reading.row);
    if (first !== undefined) return { code, field: firstField.name, details: { first } };
    return null;
  };
}

/** A claim as it was first made in a file, by project and period. */
interface Claim {
  readonly project: string;
  readonly row: number;
  readonly period: Period;
}

/** Whether there is a month that belongs to both. */
export function shareMonths(a: Period, b: Period): boolean {
  return a.startMs < b.endMs && b.startMs < a.endMs;
}

/** Whether a claim is told in words only: it is listed, never summed. */
export function isInWords(labels: Observation['labels'], numbers: Observation['numbers']): boolean {
  return labels.qualitative === 'yes' || (numbers.planned === undefined && numbers.realised === undefined);
}

/**
 * The same change must not be claimed by two projects for the same unit and period (domain.md, section 7), nor for a month
 * and the quarter around it.
 */
export function changeClaimedOnce(): RememberingRule {
  const claims = new Map<string, Claim[]>();
  return ({ row, unit, period: text, project, labels, numbers }) => {
    const change = labels.change_id;
    if (change === undefined || unit === null || text === null || project === null) return null;
    if (isInWords(labels, numbers)) return null; // bars nobody
    const period = Period.of(text);
    const { year, index } = period.lastMonth;
    // No period of the data set reaches beyond a quarter, so that only a few can share months.
    const key = JSON.stringify([change, unit, year, Math.ceil(index / 3)]);
    const inQuarter = claims.get(key) ?? [];
    claims.set(key, inQuarter);
    const other = inQuarter.find((claim) => claim.project !== project && shareMonths(claim.period, period));
    if (other) {
      const details = { project, other: other.project, first: other.row };
      return { code: 'change-claimed-twice', field: 'change_id', details };
    }
    const known = inQuarter.some((claim) => claim.project === project && claim.period.equals(period));
    if (!known) inQuarter.push({ project, row, period });
    return null;
  };
}
