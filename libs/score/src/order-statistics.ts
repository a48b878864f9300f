import { type Quartiles, rounded } from '#core';

/** Beyond what any measure shows: a line that numbers lie on is not moved past them by arithmetic. */
const DECIMALS = 9;

/** Fewer numbers than this are not parted in four. */
const FEWEST = 4;

/** The number below which a share of the others lie; `sorted` ascending and not empty. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  return rounded(below + (above - below) * (place - Math.floor(place)), DECIMALS);
}

/** What parts numbers in four; `null` for fewer than four of them. */
export function quartilesOf(numbers: readonly number[]): Quartiles | null {
  if (numbers.length < FEWEST) return null;
  const sorted = numbers.toSorted((a, b) => a - b);
  return {
    method: 'linear-interpolation',
    n: numbers.length,
    low: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    high: quantile(sorted, 0.75),
  };
}

/** The quarter that a number is in, 1 the best; one that is on the line between two is in the better. */
export function quartileOf(
  number: number,
  { low, median, high }: Quartiles,
  better: 'higher' | 'lower',
): 1 | 2 | 3 | 4 {
  const [first, second, third] = better === 'higher' ? [high, median, low] : [low, median, high];
  const reaches = (line: number): boolean => (better === 'higher' ? number >= line : number <= line);
  if (reaches(first)) return 1;
  if (reaches(second)) return 2;
  return reaches(third) ? 3 : 4;
}

/** The rank of each number, 1 the best: one more than there are better ones, so that equals share it. */
export function ranksOf(numbers: readonly number[], better: 'higher' | 'lower'): number[] {
  const bestFirst = numbers.toSorted((a, b) => (better === 'higher' ? b - a : a - b));
  const ranks = new Map<number, number>();
  for (const [i, number] of bestFirst.entries()) if (!ranks.has(number)) ranks.set(number, i + 1);
  return numbers.map((number) => ranks.get(number) ?? NaN);
}
