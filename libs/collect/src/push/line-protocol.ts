import { failed, ok, type Result } from '#core';

/** One line of Influx line protocol, read but not yet understood. */
export interface Point {
  readonly measurement: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, string | number | boolean>;
  /** As written, in whatever precision the sender uses; `null` when left out. */
  readonly timestamp: bigint | null;
}

const TRUTHS = /^(?:t|T|true|True|TRUE)$/;
const FALSEHOODS = /^(?:f|F|false|False|FALSE)$/;

/** A backslash escapes only what would otherwise end a word; before anything else it is a backslash. */
function unescaped(text: string): string {
  return text.replace(/\\([,= ])/g, '$1');
}

/**
 * Cuts at a separator that is neither escaped nor, where quotes have meaning (in fields), inside a quoted text.
 * A backslash takes the next sign with it.
 */
function cut(text: string, separator: string, quotes: boolean): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (sign === '\\') i++;
    else if (quotes && sign === '"') quoted = !quoted;
    else if (sign === separator && !quoted) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** Name and value around the first `=` that is not escaped. */
function pair(text: string): readonly [name: string, value: string] | null {
  const [name, ...rest] = cut(text, '=', false);
  if (!name || rest.length === 0) return null;
  return [unescaped(name), text.slice(name.length + 1)];
}

function fieldValue(text: string): string | number | boolean | null {
  if (/^".*"$/s.test(text) && text.length > 1) return text.slice(1, -1).replace(/\\(["\\])/g, '$1');
  if (TRUTHS.test(text)) return true;
  if (FALSEHOODS.test(text)) return false;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[iu]?$/.test(text)) return null;
  const number = Number(text.replace(/[iu]$/, ''));
  return Number.isFinite(number) ? number : null;
}

function readTags(words: readonly string[]): Result<Map<string, string>> {
  const tags = new Map<string, string>();
  for (const word of words) {
    const tag = pair(word);
    if (!tag?.[1]) return failed(`the tag "${word}" is not written name=value`);
    tags.set(tag[0], unescaped(tag[1]));
  }
  return ok(tags);
}

function readFields(text: string): Result<Map<string, string | number | boolean>> {
  const fields = new Map<string, string | number | boolean>();
  for (const word of cut(text, ',', true)) {
    const field = pair(word);
    const value = field ? fieldValue(field[1]) : null;
    if (!field || value === null) return failed(`the field "${word}" is not written name=value`);
    fields.set(field[0], value);
  }
  return ok(fields);
}

/** The lines that hold a point: neither empty nor a comment. A text may not run over a line's end. */
export function pointLines(body: string): string[] {
  return body
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

/** Reads `measurement,tag=… field=…,field=… timestamp`; the problem is a sentence in English. */
export function parsePoint(line: string): Result<Point> {
  const text = line.trim();
  const [key = ''] = cut(text, ' ', false);
  const words = cut(text.slice(key.length), ' ', true).filter((word) => word !== '');
  const [fieldSet = '', timestamp = '', ...more] = words;
  if (fieldSet === '') return failed('a point is a name, a space, and fields');
  if (more.length > 0 || !/^(?:-?\d{1,20})?$/.test(timestamp)) {
    return failed('after the fields there is a timestamp in whole numbers, and nothing else');
  }
  const [measurement = '', ...tagWords] = cut(key, ',', false);
  const tags = readTags(tagWords);
  if (!tags.ok) return tags;
  const fields = readFields(fieldSet);
  if (!fields.ok) return fields;
  return ok({
    measurement: unescaped(measurement),
    tags: tags.value,
    fields: fields.value,
    timestamp: timestamp === '' ? null : BigInt(timestamp),
  });
}
