/** How a table is written as text: what parts cells, the decimal sign, and whether a byte order mark comes first. */
export interface CsvDialect {
  readonly delimiter: ';' | ',' | '\t' | '|';
  readonly decimalSign: ',' | '.';
  readonly byteOrderMark: boolean;
}

/** The two ways in which tables leave: as Swedish spreadsheets open them rightly, and by RFC 4180 for programs. */
export const CSV_DIALECTS = {
  swedish: { delimiter: ';', decimalSign: ',', byteOrderMark: true },
  rfc4180: { delimiter: ',', decimalSign: '.', byteOrderMark: false },
} as const satisfies Record<string, CsvDialect>;
export type CsvDialectId = keyof typeof CSV_DIALECTS;

export type CsvCell = string | number | null;

/** What makes a spreadsheet take a text for a formula. */
export const FORMULA_START = /^[=+\-@\p{Cc}]/u;

/** A number in plain decimal notation: no exponent, which spreadsheets and receivers read each in their own way. */
function numberText(number: number, decimalSign: string): string {
  const text = String(number);
  if (!text.includes('e')) return text.replace('.', decimalSign);
  if (Math.abs(number) >= 1) return BigInt(number).toString();
  return number.toFixed(20).replace(/0+$/, '').replace('.', decimalSign);
}

function cellText(cell: CsvCell, { delimiter, decimalSign }: CsvDialect): string {
  if (cell === null) return '';
  const text =
    typeof cell === 'number'
      ? numberText(cell, decimalSign)
      : cell.replace(FORMULA_START, (start) => `'${start}`);
  return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as CSV with CRLF line ends; a text that a spreadsheet would take for a formula is prefixed with `'`. */
export function csvTable(
  rows: readonly (readonly CsvCell[])[],
  dialect: CsvDialectId | CsvDialect = 'swedish',
): string {
  const written = typeof dialect === 'string' ? CSV_DIALECTS[dialect] : dialect;
  const lines = rows.map((cells) => cells.map((cell) => cellText(cell, written)).join(written.delimiter));
  return (written.byteOrderMark ? '\uFEFF' : '') + lines.map((line) => `${line}\r\n`).join('');
}
