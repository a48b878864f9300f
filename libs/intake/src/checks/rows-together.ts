import { type DatasetField, type DatasetSchema } from '#catalogue';
import { type FieldComplaint } from './row-rules.js';
import { type RowReading, fieldText } from './row-reading.js';

/** A rule that remembers the rows before. */
export type RememberingRule = (reading: RowReading) => FieldComplaint | null;

/** Two rows alike in the data set's primary key are duplicates. */
export function noDuplicates({ primaryKey, fields }: DatasetSchema): RememberingRule {
  const key = primaryKey
    .map((name) => fields.find((field) => field.name === name))
    .filter((field): field is DatasetField => field !== undefined);
  const firstRow = new Map<string, number>();
  return (reading) => {
    const [firstField] = key;
    if (!firstField || key.some(({ name }) => reading.faultyFields.includes(name))) return null;
    const text = JSON.stringify(key.map((field) => fieldText(reading, field)));
    const first = firstRow.get(text);
    if (first !== undefined) return { code: 'duplicate-row', field: firstField.name, details: { first } };
    firstRow.set(text, reading.row);
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
