import { type Delimiter } from './delimiters.js';

/** Bytes that are decoded together. */
const PIECE_BYTES = 64 * 1024;
/** A record longer than this is a quote that was never closed. */
const MAX_RECORD = 4 * 1024 * 1024;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A quote is opened and never closed: where the record ends, nobody can tell. */
export class UnclosedQuote extends Error {}

/**
 * The records of delimited text, one after the other, as RFC 4180 and people write them: any line ending, blanks before a
 * quote, quotes in the midst of a cell. Records without a quote, almost all, are split at their marks and looked at no
 * further. Throws {@link UnclosedQuote}. Cells come with the blanks around them.
 */
export function* csvRecords(utf8: Buffer, delimiter: Delimiter): Generator<string[]> {
  let rest = '';
  for (const { text, isLast } of pieces(utf8)) {
    const records = new RecordReader(rest + text, delimiter, isLast);
    for (let cells = records.next(); cells; cells = records.next()) yield cells;
    rest = records.rest();
    if (rest.length > MAX_RECORD) throw new UnclosedQuote();
  }
}

interface Piece {
  readonly text: string;
  readonly isLast: boolean;
}

/** The text in pieces that end with a line, or with the text. */
function* pieces(utf8: Buffer): Generator<Piece> {
  let from = 0;
  for (let until = PIECE_BYTES; from < utf8.length; until += PIECE_BYTES) {
    const isLast = until >= utf8.length;
    const end = isLast ? utf8.length : endOfLines(utf8, from, until);
    if (end === null && until - from <= MAX_RECORD) continue;
    if (end === null) throw new UnclosedQuote();
    yield { text: utf8.toString('utf8', from, end), isLast };
    from = end;
    until = end;
  }
}

/** Where the last line ends between two places; `null` when none does. */
function endOfLines(utf8: Buffer, from: number, until: number): number | null {
  const lines = utf8.subarray(from, until);
  const lineFeed = lines.lastIndexOf(LINE_FEED);
  if (lineFeed >= 0) return from + lineFeed + 1;
  const carriageReturn = lines.lastIndexOf(CARRIAGE_RETURN);
  const isSplitPair = utf8[from + carriageReturn + 1] === LINE_FEED;
  return carriageReturn >= 0 && !isSplitPair ? from + carriageReturn + 1 : null;
}

/** Reads the records of a text that begins with one. */
class RecordReader {
  private start = 0;
  private at = 0;
  /** The next of each mark; found anew when it is passed. */
  private lineFeed = -1;
  private carriageReturn = -1;
  private quote = -1;

  constructor(
    private readonly text: string,
    private readonly delimiter: Delimiter,
    /** Whether nothing comes after it. */
    private readonly isLast: boolean,
  ) {}

  /** `null` when the text holds no further record that is whole. */
  next(): string[] | null {
    this.start = this.at;
    if (this.at >= this.text.length) return null;
    const lineEnd = this.lineEnd();
    this.quote = this.nextOf('"', this.quote);
    if (this.quote < lineEnd) return this.quotedRecord();
    const isEnd = lineEnd === this.text.length;
    if (isEnd && !this.isLast) return null;
    const cells = this.text.slice(this.at, lineEnd).split(this.delimiter);
    this.passLineEnd(lineEnd);
    return isEnd && cells.length === 1 && cells[0]?.trim() === '' ? null : cells;
  }

  /** What was not read. */
  rest(): string {
    return this.text.slice(this.start);
  }

  private lineEnd(): number {
    this.lineFeed = this.nextOf('\n', this.lineFeed);
    this.carriageReturn = this.nextOf('\r', this.carriageReturn);
    return Math.min(this.lineFeed, this.carriageReturn);
  }

  private nextOf(mark: string, known: number): number {
    if (known >= this.at) return known;
    const found = this.text.indexOf(mark, this.at);
    return found < 0 ? this.text.length : found;
  }

  private passLineEnd(lineEnd: number): void {
    this.at = lineEnd + (this.text.startsWith('\r\n', lineEnd) ? 2 : 1);
  }

  private quotedRecord(): string[] | null {
    const cells: string[] = [];
    for (;;) {
      const cell = this.cell();
      if (cell === null) return null;
      cells.push(cell);
      if (this.text[this.at] !== this.delimiter) break;
      this.at++;
    }
    if (this.at >= this.text.length && !this.isLast) return null;
    this.passLineEnd(this.at);
    return cells;
  }

  /** A cell from here on; afterwards we are at what ends it. `null` when its end is not here. */
  private cell(): string | null {
    const from = this.at;
    while (this.isBlank(this.at)) this.at++;
    if (this.text[this.at] === '"') return this.quotedCell();
    this.at = this.endOfPlain(this.at);
    return this.text.slice(from, this.at);
  }

  private quotedCell(): string | null {
    let value = '';
    for (let from = this.at + 1; ;) {
      const quote = this.text.indexOf('"', from);
      const after = quote + 1;
      if (quote < 0 || (after === this.text.length && !this.isLast)) return this.unfinished();
      value += this.text.slice(from, quote);
      from = after + 1;
      if (this.text[after] === '"') value += '"';
      else if (this.endOfPlain(after) === after) {
        this.at = after;
        return value;
      } else {
        // Something follows the second quote: then the two belong to what is written.
        this.at = this.endOfPlain(after);
        return `"${value}"${this.text.slice(after, this.at)}`;
      }
    }
  }

  private unfinished(): null {
    if (this.isLast) throw new UnclosedQuote();
    return null;
  }

  /** Where a cell without quotes that goes on here ends. */
  private endOfPlain(from: number): number {
    let at = from;
    while (at < this.text.length && !this.isEnd(at)) at++;
    return at;
  }

  private isEnd(at: number): boolean {
    const char = this.text[at];
    return char === this.delimiter || char === '\n' || char === '\r';
  }

  private isBlank(at: number): boolean {
    const char = this.text[at];
    return char !== undefined && !this.isEnd(at) && char.trim() === '';
  }
}
