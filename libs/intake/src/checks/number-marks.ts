import { type DatasetField } from '#catalogue';
import { type Cell } from '../cells/cell.js';
import { type DecimalMark, type ShownMark, shownMark } from '../cells/number.js';
import { type MatchedColumn } from '../columns.js';
import { type Fault } from '../problem-codes.js';
import { type Table } from '../readers/reader.js';
import { isNumeric } from './qualified-columns.js';

/** What a column's numbers tell together. */
class Evidence {
  readonly shown = new Set<ShownMark>();
  /** The first cell that can be read in two ways. */
  ambiguous: { readonly row: number; readonly text: string; readonly mark: DecimalMark } | null = null;

  constructor(readonly column: MatchedColumn) {}

  take(cell: Cell | undefined, row: number): void {
    if (typeof cell !== 'string' || !/[.,]/.test(cell)) return;
    const digits = cell.replace(/[^\d]+$/, '');
    if (!/^[^\p{L}%]*\d$/u.test(digits)) return;
    const mark = shownMark(digits);
    this.shown.add(mark);
    if (mark === 'ambiguous') this.ambiguous ??= { row, text: cell, mark: cell.includes(',') ? ',' : '.' };
  }
}

/** How ambiguous numbers are taken, by place of the column in the row, and what is to be told about it. */
export interface NumberMarks {
  readonly byIndex: ReadonlyMap<number, DecimalMark | 'none'>;
  readonly faults: readonly Fault[];
}

/**
 * Decides column by column whether `1,234` is one and a bit or a thousand. The first that has an answer decides:
 * 1. the column's other numbers, when all that show a decimal mark show the same;
 * 2. the file's other numbers, likewise;
 * 3. a column of whole numbers has no decimals, so the mark separates thousands;
 * 4. the dialect: a comma is the decimal mark in a file separated by `;` or tab, a point in one separated by commas
 *    and in JSON.
 * When 3 or 4 had to decide, the report says so as a warning at the first such number.
 */
export function decideNumberMarks(table: Table, columns: readonly MatchedColumn[]): NumberMarks {
  const evidence = columns.filter(({ field }) => isNumeric(field)).map((column) => new Evidence(column));
  for (const { number, cells } of table.rows) {
    for (const each of evidence) each.take(cells[each.column.index], number);
  }
  const inFile = agreedMark(evidence.flatMap(({ shown }) => [...shown]));
  const byIndex = new Map<number, DecimalMark | 'none'>();
  const faults: Fault[] = [];
  for (const { column, shown, ambiguous } of evidence) {
    const known = agreedMark([...shown]) ?? inFile;
    const mark = known ?? assumedMark(column.field, table.usualDecimalMark);
    byIndex.set(column.index, mark);
    const ownMark = agreedMark([...shown]);
    if (ownMark) faults.push(decimalMarkNotice(column, ownMark));
    if (ambiguous && !known) faults.push(assumption(column, ambiguous, mark));
  }
  return { byIndex, faults };
}

/** The one decimal mark that is shown; `null` when none is, or both are. */
function agreedMark(shown: readonly ShownMark[]): DecimalMark | null {
  const comma = shown.includes(',');
  const point = shown.includes('.');
  if (comma === point) return null;
  return comma ? ',' : '.';
}

function assumedMark(field: DatasetField, usual: DecimalMark): DecimalMark | 'none' {
  return field.type === 'integer' ? 'none' : usual;
}

function decimalMarkNotice({ header }: MatchedColumn, mark: DecimalMark): Fault {
  return { code: 'decimal-mark', row: null, column: header, value: null, details: { mark } };
}

function assumption(
  { header }: MatchedColumn,
  { row, text, mark }: NonNullable<Evidence['ambiguous']>,
  decided: DecimalMark | 'none',
): Fault {
  const code = mark === decided ? 'decimal-mark-assumed' : 'thousands-mark-assumed';
  return { code, row, column: header, value: text, details: { mark } };
}
