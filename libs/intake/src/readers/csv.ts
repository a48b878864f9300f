import { type Result, failed, ok } from '#core';
import { type Fault, fileFault } from '../problem-codes.js';
import { UnclosedQuote, csvRecords } from './csv-records.js';
import { type Dialect, detectDialect } from './dialect.js';
import { decodeText } from './encoding.js';
import { type Reader, type ReadingContext, type Table, type TableRow, type TableRows } from './reader.js';

const SAMPLE_BYTES = 64 * 1024;

const DELIMITER_NAMES = { ';': ';', ',': ',', '\t': 'tab' } as const;

/** Delimited text: `;` `,` or tab, in any encoding and with any line ending that offices send. */
export const csvReader: Reader = {
  id: 'csv',
  recognises: () => true,
  read({ bytes }, context) {
    const decoded = decodeText(bytes);
    if (!decoded.ok) return failed(fileFault(decoded.problem));
    const { utf8, encoding } = decoded.value;
    const dialect = detectDialect(utf8.subarray(0, SAMPLE_BYTES).toString());
    const records = surveyed({ utf8, dialect }, context);
    if (!records.ok) return records;
    const { delimiter, lineEnding } = dialect;
    const details = { encoding, delimiter: DELIMITER_NAMES[delimiter], lineEnding };
    return asTable(records.value, dialect, fileFault('read-as-csv', details));
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

interface Records {
  /** The first row with something in it. */
  readonly header: readonly string[];
  readonly rows: TableRows;
  readonly emptyRows: number;
}

/** Goes through the text once, to its end, and counts. */
function surveyed(text: LaidOut, { limits, columnsWanted }: ReadingContext): Result<Records, Fault> {
  let header: NumberedRecord | null = null;
  let number = 0;
  let emptyRows = 0;
  let filled = 0;
  try {
    for (const record of numberedRecords(text)) {
      ({ number } = record);
      if (number > limits.maxRows + 1) return failed(fileFault('too-many-rows', { max: limits.maxRows }));
      if (record.isEmpty) emptyRows++;
      else if (header) filled++;
      else header = record;
    }
  } catch (thrown) {
    if (thrown instanceof UnclosedQuote) return failed({ ...fileFault('unclosed-quote'), row: number + 1 });
    throw thrown;
  }
  if (!header) return failed(fileFault('empty-file'));
  const { cells } = header;
  const { maxColumns } = limits;
  if (cells.length > maxColumns) return failed(fileFault('too-many-columns', { max: maxColumns }));
  const rows = new CsvRows(text, header, columnsWanted?.(cells) ?? null, filled);
  return ok({ header: cells, rows, emptyRows });
}

function asTable(
  { header, rows, emptyRows }: Records,
  dialect: Dialect,
  readAs: Fault,
): Result<Table, Fault> {
  const skipped = emptyRows > 0 ? [fileFault('empty-rows-skipped', { count: emptyRows })] : [];
  return ok({
    header,
    rows,
    notices: [readAs, ...skipped],
    isAsInFile: true,
    usualDecimalMark: dialect.delimiter === ',' ? '.' : ',',
  });
}
