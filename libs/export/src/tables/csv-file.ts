import { type CsvCell, type CsvDialect, type CsvDialectId, csvTable } from '#core';
import { type Table, type TableCell } from './table.js';

/**
 * A table as CSV: the names of the columns, then the rows. Notes stand in lines of their own before the header, so that
 * no program takes a dry run for the real thing.
 */
export function csvFile(
  { columns, rows, notes }: Pick<Table, 'columns' | 'rows' | 'notes'>,
  dialect: CsvDialectId | CsvDialect = 'swedish',
): string {
  const header = [...notes.map((note) => [note]), columns.map(({ name }) => name)];
  return csvTable([...header, ...rows.map((cells) => cells.map(csvCell))], dialect);
}

function csvCell(cell: TableCell): CsvCell {
  return typeof cell === 'boolean' ? String(cell) : cell;
}
