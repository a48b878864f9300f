import { type CsvDialect, type CsvDialectId, csvTable } from '#core';
import { type Table } from './table.js';

/**
 * A table as CSV: the names of the columns, then the rows. Notes stand in lines of their own before the header, so that
 * no program takes a dry run for the real thing.
 */
export function csvFile(
  { columns, rows, notes }: Pick<Table, 'columns' | 'rows' | 'notes'>,
  dialect: CsvDialectId | CsvDialect = 'swedish',
): string {
  return csvTable([...notes.map((note) => [note]), columns.map(({ name }) => name), ...rows], dialect);
}
