import { Period } from '#core';
import { type DatasetField, type DatasetSchema } from '#catalogue';
import { type Draw } from './draw.js';
import { type Row } from './row.js';

/** How an office writes its files. */
export interface Dialect {
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'windows-1252';
  readonly delimiter: ';' | ',' | '\t';
  readonly decimal: ',' | '.';
  /** Between groups of three digits. */
  readonly thousands: '' | ' ' | '\u00a0';
  readonly headers: 'sv' | 'en' | 'name';
  readonly month: 'iso' | 'swedish';
  readonly lineEnd: '\r\n' | '\n';
}

/** What machines write. */
export const MACHINE: Dialect = {
  encoding: 'utf-8',
  delimiter: ',',
  decimal: '.',
  thousands: '',
  headers: 'name',
  month: 'iso',
  lineEnd: '\n',
};

/** What a Swedish spreadsheet saves. */
const SPREADSHEET: Dialect = {
  encoding: 'windows-1252',
  delimiter: ';',
  decimal: ',',
  thousands: '',
  headers: 'sv',
  month: 'iso',
  lineEnd: '\r\n',
};

const OFFICES: readonly [Dialect, ...Dialect[]] = [
  SPREADSHEET,
  SPREADSHEET,
  { ...SPREADSHEET, encoding: 'utf-8-bom' },
  { ...SPREADSHEET, thousands: '\u00a0', month: 'swedish' },
  { ...SPREADSHEET, encoding: 'utf-8-bom', thousands: ' ' },
  { ...SPREADSHEET, encoding: 'utf-16le', delimiter: '\t' },
  { ...MACHINE, encoding: 'utf-8-bom', headers: 'en', lineEnd: '\r\n' },
  { ...MACHINE, headers: 'sv' },
];

/** The way of writing that an office keeps to. */
export function officeDialect(draw: Draw): Dialect {
  return draw.pick(OFFICES);
}

const MONTH_NAMES = [
  'januari',
  'februari',
  'mars',
  'april',
  'maj',
  'juni',
  'juli',
  'augusti',
  'september',
  'oktober',
  'november',
  'december',
];

function writeNumber(value: number, { decimal, thousands }: Dialect): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
}

function writePeriod(text: string, { month }: Dialect): string {
  const period = Period.of(text);
  if (month === 'iso' || period.type !== 'month') return text;
  return `${MONTH_NAMES[period.index - 1] ?? ''} ${period.year}`;
}

function writeCell(value: string | number | undefined, field: DatasetField, dialect: Dialect): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return writeNumber(value, dialect);
  return field.role === 'period' ? writePeriod(value, dialect) : value;
}

function heading(field: DatasetField, { headers }: Dialect): string {
  return headers === 'name' ? field.name : field.titles[headers];
}

function encode(text: string, { encoding }: Dialect): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-bom':
      return Buffer.from(`\ufeff${text}`, 'utf8');
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'windows-1252':
      // The city's words stay within the part that Latin-1 and Windows-1252 share.
      return Buffer.from(text, 'latin1');
  }
}

/** The rows as a file's bytes, with a column for each field that some row fills, headed as the schema says. */
export function writeFile(schema: DatasetSchema, rows: readonly Row[], dialect: Dialect): Uint8Array {
  const fields = schema.fields.filter((field) => rows.some((row) => field.name in row));
  const quoted = (cell: string): string =>
    /["\r\n]/.test(cell) || cell.includes(dialect.delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const line = (cells: readonly string[]): string =>
    cells.map(quoted).join(dialect.delimiter) + dialect.lineEnd;
  const header = line(fields.map((field) => heading(field, dialect)));
  const body = rows.map((row) => line(fields.map((field) => writeCell(row[field.name], field, dialect))));
  return encode(header + body.join(''), dialect);
}
