import { type CsvCell, type CsvDialect, csvTable } from '#core';
import { type IlsEncoding, type IlsFile } from '#catalogue';
import { type IlsCell } from './ils-cells.js';
import { encoded } from './text-encoding.js';

const BY_CODE = ['Datum', 'EnhetExternkod', 'MattExternkod', 'MattkolumnExternkod', 'Varde'];
const BY_NAME = ['Datum', 'Enhet', 'Mätetal', 'Kolumn', 'Värde'];

/** The words of a cleared cell in a list for hands. */
const CLEAR = 'töms';

function dialectOf({ layout, delimiter, decimalSign }: IlsFile): CsvDialect {
  return { delimiter: layout === 'manual-names' ? '\t' : delimiter, decimalSign, byteOrderMark: false };
}

/** One line a value, by the codes of the receiver. */
function lines(cells: readonly IlsCell[]): CsvCell[][] {
  return cells.map((cell) => [cell.date, cell.unitCode, cell.measureCode, cell.columnCode, cell.value]);
}

/** One line a value, by names, to be entered by hand. */
function namedLines(cells: readonly IlsCell[]): CsvCell[][] {
  return cells.map((cell) => [cell.date, cell.unitName, cell.measureName, cell.columnCode, cell.value]);
}

/** One line a measure of a unit, with a column for each of the receiver's. */
function wideLines(cells: readonly IlsCell[], columns: readonly string[]): CsvCell[][] {
  const byLine = new Map<string, { readonly start: CsvCell[]; readonly values: Map<string, CsvCell> }>();
  for (const { date, unitCode, measureCode, columnCode, value } of cells) {
    const key = JSON.stringify([date, unitCode, measureCode]);
    const line = byLine.get(key) ?? { start: [date, unitCode, measureCode], values: new Map() };
    byLine.set(key, line);
    line.values.set(columnCode, value);
  }
  return [...byLine.values()].map(({ start, values }) => [
    ...start,
    ...columns.map((column) => values.get(column) ?? null),
  ]);
}

/**
 * The file that the steering system reads (formats.md, section 2): a line for each value, none where there is none. Notes come
 * before the header, and make the receiver refuse it.
 */
export function ilsFile(
  cells: readonly IlsCell[],
  {
    file,
    columns,
    notes,
  }: { readonly file: IlsFile; readonly columns: readonly string[]; readonly notes: readonly string[] },
): Uint8Array {
  const filled = cells.filter(({ value }) => value !== null);
  const header = {
    rows: BY_CODE,
    columns: [...BY_CODE.slice(0, 3), ...columns],
    'manual-names': BY_NAME,
  }[file.layout];
  const rows = {
    rows: lines,
    columns: (all: readonly IlsCell[]) => wideLines(all, columns),
    'manual-names': namedLines,
  }[file.layout](filled);
  return textFile([...notes.map((note) => [note]), ...(file.header ? [header] : []), ...rows], file);
}

/** What is to be cleared by hand at the receiver, by code and by name: no way to do so by a file is documented. */
export function clearingList(cells: readonly IlsCell[], file: IlsFile): Uint8Array {
  const header = [...BY_CODE.slice(0, 4), 'Enhet', 'Mätetal', 'Åtgärd'];
  const rows = cells.map((cell) => [
    ...[cell.date, cell.unitCode, cell.measureCode, cell.columnCode],
    ...[cell.unitName, cell.measureName, CLEAR],
  ]);
  return textFile([header, ...rows], file);
}

function textFile(rows: readonly (readonly CsvCell[])[], file: IlsFile): Uint8Array {
  return encoded(csvTable(rows, dialectOf(file)), file.encoding);
}

/** The media type of the file, with its encoding. */
export function ilsMediaType({ layout, encoding }: IlsFile): string {
  const charset: Readonly<Record<IlsEncoding, string>> = {
    'utf-8': 'utf-8',
    'utf-8-bom': 'utf-8',
    'utf-16le': 'utf-16',
    'windows-1252': 'windows-1252',
  };
  const type = layout === 'manual-names' ? 'text/tab-separated-values' : 'text/csv';
  return `${type}; charset=${charset[encoding]}`;
}
