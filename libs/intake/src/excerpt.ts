import { type DatasetSchema } from '#catalogue';
import { type ExcerptRow, type Language, type UploadExcerpt } from '#core';
import { type Cell, textOf } from './cells/cell.js';
import { matchColumns } from './columns.js';
import { type Table } from './readers/reader.js';

export const MOST_ROWS_SHOWN = 100;
const MAX_COLUMNS = 40;
const MAX_CELL_LENGTH = 100;

/**
 * Rows in which something is wrong, as the file has them: among its neighbours a cell is found again at a glance. `null`
 * where no row is wanted, and for what another system's file means: nobody has that before
 * them. Of answers to surveys no column is shown but the data set's own, for others may tell of persons.
 */
export function excerptOf(
  table: Table,
  wanted: ReadonlySet<number>,
  { dataset, language }: { readonly dataset: DatasetSchema; readonly language: Language },
): UploadExcerpt | null {
  if (!table.isAsInFile || wanted.size === 0) return null;
  const places = shownPlaces(table.header, dataset, language);
  const rows: ExcerptRow[] = [];
  for (const { number, cells } of table.rows) {
    if (!wanted.has(number)) continue;
    rows.push({ row: number, cells: places.map((place) => shown(cells[place] ?? '')) });
    if (rows.length === wanted.size) break;
  }
  return { columns: places.map((place) => table.header[place] ?? ''), rows };
}

/** The data set's own columns, and what else fits; in the file's order. */
function shownPlaces(header: readonly string[], dataset: DatasetSchema, language: Language): number[] {
  const own = matchColumns(header, dataset, language).columns.map(({ index }) => index);
  const others = header.flatMap((heading, place) => (heading === '' || own.includes(place) ? [] : [place]));
  const all = dataset.name === 'survey' ? own : [...own, ...others];
  return all.slice(0, MAX_COLUMNS).sort((a, b) => a - b);
}

function shown(cell: Cell): string {
  const text = textOf(cell);
  return text.length > MAX_CELL_LENGTH ? `${text.slice(0, MAX_CELL_LENGTH)}…` : text;
}
