/** How a cell's number is meant, by the format it is shown in. */
export type NumberKind = 'number' | 'date' | 'time' | 'percent';

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

/** The kind of a format by its number, for those that have no code of their own. */
export function builtInKind(formatId: number): NumberKind {
  return BUILT_IN.find(([from, to]) => formatId >= from && formatId <= to)?.[2] ?? 'number';
}

/**
 * The kind of a format by its code, as it stands in the file (always in English). Only the part for positive numbers
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
