import { UnclosedQuote, csvRecords } from './csv-records.js';
import { DELIMITERS, type Delimiter } from './delimiters.js';

export type LineEnding = 'CRLF' | 'LF' | 'CR';

/** How delimited text is laid out. */
export interface Dialect {
  readonly delimiter: Delimiter;
  readonly lineEnding: LineEnding;
  /** Whether the first line only says which delimiter follows (`sep=;`, an instruction to Excel). */
  readonly sepLine: boolean;
}

/** How many columns a row of headings names that are looked for. */
export type NamesIn = (cells: readonly string[]) => number;

/** Rows that are looked at: titles may stand above the headings. */
const ROWS = 20;

/**
 * The dialect of a text, from its beginning. The delimiter is the one that makes most known names of the headings; where
 * none does, the one that splits the rows most evenly, into most cells.
 */
export function detectDialect(sample: Buffer, namesIn: NamesIn = () => 0): Dialect {
  const text = sample.toString();
  const lineEnding = detectLineEnding(text);
  const sep = /^sep=([;,\t|])(?:[\r\n]|$)/i.exec(text)?.[1];
  const told = DELIMITERS.find((delimiter) => delimiter === sep);
  if (told) return { delimiter: told, lineEnding, sepLine: true };
  const splits = DELIMITERS.map((delimiter) => splitBy(delimiter, sample, namesIn));
  const best = splits.reduce((a, b) => (isBetter(b, a) ? b : a));
  return { delimiter: best.delimiter, lineEnding, sepLine: false };
}

/** How a delimiter splits the first rows. */
interface Split {
  readonly delimiter: Delimiter;
  /** Names that the row of headings has. */
  readonly names: number;
  /** Cells of the first row. */
  readonly cells: number;
  /** Share of the rows that have as many cells as the first. */
  readonly evenness: number;
}

function splitBy(delimiter: Delimiter, sample: Buffer, namesIn: NamesIn): Split {
  const rows = firstRows(delimiter, sample);
  const cells = rows[0]?.length ?? 0;
  return {
    delimiter,
    names: Math.max(0, ...rows.map((row) => namesIn(row.map((cell) => cell.trim())))),
    cells,
    evenness: cells < 2 ? 0 : rows.filter((row) => row.length === cells).length / rows.length,
  };
}

function isBetter(a: Split, b: Split): boolean {
  // One name alone may stand in a title.
  if (Math.max(a.names, b.names) > 1 && a.names !== b.names) return a.names > b.names;
  if (a.evenness !== b.evenness) return a.evenness > b.evenness;
  return a.cells > b.cells;
}

function firstRows(delimiter: Delimiter, sample: Buffer): string[][] {
  const rows: string[][] = [];
  try {
    for (const cells of csvRecords(sample, delimiter)) {
      if (cells.every((cell) => /^[\s;,]*$/.test(cell))) continue;
      if (rows.push(cells) === ROWS) break;
    }
  } catch (thrown) {
    if (!(thrown instanceof UnclosedQuote)) throw thrown;
  }
  return rows;
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
