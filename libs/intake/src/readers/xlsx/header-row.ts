import { type DatasetSchema } from '#catalogue';
import { textOf } from '../../cells/cell.js';
import { matchColumns } from '../../columns.js';
import { type TableRow, type TableRows } from '../reader.js';

/** Titles, logotypes and instructions may stand above the table, in this many rows with the headings. */
export const HEADER_SEARCH_ROWS = 20;

/** The left edge of cells that were joined into one: column from 0, rows from 1. */
export interface MergedRange {
  readonly column: number;
  readonly firstRow: number;
  readonly lastRow: number;
}

/** The cells of a sheet. */
export interface SheetRows {
  /** The first that have something in them, where the headings are looked for; numbers are the sheet's own. */
  readonly top: readonly TableRow[];
  /** All that have something in them. */
  readonly filled: TableRows;
  readonly merged: readonly MergedRange[];
  /** Rows by their number, columns from 0, that people do not see; filtered rows are hidden ones. */
  readonly hidden: { readonly rows: ReadonlySet<number>; readonly columns: ReadonlySet<number> };
}

/** Where the table of a sheet begins. */
export interface HeaderRow {
  /** Place among the top rows, which is the same among all. */
  readonly index: number;
  /** Row of the sheet. */
  readonly number: number;
  /** Without the empty cells at its end. */
  readonly header: readonly string[];
  /** How many fields of the data set it names. */
  readonly matches: number;
}

/**
 * Finds the row of headings: of the first twenty that are filled, the first that names most columns of the data set; the
 * first of all when none names any. A heading in a cell joined with those below it counts in each of its rows. `null`
 * for an empty sheet.
 */
export function findHeaderRow(sheet: SheetRows, dataset: DatasetSchema): HeaderRow | null {
  const fill = downwards(sheet, sheet.top.at(-1)?.number ?? 0);
  let best: HeaderRow | null = null;
  for (const [index, row] of sheet.top.entries()) {
    const header = fill(row);
    const matches = matchColumns(header, dataset, 'sv').columns.length;
    if (!best || matches > best.matches) best = { index, number: row.number, header, matches };
  }
  return best;
}

/** Gives a row's texts, with those of joined cells that begin further up. */
function downwards({ top, merged }: SheetRows, lastRow: number): (row: TableRow) => string[] {
  const near = merged.filter(({ firstRow }) => firstRow <= lastRow);
  const byNumber = new Map(top.map((row) => [row.number, row]));
  return ({ number, cells }) => {
    const texts = cells.map(textOf);
    for (const { column, firstRow, lastRow: last } of near) {
      const above = byNumber.get(firstRow)?.cells[column];
      if (above === undefined || above === '' || firstRow >= number || last < number) continue;
      while (texts.length <= column) texts.push('');
      if (texts[column] === '') texts[column] = textOf(above);
    }
    return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
  };
}
