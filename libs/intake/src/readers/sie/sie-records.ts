/** A field of a record: text, or what stands in `{ }` (an object list). */
export type SieField = string | readonly string[];

/** A line of a SIE file. */
export interface SieRecord {
  /** Counted from 1. */
  readonly line: number;
  /** `#PSALDO` and the like in upper case; `{` and `}` around what belongs to the record before. */
  readonly label: string;
  readonly fields: readonly SieField[];
}

/**
 * What may stand on a line: a field in quotes, in which `\"` is a quote; a brace; a field without quotes. Between them are
 * blanks and tabs. A quote or a brace that is not closed ends with its line, for no record goes on to the next.
 */
const TOKEN = /[ \t]*(?:"((?:[^"\\]|\\"|\\(?!"))*)"?|([{}])|([^\s"{}]+))/y;

/** The records of a SIE file (4B, sections 5.3–5.7), in order. Lines that hold no record are passed over. */
export function* sieRecords(text: string): Generator<SieRecord, void> {
  let line = 0;
  let start = 0;
  while (start < text.length) {
    const lineEnd = endOfLine(text, start);
    line++;
    const record = recordOf(text.slice(start, lineEnd.at), line);
    if (record) yield record;
    start = lineEnd.next;
  }
}

function endOfLine(text: string, start: number): { readonly at: number; readonly next: number } {
  for (let at = start; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === 0x0a) return { at, next: at + 1 };
    if (character === 0x0d) return { at, next: text.charCodeAt(at + 1) === 0x0a ? at + 2 : at + 1 };
  }
  return { at: text.length, next: text.length };
}

function recordOf(text: string, line: number): SieRecord | null {
  // A brace shall have a line of its own, but some programs write the first record of a voucher after it.
  const fields = fieldsOf(text.replace(/^[ \t]*\{(?=[ \t]*#)/, ''));
  const [label, ...rest] = fields;
  if (label === undefined) return null;
  if (typeof label !== 'string') return { line, label: '{', fields: [] };
  if (label === '}') return { line, label, fields: [] };
  return label.startsWith('#') ? { line, label: label.toUpperCase(), fields: rest } : null;
}

function fieldsOf(text: string): SieField[] {
  const fields: SieField[] = [];
  let list: string[] | null = null;
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    const [, quoted, brace, bare] = token;
    if (brace === '{') {
      list = [];
      fields.push(list);
    } else if (brace === '}') {
      if (fields.length === 0) fields.push('}');
      list = null;
    } else {
      const field = bare ?? (quoted ?? '').replaceAll('\\"', '"');
      if (list) list.push(field);
      else fields.push(field);
    }
  }
  return fields;
}
