import { type DatasetField, type DatasetSchema } from '#catalogue';
import { FirstRows } from './first-rows.js';
import { type FieldComplaint } from './row-rules.js';
import { type RowReading, fieldText } from './row-reading.js';

/** A rule that remembers the rows before. */
export type RememberingRule = (reading: RowReading) => FieldComplaint | null;

/** Two rows alike in the data set's primary key are duplicates. */
export function noDuplicates({ primaryKey, fields }: DatasetSchema): RememberingRule {
  const key = primaryKey
    .map((name) => fields.find((field) => field.name === name))
    .filter((field): field is DatasetField => field !== undefined);
  const firstRows = new FirstRows();
  return (reading) => {
    const [firstField] = key;
    if (!firstField || key.some(({ name }) => reading.faultyFields.includes(name))) return null;
    // No cell of text holds NUL.
    let text = '';
    for (const field of key) text += `${fieldText(reading, field)}\u0000`;
    const first = firstRows.before(text, reading.row);
    if (first !== undefined) return { code: 'duplicate-row', field: firstField.name, details: { first } };
    return null;
  };
}

/** The same change, unit and period must not be claimed by two projects (domain.md, section 7). */
export function changeClaimedOnce(): RememberingRule {
  const claims = new Map<string, { readonly project: string; readonly row: number }>();
  return ({ row, unit, period, project, labels }) => {
    const change = labels.change_id;
    if (change === undefined || unit === null || period === null || project === null) return null;
    const key = JSON.stringify([change, unit, period]);
    const claim = claims.get(key);
    if (!claim) claims.set(key, { project, row });
    if (!claim || claim.project === project) return null;
    const details = { project, other: claim.project, first: claim.row };
    return { code: 'change-claimed-twice', field: 'change_id', details };
  };
}
