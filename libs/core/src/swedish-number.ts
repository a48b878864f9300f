import { type Completeness } from './completeness.js';

const NO_BREAK_SPACE = '\u00a0';
const NARROW_NO_BREAK_SPACE = '\u202f';

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.NumberFormat('sv-SE', options);
  formats.set(key, known);
  return known;
}

function format(number: number, options: Intl.NumberFormatOptions): string {
  return numberFormat({ roundingMode: 'halfExpand', ...options })
    .format(number)
    .replaceAll(NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE);
}

/** A number as Swedes write it: `1 234,5` with a narrow no-break space, half rounded away from zero. */
export function formatNumber(number: number, decimals: number): string {
  return format(number, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: 'negative',
  });
}

/** A number that counts something, with as many decimals as it has, at most two: `1 100`, `42,25`. */
export function formatCount(number: number): string {
  return format(number, { maximumFractionDigits: 2 });
}

/**
 * A number beside one that already told its unit: a short unit follows again, held by a no-break space (`73,6 %`,
 * `118,40 kr`), a long one would only tire (`71,2` of index 0–100).
 */
export function formatBriefly(number: number, decimals: number, unitOfMeasure: string): string {
  const text = formatNumber(number, decimals);
  return unitOfMeasure.length <= 2 ? `${text}${NO_BREAK_SPACE}${unitOfMeasure}` : text;
}

/** A change with its sign; a difference between percentages is told in percentage points. */
export function formatChange(change: number, decimals: number, unitOfMeasure: string): string {
  const number = format(change, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: 'exceptZero',
  });
  return unitOfMeasure === '%' ? `${number}${NO_BREAK_SPACE}procentenheter` : number;
}

/** A score 0–100 in whole points; 100 and 0 are said only of what is exactly that. */
export function formatScore(score: number): string {
  const rounded = Math.round(score);
  if (rounded === 100 && score < 100) return '99';
  if (rounded === 0 && score > 0) return '1';
  return formatNumber(rounded, 0);
}

/** Delivered of expected, 0–100, rounded down: what lacks something never reads 100. `null`: nothing was expected. */
export function completenessPercent({ actual, expected }: Completeness): number | null {
  if (expected <= 0) return null;
  return Math.floor(Math.min(1, actual / expected) * 100);
}

/** A difference with its sign, with as many decimals as it has, at most two: `+1 100`, `−0,5`, `0`. */
export function formatDifference(difference: number): string {
  return format(difference, { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
}
