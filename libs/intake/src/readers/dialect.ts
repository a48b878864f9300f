/** The delimiters that are looked for; of two that are equally many, the first wins. */
const DELIMITERS = [';', '\t', ','] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export type LineEnding = 'CRLF' | 'LF' | 'CR';

/** How delimited text is laid out. */
export interface Dialect {
  readonly delimiter: Delimiter;
  readonly lineEnding: LineEnding;
  /** Whether the first line only says which delimiter follows (`sep=;`, an instruction to Excel). */
  readonly sepLine: boolean;
}

/** The dialect of a text, from its beginning: the delimiter that splits the first row that is not empty into most cells. */
export function detectDialect(sample: string): Dialect {
  const lineEnding = detectLineEnding(sample);
  const sep = /^sep=([;,\t])(?:[\r\n]|$)/i.exec(sample)?.[1];
  const told = DELIMITERS.find((delimiter) => delimiter === sep);
  if (told) return { delimiter: told, lineEnding, sepLine: true };
  const header = firstRecord(sample);
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  const most = DELIMITERS[counts.indexOf(Math.max(...counts))];
  return { delimiter: most ?? ';', lineEnding, sepLine: false };
}

function detectLineEnding(sample: string): LineEnding {
  switch (/\r\n|\n|\r/.exec(sample)?.[0]) {
    case '\r\n':
      return 'CRLF';
    case '\r':
      return 'CR';
    default:
      return 'LF';
  }
}

/** The first row with anything in it, without what stands in quotes. */
function firstRecord(sample: string): string {
  const unquoted = sample.replace(/"[^"]*(?:"|$)/g, 'x');
  return unquoted.split(/[\r\n]/).find((line) => /[^\s;,]/.test(line)) ?? '';
}
