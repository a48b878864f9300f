import { parseJsonPath, valueAt } from '#core';
import { type RowValue } from '../source-collector.js';
import { changedSource } from '../source-failure.js';
import { type HttpTableOptions } from './http-table-options.js';

type Mapping = Pick<HttpTableOptions, 'columns' | 'constants' | 'values'>;
type Row = Readonly<Record<string, RowValue>>;

function cellOf(value: unknown, column: string): RowValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return String(value);
  throw changedSource(
    `Kolumnen ${column} håller något sammansatt i stället för en text eller ett tal.`,
    `The column ${column} holds something compound in place of a text or a number.`,
  );
}

/** How a column is read out of a row: by name, or by a path into it. */
function readerOf(source: string): (row: object) => unknown {
  const steps = parseJsonPath(source) ?? [source];
  return (row) => valueAt(row, steps);
}

/**
 * Rows of a source in the columns of the data set. A column that is configured and stands in no row at all has been renamed
 * or removed: a `SourceFailure`, for without it the rest would mean something else.
 */
export function mappedRows(rows: readonly object[], { columns, constants, values }: Mapping): Row[] {
  const named = Object.entries(columns).map(([ours, theirs]) => ({ ours, theirs, read: readerOf(theirs) }));
  const lost = named.filter(({ read }) => rows.every((row) => read(row) === undefined));
  if (rows.length > 0 && lost.length > 0) {
    const names = lost.map(({ theirs }) => theirs).join(', ');
    throw changedSource(
      `Källan har inte längre ${names}. Den har: ${Object.keys(rows[0] ?? {}).join(', ')}. Rätta columns i collectors.yaml.`,
      `The source no longer has ${names}. It has: ${Object.keys(rows[0] ?? {}).join(', ')}. Correct columns in collectors.yaml.`,
    );
  }
  const translated = (column: string, value: RowValue): RowValue => values[column]?.[String(value)] ?? value;
  return rows.map((row) => {
    const own: [string, unknown][] =
      named.length === 0 ? Object.entries(row) : named.map(({ ours, read }) => [ours, read(row)]);
    const cells = own.map(([column, value]) => [column, translated(column, cellOf(value, column))] as const);
    return { ...Object.fromEntries(cells), ...constants };
  });
}
