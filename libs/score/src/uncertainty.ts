import { type ConfidenceInterval } from '#core';
import { type AnswerCounts } from './answers.js';

/** Quantile of the normal distribution that leaves 2.5 % on each side. */
const Z_95 = 1.959963984540054;

/** Student's t with 1, 2, 3 and 4 degrees of freedom, where the series below is still coarse. */
const T_95_OF_FEW = [12.706204736, 4.30265273, 3.182446305, 2.776445105];

/** Rounding of sums must not move a bound past the value that it is a bound of. */
const ROUNDING = 1e-9;

/**
 * Quantile of Student's t that leaves 2.5 % on each side, by the expansion around the normal one (Abramowitz & Stegun,
 * 26.7.5): right to three decimals from 5 degrees of freedom on.
 */
export function studentT95(degreesOfFreedom: number): number {
  const few = T_95_OF_FEW[degreesOfFreedom - 1];
  if (few !== undefined) return few;
  const z = Z_95;
  return (
    z +
    (z ** 3 + z) / (4 * degreesOfFreedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degreesOfFreedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degreesOfFreedom ** 3) +
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / (92160 * degreesOfFreedom ** 4)
  );
}

/**
 * What is left of a sampling variance when `n` of the `invited` have answered: `(N − n) / (N − 1)` (Cochran, Sampling
 * Techniques, 1977, section 2.6). More answers than were asked for is a fault of the figure, which is then not used.
 */
function finitePopulationCorrection(n: number, invited: number | null): number {
  return invited === null || invited < 2 || invited < n ? 1 : (invited - n) / (invited - 1);
}

/**
 * The 95 % interval of `(mean − min) / (max − min) × 100`. By Student's t, for the spread is itself estimated from what
 * may be as few as five people, where the normal quantile is a third too narrow. Answers of one respondent to several
 * questions are not independent, so the error is that of as many answers as there are respondents, which is on the safe
 * side; it is narrowed by the finite-population correction when it is known how many were invited. `null` for fewer than
 * two respondents, and when some who were asked did not answer and all who did answered alike: nothing then tells how
 * far apart people are.
 */
export function answerInterval({ counts, respondents, invited }: AnswerCounts): ConfidenceInterval | null {
  const answers = counts.reduce((sum, count) => sum + count, 0);
  const steps = counts.length - 1;
  if (respondents < 2 || answers < 2 || steps < 1) return null;
  const mean = counts.reduce((sum, count, i) => sum + i * count, 0) / answers;
  const variance = counts.reduce((sum, count, i) => sum + count * (i - mean) ** 2, 0) / (answers - 1);
  const correction = finitePopulationCorrection(respondents, invited);
  if (variance === 0 && correction > 0) return null;
  const margin = studentT95(respondents - 1) * Math.sqrt((variance / respondents) * correction);
  const index = (steppedMean: number): number => Math.min(100, Math.max(0, (steppedMean / steps) * 100));
  return { low: index(mean - margin), high: index(mean + margin) };
}

/**
 * The 95 % interval of a share, from its counts, by Wilson's score method (Journal of the American Statistical
 * Association 22, 1927): it stays between 0 and 1, and says something also of 0 of 10. `null` for what is no share.
 */
export function wilsonInterval(part: number, whole: number): ConfidenceInterval | null {
  if (whole <= 0 || part < 0 || part > whole) return null;
  const share = part / whole;
  const z2 = Z_95 ** 2;
  const centre = (share + z2 / (2 * whole)) / (1 + z2 / whole);
  const margin = (Z_95 / (1 + z2 / whole)) * Math.sqrt((share * (1 - share)) / whole + z2 / (4 * whole ** 2));
  return {
    low: Math.max(0, Math.min(share, centre - margin)),
    high: Math.min(1, Math.max(share, centre + margin)),
  };
}

interface Estimate {
  readonly number: number;
  readonly interval: ConfidenceInterval;
}

/**
 * Whether two estimates differ by more than chance: 0 is outside the 95 % interval of their difference, which is put
 * together from the two intervals by square-and-add (Newcombe, Statistics in Medicine 17, 1998, method 10; Zou and Donner,
 * Statistics in Medicine 27, 2008, for means).
 */
export function differ(a: Estimate, b: Estimate): boolean {
  const [more, less] = a.number >= b.number ? [a, b] : [b, a];
  const below = more.number - more.interval.low;
  const above = less.interval.high - less.number;
  return more.number - less.number > Math.hypot(below, above) + ROUNDING;
}
