import { type Table, type TableCell } from './table.js';

/** A value as a JSON file: two spaces deep, keys as they stand, with a last line break. */
export function jsonFile(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A table's rows as objects with the columns' names. */
export function rowObjects({ columns, rows }: Pick<Table, 'columns' | 'rows'>): Record<string, TableCell>[] {
  return rows.map((cells) => Object.fromEntries(columns.map(({ name }, i) => [name, cells[i] ?? null])));
}
