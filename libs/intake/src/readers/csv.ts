import { type Result, failed, ok } from '#core';
import { matchColumns } from '../columns.js';
import { type Fault, fileFault } from '../problem-codes.js';
import { UnclosedQuote, csvRecords } from './csv-records.js';
import { type Dialect, detectDialect } from './dialect.js';
import { decodeText } from './encoding.js';
import { WithoutHeading } from './figures.js';
import { type Reader, type ReadingContext, type Table, type TableRow, type TableRows } from './reader.js';
import { columnLetters } from './xlsx/cell-reference.js';
import { HEADER_SEARCH_ROWS } from './xlsx/header-row.js';

const SAMPLE_BYTES = 64 * 1024;

const DELIMITER_NAMES = { ';': ';', ',': ',', '\t': 'tab', '|': '|' } as const;

/** Delimited text: `;` `,` `|` or tab, in any encoding and with any line ending that offices send. */
export const csvReader: Reader = {
  id: 'csv',
  recognises: () => true,
  read({ bytes }, context) {
    const decoded = decodeText(bytes);
    if (!decoded.ok) return failed(fileFault(decoded.problem));
    const { utf8, encoding, stray } = decoded.value;
    const dialect = detectDialect(utf8.subarray(0, SAMPLE_BYTES), (cells) => namesIn(cells, context));
    const records = surveyed({ utf8, dialect }, context);
    if (!records.ok) return records;
    const { delimiter, lineEnding } = dialect;
    const details = { encoding, delimiter: DELIMITER_NAMES[delimiter], lineEnding };
    const readAs = [fileFault('read-as-csv', details)];
    if (stray) readAs.push({ ...fileFault('stray-bytes', { count: stray.count }), row: stray.line });
    return asTable(records.value, dialect, readAs);
  },
};

/** Text, and how it is laid out. */
interface LaidOut {
  readonly utf8: Buffer;
  readonly dialect: Dialect;
}

/** What stands in a line of a table, cells without the blanks around them. */
interface NumberedRecord extends TableRow {
  readonly cells: string[];
  readonly isEmpty: boolean;
}

/** Every record but the one that only says which delimiter follows. */
function* numberedRecords({ utf8, dialect }: LaidOut): Generator<NumberedRecord> {
  let number = 0;
  for (const cells of csvRecords(utf8, dialect.delimiter)) {
    number++;
    if (number === 1 && dialect.sepLine) continue;
    let isEmpty = true;
    for (let i = 0; i < cells.length; i++) {
      const text = (cells[i] ?? '').trim();
      cells[i] = text;
      if (text !== '') isEmpty = false;
    }
    yield { number, cells, isEmpty };
  }
}

/** The rows below the header, split out of the text whenever they are gone through: that costs less than keeping them. */
class CsvRows implements TableRows {
  constructor(
    private readonly text: LaidOut,
    private readonly header: NumberedRecord,
    /** Places of the cells that are kept; `null` for all. */
    private readonly wanted: ReadonlySet<number> | null,
    readonly length: number,
  ) {}

  *[Symbol.iterator](): Generator<TableRow> {
    const { wanted } = this;
    for (const record of numberedRecords(this.text)) {
      if (record.isEmpty || record.number <= this.header.number) continue;
      const { number, cells } = record;
      yield { number, cells: wanted ? cells.map((text, place) => (wanted.has(place) ? text : '')) : cells };
    }
  }
}

/** How many columns of the data set, or of another system's file, a row of headings names. */
function namesIn(cells: readonly string[], { dataset, columnsWanted }: ReadingContext): number {
  return columnsWanted?.(cells)?.size ?? matchColumns(cells, dataset, 'sv').columns.length;
}

interface Records {
  readonly header: readonly string[];
  /** Rows above it that are not empty. */
  readonly above: readonly TableRow[];
  /** What stands in columns without a heading. */
  readonly notices: readonly Fault[];
  readonly rows: TableRows;
  readonly emptyRows: number;
}

interface Headings {
  readonly header: NumberedRecord;
  readonly above: readonly TableRow[];
}

/** A quote that is never closed is found, with its row, when the text is gone through to its end. */
function firstRecords(text: LaidOut): NumberedRecord[] {
  const first: NumberedRecord[] = [];
  try {
    for (const record of numberedRecords(text)) {
      if (!record.isEmpty && first.push(record) === HEADER_SEARCH_ROWS) break;
    }
  } catch (thrown) {
    if (!(thrown instanceof UnclosedQuote)) throw thrown;
  }
  return first;
}

/** The row of headings among the first that are filled: of another system's file, or that names most columns. */
function findHeadings(text: LaidOut, context: ReadingContext): Headings | null {
  const top = firstRecords(text);
  const { columnsWanted } = context;
  const others = top.findIndex(({ cells }) => (columnsWanted?.(cells) ?? null) !== null);
  const names = top.map(({ cells }) => namesIn(cells, context));
  const at = others < 0 ? names.indexOf(Math.max(...names)) : others;
  const header = top[at];
  return header ? { header, above: top.slice(0, at) } : null;
}

/** Goes through the text once, to its end, and counts. */
function surveyed(text: LaidOut, context: ReadingContext): Result<Records, Fault> {
  const { maxRows, maxColumns } = context.limits;
  let number = 0;
  let emptyRows = 0;
  let filled = 0;
  try {
    const headings = findHeadings(text, context);
    if (!headings) {
      for (const record of numberedRecords(text)) ({ number } = record);
      return failed(fileFault('empty-file'));
    }
    const { header, above } = headings;
    const { cells: names } = header;
    if (names.length > maxColumns) return failed(fileFault('too-many-columns', { max: maxColumns }));
    const nameless = names.flatMap((name, place) => (name === '' ? [place] : []));
    const without = new WithoutHeading();
    for (const record of numberedRecords(text)) {
      ({ number } = record);
      if (number > maxRows + header.number) return failed(fileFault('too-many-rows', { max: maxRows }));
      if (record.isEmpty) emptyRows++;
      else if (number > header.number) {
        filled++;
        for (const place of nameless) takeNameless(without, record, place);
      }
    }
    const rows = new CsvRows(text, header, context.columnsWanted?.(names) ?? null, filled);
    return ok({ header: names, above, rows, emptyRows, notices: without.faults() });
  } catch (thrown) {
    if (thrown instanceof UnclosedQuote) return failed({ ...fileFault('unclosed-quote'), row: number + 1 });
    throw thrown;
  }
}

function takeNameless(without: WithoutHeading, { number, cells }: NumberedRecord, place: number): void {
  const cell = cells[place] ?? '';
  if (cell !== '') without.take(cell, columnLetters(place) + String(number));
}

function asTable(
  { header, above, rows, emptyRows, notices }: Records,
  dialect: Dialect,
  readAs: readonly Fault[],
): Result<Table, Fault> {
  const skipped = emptyRows > 0 ? [fileFault('empty-rows-skipped', { count: emptyRows })] : [];
  return ok({
    header,
    above,
    rows,
    notices: [...readAs, ...notices, ...skipped],
    isAsInFile: true,
    usualDecimalMark: dialect.delimiter === ',' ? '.' : ',',
  });
}
