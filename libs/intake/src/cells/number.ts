import { type Result, failed, ok } from '#core';
import { type ProblemCode } from '../problem-codes.js';

export type DecimalMark = ',' | '.';

/**
 * What a number's text tells of its own marks: which one is the decimal mark, that a lone mark may be either
 * (`1,234` is one and a bit, or a thousand), or nothing, when it has no such mark.
 */
export type ShownMark = DecimalMark | 'ambiguous' | 'none';

/** Blanks (also no-break, figure, thin and narrow) and apostrophes between groups of three digits. */
const BLANK = '\u0020\u00a0\u2007\u2009\u202f';
const BLANKS = new RegExp(`[${BLANK}]`, 'g');
const BODY = new RegExp(`^[\\d.,'’${BLANK}]+$`);
const GROUPED = new RegExp(`\\d[${BLANK}'’]\\d`);
const SCALED = /\d\s*(?:tkr|tsek|ksek|kkr|mkr|mnkr|msek|mdkr|tusen|milj(?:on(?:er)?)?\.?)$/i;
const FOREIGN = /^(?:[€$£¥]|eur|usd|nok|dkk|gbp|chf)|(?:[€$£¥]|eur|usd|nok|dkk|gbp|chf|euro|dollar)\.?$/i;
/** Kronor before the digits, or after them in one of their ways (`1 250:-`). */
const KRONOR = /^(?:kr|sek)\.?\s*(?=[-−–\d(])|(?:\s*(?:kr|sek)\.?|\s?[:,][-–])$/gi;
/** Digits with at most one mark among them, as almost all numbers are written. */
const PLAIN = new RegExp(`^(-?)(\\d+|\\d{1,3}(?:[${BLANK}]\\d{3})+)(?:[.,](\\d+))?$`);
/** Beyond this a double no longer holds hundredths. */
const LARGEST = 1e13;

/**
 * Which decimal mark a text shows:
 * - with both `,` and `.` the last one is the decimal mark (`1.234,50`);
 * - a mark that comes twice separates thousands, so the other is the decimal mark (`1,234,567`);
 * - a lone mark is the decimal mark when there are other thousands marks (`1 234,500`), when it is not followed by
 *   exactly three digits (`12,5`) or not preceded by one to three digits without leading zero (`0,125`, `12345,678`);
 * - otherwise (`1,234`) it is ambiguous and the column decides.
 */
export function shownMark(text: string): ShownMark {
  const lastComma = text.lastIndexOf(',');
  const lastPoint = text.lastIndexOf('.');
  if (lastComma < 0 && lastPoint < 0) return 'none';
  if (lastComma >= 0 && lastPoint >= 0) return lastComma > lastPoint ? ',' : '.';
  const mark = lastComma >= 0 ? ',' : '.';
  if (text.indexOf(mark) !== text.lastIndexOf(mark)) return otherMark(mark);
  if (GROUPED.test(text)) return mark;
  return /(?<!\d)[1-9]\d{0,2}[.,]\d{3}(?!\d)/.test(text) ? 'ambiguous' : mark;
}

function otherMark(mark: DecimalMark): DecimalMark {
  return mark === ',' ? '.' : ',';
}

/**
 * Reads a number as people write it: decimal comma or point, thousands marks, a minus of any kind before or after,
 * parentheses for minus, `kr` or `SEK` before or after. `ambiguousMark` says how a lone ambiguous mark is taken: as the decimal
 * mark if it is that one, else as a thousands mark. Answers the code of the fault otherwise.
 */
export function parseNumber(text: string, ambiguousMark: DecimalMark | 'none'): Result<number, ProblemCode> {
  const plain = parsePlain(text);
  if (plain !== null) return ok(plain);
  if (/[%‰]\s*$/.test(text)) return failed('percent');
  if (/^[+−-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text)) return failed('scientific-notation');
  if (SCALED.test(text)) return failed('scaled-amount');
  if (/\d/.test(text) && FOREIGN.test(text)) return failed('currency-not-sek');
  const { negative, body } = splitSign(text.replace(KRONOR, ''));
  const magnitude = BODY.test(body) ? parseMagnitude(body, ambiguousMark) : null;
  if (magnitude === null) return failed('not-a-number');
  if (magnitude > LARGEST) return failed('number-too-large');
  return ok(negative && magnitude !== 0 ? -magnitude : magnitude);
}

/** A number whose mark, if any, can only be the decimal mark; `null` for all that has to be looked at more closely. */
function parsePlain(text: string): number | null {
  const [, sign = '', whole = '', fraction] = PLAIN.exec(text) ?? [];
  const isGrouped = whole.length > 3 && !/^\d+$/.test(whole);
  if (whole === '' || (fraction?.length === 3 && !isGrouped)) return null;
  const digits = isGrouped ? whole.replace(BLANKS, '') : whole;
  const number = Number(fraction === undefined ? sign + digits : `${sign}${digits}.${fraction}`);
  // Adding 0 makes 0 of -0.
  return Math.abs(number) > LARGEST ? null : number + 0;
}

function splitSign(text: string): { readonly negative: boolean; readonly body: string } {
  const signed = text.trim().replace(/[−–—]/g, '-');
  const inside = /^\((.+)\)$/.exec(signed)?.[1] ?? /^-(.+)$/.exec(signed)?.[1] ?? /^(.+)-$/.exec(signed)?.[1];
  return inside === undefined
    ? { negative: false, body: signed.replace(/^\+/, '').trim() }
    : { negative: true, body: inside.trim() };
}

function parseMagnitude(body: string, ambiguousMark: DecimalMark | 'none'): number | null {
  const shown = shownMark(body);
  const decimalMark = shown === 'ambiguous' ? ambiguousMark : shown;
  const at = decimalMark === 'none' ? -1 : body.lastIndexOf(decimalMark);
  const whole = ungrouped(at < 0 ? body : body.slice(0, at));
  const fraction = at < 0 ? '0' : body.slice(at + 1);
  if (whole === null || !/^\d+$/.test(fraction)) return null;
  return Number(`${whole}.${fraction}`);
}

/** The digits of a whole number without its thousands marks; `null` when they do not stand in groups of three. */
function ungrouped(text: string): string | null {
  if (/^\d+$/.test(text)) return text;
  if (text === '') return '0';
  const plain = text.replace(BLANKS, ' ').replace(/’/g, "'");
  return /^\d{1,3}(?:([ '.,])\d{3})(?:\1\d{3})*$/.test(plain) ? plain.replace(/\D/g, '') : null;
}
