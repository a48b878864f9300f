import { type Result, failed, ok } from '#core';
import { CsvError, parse } from 'csv-parse/sync';
import { type UploadLimits } from '../limits.js';
import { type Fault, fileFault } from '../problem-codes.js';
import { type Dialect, detectDialect } from './dialect.js';
import { decodeText } from './encoding.js';
import { PackedRows } from './packed-rows.js';
import { type Reader, type ReadingContext, type Table } from './reader.js';

const SAMPLE_BYTES = 64 * 1024;
/** A row longer than this is a quote that was never closed. */
const MAX_RECORD_CHARACTERS = 4 * 1024 * 1024;

const DELIMITER_NAMES = { ';': ';', ',': ',', '\t': 'tab' } as const;

/** Delimited text: `;` `,` or tab, in any encoding and with any line ending that offices send. */
export const csvReader: Reader = {
  id: 'csv',
  recognises: () => true,
  read({ bytes }, context) {
    const { limits } = context;
    const decoded = decodeText(bytes);
    if (!decoded.ok) return failed(fileFault(decoded.problem));
    const { utf8, encoding } = decoded.value;
    const dialect = detectDialect(utf8.subarray(0, SAMPLE_BYTES).toString());
    const records = readRecords(utf8, dialect, context);
    if (!records.ok) return records;
    return asTable(records.value, {
      dialect,
      limits,
      readAs: fileFault('read-as-csv', {
        encoding,
        delimiter: DELIMITER_NAMES[dialect.delimiter],
        lineEnding: dialect.lineEnding,
      }),
    });
  },
};

interface Records {
  /** The first row with something in it, `sep=` excepted. */
  readonly header: readonly string[];
  /** The others with something in them. */
  readonly filled: PackedRows;
  readonly emptyRows: number;
}

function readRecords(
  utf8: Buffer,
  dialect: Dialect,
  { limits, columnsWanted }: ReadingContext,
): Result<Records, Fault> {
  const filled = new PackedRows();
  let header: readonly string[] = [];
  let wanted: ReadonlySet<number> | null = null;
  const maxRecords = limits.maxRows + 1;
  let number = 0;
  let emptyRows = 0;
  const take = (cells: string[]): null => {
    number++;
    if (number === 1 && dialect.sepLine) return null;
    let isEmpty = true;
    for (let i = 0; i < cells.length; i++) {
      const text = (cells[i] ?? '').trim();
      if (text !== '') isEmpty = false;
      cells[i] = wanted === null || wanted.has(i) ? text : '';
    }
    if (isEmpty) emptyRows++;
    else if (header.length > 0) filled.push({ number, cells });
    else {
      header = cells;
      wanted = columnsWanted?.(cells) ?? null;
    }
    return null;
  };
  try {
    parse(utf8, {
      delimiter: dialect.delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      ltrim: true,
      max_record_size: MAX_RECORD_CHARACTERS,
      to: maxRecords + 1,
      on_record: take,
    });
  } catch (thrown) {
    if (thrown instanceof CsvError) return failed(faultOf(thrown, number + 1));
    throw thrown;
  }
  if (number > maxRecords) return failed(fileFault('too-many-rows', { max: limits.maxRows }));
  return ok({ header, filled, emptyRows });
}

function faultOf(error: CsvError, row: number): Fault {
  const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
  return { ...fileFault(unclosed ? 'unclosed-quote' : 'malformed-csv'), row };
}

interface TableFacts {
  readonly dialect: Dialect;
  readonly limits: UploadLimits;
  readonly readAs: Fault;
}

function asTable({ header, filled, emptyRows }: Records, facts: TableFacts): Result<Table, Fault> {
  if (header.length === 0) return failed(fileFault('empty-file'));
  const { maxColumns } = facts.limits;
  if (header.length > maxColumns) return failed(fileFault('too-many-columns', { max: maxColumns }));
  const skipped = emptyRows > 0 ? [fileFault('empty-rows-skipped', { count: emptyRows })] : [];
  return ok({
    header,
    rows: filled,
    notices: [facts.readAs, ...skipped],
    usualDecimalMark: facts.dialect.delimiter === ',' ? '.' : ',',
  });
}
