/** How a cell's number is meant, by the format it is shown in. */
export type NumberKind = 'number' | 'date' | 'time' | 'percent';

/** How numbers of one sign or size are shown. */
export interface ShownPart {
  /** Words and signs beside the digits; empty where they say nothing. */
  readonly words: string;
  /** A number is divided by this before it is shown. */
  readonly divisor: number;
  /** What is not shown: that a number is negative, or anything at all. */
  readonly hides?: 'sign' | 'all';
}

/** A number format. */
export interface NumberStyle {
  readonly kind: NumberKind;
  /** How a number is shown; absent where that adds nothing to it, as in almost all formats. */
  readonly shownAs?: (number: number) => ShownPart;
}

export const PLAIN_STYLE: NumberStyle = { kind: 'number' };

/** Formats that workbooks use by number without writing them out (ISO/IEC 29500-1, 18.8.30; East Asian dates included). */
const BUILT_IN: readonly (readonly [from: number, to: number, kind: NumberKind])[] = [
  [9, 10, 'percent'],
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'date'],
  [27, 31, 'date'],
  [32, 35, 'time'],
  [36, 36, 'date'],
  [45, 47, 'time'],
  [50, 58, 'date'],
];

/** The style of a format by its number, for those that have no code of their own. */
export function builtInStyle(formatId: number): NumberStyle {
  return { kind: BUILT_IN.find(([from, to]) => formatId >= from && formatId <= to)?.[2] ?? 'number' };
}

/** The style of a format by its code, as it stands in the file (always in English). */
export function styleOfFormat(code: string): NumberStyle {
  const kind = kindOfFormat(code);
  if (kind !== 'number') return { kind };
  const parts = code.trim() === '' ? [] : partsOf(code);
  if (parts.every(({ words, divisor, hides }) => words === '' && divisor === 1 && !hides)) return { kind };
  return { kind, shownAs: (number) => partFor(number, parts) };
}

/**
 * The kind of a format by its code. Only the part for positive numbers
 * counts; what is in quotes, escaped, or a colour, locale or condition in brackets is no part of it.
 */
export function kindOfFormat(code: string): NumberKind {
  const bare = code
    .replace(/"[^"]*"?|\\.|[_*]./g, '')
    .replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '')
    .split(';')[0];
  if (bare === undefined || /^\s*general/i.test(bare)) return 'number';
  if (bare.includes('%')) return 'percent';
  if (/[yd]/i.test(bare)) return 'date';
  if (/[hs]/i.test(bare) || /\[m+\]/i.test(bare)) return 'time';
  return /m/i.test(bare) ? 'date' : 'number';
}

interface Part extends ShownPart {
  readonly condition: ((number: number) => boolean) | null;
}

/** The pieces of a code: quoted, escaped, skipped, bracketed, or a character that stands for itself. */
const PIECES = /"([^"]*)"?|\\(.)|[_*].|\[([^\]]*)\]|general|e[+-]|([^"\\[])/gi;

function partsOf(code: string): Part[] {
  const parts: Part[] = [];
  let words = '';
  let digits = '';
  let brackets = '';
  let condition: Part['condition'] = null;
  const end = (): void => {
    const commas = /[#0?](,+)(?:\.|$)/.exec(digits)?.[1]?.length ?? 0;
    const hides = hiddenBy({ words, digits, brackets, place: parts.length });
    parts.push({ words: saying(words), divisor: 1000 ** commas, condition, ...(hides ? { hides } : {}) });
    [words, digits, brackets, condition] = ['', '', '', null];
  };
  for (const [piece, quoted, escaped, bracketed, plain] of code.matchAll(PIECES)) {
    if (plain === ';') end();
    else if (plain !== undefined && /[#0?.,@]/.test(plain)) digits += plain;
    else if (bracketed !== undefined) {
      words += currencyIn(bracketed);
      brackets += `[${bracketed}]`;
      condition ??= conditionIn(bracketed);
    } else if (/^general$/i.test(piece)) digits += '0';
    else words += quoted ?? escaped ?? plain ?? '';
  }
  end();
  return parts;
}

/** By its place the second part is that of negative numbers: what shows no minus, no brackets and no colour hides it. */
function hiddenBy({
  words,
  digits,
  brackets,
  place,
}: {
  readonly words: string;
  readonly digits: string;
  readonly brackets: string;
  readonly place: number;
}): Part['hides'] {
  if (digits === '' && words.trim() === '') return 'all';
  const showsSign = /[-−–(]|kred|\bcr\b|minus/i.test(words) || /\[(?:red|colou?r ?\d+|[<>=])/i.test(brackets);
  return place === 1 && !showsSign ? 'sign' : undefined;
}

/** Kronor of other countries, by the last two digits of their locale. */
const KRONOR_ABROAD: Readonly<Record<string, string>> = {
  '06': 'DKK',
  '0F': 'ISK',
  '14': 'NOK',
  '38': 'DKK',
};

/** `$€-2` → `€`; `$-41D`, colours and conditions → nothing. */
function currencyIn(bracketed: string): string {
  const [, sign = '', locale = ''] = /^\$([^-]*)(?:-([0-9A-F]+))?/i.exec(bracketed) ?? [];
  const abroad = KRONOR_ABROAD[locale.toUpperCase().padStart(2, '0').slice(-2)];
  return /^\s*kr\.?\s*$/i.test(sign) && abroad !== undefined ? ` ${abroad} ` : sign;
}

function conditionIn(bracketed: string): Part['condition'] {
  const [, sign, text] = /^(<=|>=|<>|<|>|=)(-?[\d.]+)$/.exec(bracketed) ?? [];
  const limit = Number(text);
  switch (sign) {
    case '<=':
      return (number) => number <= limit;
    case '>=':
      return (number) => number >= limit;
    case '<>':
      return (number) => number !== limit;
    case '<':
      return (number) => number < limit;
    case '>':
      return (number) => number > limit;
    case '=':
      return (number) => number === limit;
    default:
      return null;
  }
}

/** Words of a format; those that go without saying (kronor, brackets and blanks) are left out. */
function saying(words: string): string {
  const bare = words.replace(/\s+/g, ' ').replace(/^[\s()+\-–−.,/]+|[\s()+\-–−,/]+$/g, '');
  return /^(?:(?:kr|sek)\.?|:-?)?$/i.test(bare) ? '' : bare;
}

/** Which part of a format shows a number: by its condition, else by its sign. */
function partFor(number: number, parts: readonly Part[]): ShownPart {
  const [positive = { words: '', divisor: 1 }, negative, zero] = parts;
  if (parts.some(({ condition }) => condition !== null)) {
    return parts.find(({ condition }) => condition?.(number) ?? true) ?? positive;
  }
  if (number < 0) return negative ?? positive;
  return number === 0 ? (zero ?? positive) : positive;
}
