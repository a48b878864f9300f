/** A field of a record: text, or what stands in `{ }` (an object list). */
export type SieField = string | readonly string[];

/** A record of a SIE file. */
export interface SieRecord {
  /** The line that it stands on, counted from 1. */
  readonly line: number;
  /**
   * `#PSALDO` and the like in upper case; `{` and `}` around what belongs to the record before; empty for a line that is
   * no record, which is its only field.
   */
  readonly label: string;
  readonly fields: readonly SieField[];
}

/**
 * What may stand on a line: a field in quotes, in which `\"` is a quote; a brace; a field without quotes. Between them are
 * blanks and tabs. A quote or a brace that is not closed ends with its line, for no record goes on to the next.
 */
const TOKEN = /[ \t]*(?:"((?:[^"\\]|\\"|\\(?!"))*)"?|([{}])|([^ \t"{}]+))/y;

/** The records of a SIE file (4B, sections 5.3–5.7), in order. Empty lines, and the end of file of DOS, are passed over. */
export function* sieRecords(text: string): Generator<SieRecord, void> {
  let line = 0;
  let start = 0;
  while (start < text.length) {
    const lineEnd = endOfLine(text, start);
    line++;
    yield* recordsOf(text.slice(start, lineEnd.at), line);
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

/**
 * Usually one. A brace shall have a line of its own, but some programs write the first record of a voucher after it, or
 * the brace behind the voucher.
 */
function recordsOf(text: string, line: number): SieRecord[] {
  const [, leading = '', rest = ''] = /^[ \t\u001a]*([{}]?)[ \t\u001a]*(.*)$/s.exec(text) ?? [];
  const before = leading === '' ? [] : [{ line, label: leading, fields: [] }];
  if (rest === '') return before;
  const { fields, opens } = fieldsOf(rest);
  const [label, ...others] = fields;
  const after = opens ? [{ line, label: '{', fields: [] }] : [];
  if (typeof label === 'string' && label.startsWith('#')) {
    return [...before, { line, label: label.toUpperCase(), fields: others }, ...after];
  }
  return [...before, { line, label: '', fields: [rest] }];
}

interface Fields {
  readonly fields: readonly SieField[];
  /** The line ends with a brace that holds nothing and is not closed. */
  readonly opens: boolean;
}

function fieldsOf(text: string): Fields {
  const fields: SieField[] = [];
  let list: string[] | null = null;
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    const [, quoted, brace, bare] = token;
    if (brace === '{') {
      list = [];
      fields.push(list);
    } else if (brace === '}') {
      list = null;
    } else {
      const field = bare ?? (quoted ?? '').replaceAll('\\"', '"');
      if (list) list.push(field);
      else fields.push(field);
    }
  }
  const opens = list?.length === 0;
  return { fields: opens ? fields.slice(0, -1) : fields, opens };
}
