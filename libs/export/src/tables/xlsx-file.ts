import { type CellStyle, type CellValue, type WriteSheet } from 'hucre/xlsx';
import { type Table, type TableCell, type TableColumn } from './table.js';

const MAX_WIDTH = 60;
const LONGEST_SHEET_NAME = 31;
const HEADING: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E6EDF5' } },
  alignment: { vertical: 'top', wrapText: true },
};
const BOLD: CellStyle = { font: { bold: true } };
const WRAPPED: CellStyle = { alignment: { vertical: 'top', wrapText: true } };
/** The clock of a workbook that has none: the format wants one. */
const NO_CLOCK = new Date('2000-01-01T00:00:00Z');
/** What a spreadsheet cannot hold in a cell. */
const LONGEST_TEXT = 32_767;

const WORDS = {
  explanation: 'Förklaring',
  header: ['Kolumn', 'Förklaring', 'Explanation'],
  frozen: 'Fastställd',
} as const;

interface StyledCell {
  readonly value: string;
  readonly style: CellStyle;
}

/**
 * A table as a workbook: one sheet with a frozen header, typed cells and real dates, and one that explains the columns.
 * The document's properties hold `frozenAt` and no other clock, so that the same table gives the same bytes.
 */
export async function xlsxFile(table: Table): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx'); // large, and seldom needed
  const clock = table.frozenAt === null ? NO_CLOCK : new Date(table.frozenAt);
  return writeXlsx({
    sheets: [rowsSheet(table), explanationSheet(table)],
    properties: { title: table.title, creator: 'Perspektiv', created: clock, modified: clock },
  });
}

function rowsSheet({ title, columns, rows, notes }: Table): WriteSheet {
  const names = columns.map(({ name }) => name);
  const header = notes.length;
  return {
    name: sheetName(title),
    columns: columns.map((column, place) => ({
      width: widthOf(column, place, rows),
      numFmt: formatOf(column),
    })),
    rows: [
      ...notes.map((note) => [note]),
      names,
      ...rows.map((cells) => columns.map((column, i) => typed(column, cells[i] ?? null))),
    ],
    cells: new Map<string, StyledCell>([
      ...notes.map((value, row): [string, StyledCell] => [`${row},0`, { value, style: BOLD }]),
      ...names.map((value, column): [string, StyledCell] => [
        `${header},${column}`,
        { value, style: HEADING },
      ]),
    ]),
    freezePane: { rows: header + 1 },
    autoFilter: { range: `A${header + 1}:${columnLetters(columns.length - 1)}${header + 1 + rows.length}` },
  };
}

function explanationSheet({ title, columns, notes, frozenAt }: Table): WriteSheet {
  const before = [
    [title],
    ...notes.map((note) => [note]),
    [frozenAt ? `${WORDS.frozen} ${frozenAt}` : ''],
    [],
  ];
  const cells = new Map<string, StyledCell>(
    WORDS.header.map((value, column) => [`${before.length},${column}`, { value, style: HEADING }]),
  );
  cells.set('0,0', { value: title, style: { font: { bold: true, size: 14 } } });
  return {
    name: WORDS.explanation,
    columns: [24, 70, 70].map((width) => ({ width, style: WRAPPED, numFmt: '@' })),
    rows: [...before, [...WORDS.header], ...columns.map(({ name, help }) => [name, help.sv, help.en])],
    cells,
  };
}

/** Excel has no zone: a moment is written as the city's clocks showed it. */
function typed({ type }: TableColumn, cell: TableCell): CellValue {
  if (typeof cell !== 'string') return cell;
  if (type === 'day') return new Date(`${cell}T00:00:00Z`);
  if (type === 'moment') return new Date(`${cell.slice(0, 19)}Z`);
  return cell.slice(0, LONGEST_TEXT);
}

function formatOf({ type, decimals }: TableColumn): string {
  if (type === 'day') return 'yyyy-mm-dd';
  if (type === 'moment') return 'yyyy-mm-dd hh:mm:ss';
  if (type === 'text') return '@';
  return decimals === undefined ? 'General' : decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

function widthOf({ name, type }: TableColumn, place: number, rows: Table['rows']): number {
  if (type === 'moment') return 20;
  if (type !== 'text') return Math.max(12, name.length + 2);
  const longest = rows.reduce(
    (most, cells) => Math.max(most, String(cells[place] ?? '').length),
    name.length,
  );
  return Math.min(MAX_WIDTH, longest + 2);
}

/** Sheets are called by at most 31 signs, and none of `[]:*?/\`. */
function sheetName(title: string): string {
  const name = title
    .replace(/[[\]:*?/\\]/g, ' ')
    .slice(0, LONGEST_SHEET_NAME)
    .trim();
  return name === '' ? 'Data' : name;
}

/** `A`, `Z`, `AA` … of a place counted from 0. */
function columnLetters(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : columnLetters(Math.floor(place / 26) - 1) + last;
}
