import type { Comparison, NumberValue } from '#core';

/** Where numbers are drawn: from 0 to 100 across. */
export interface Scale {
  readonly at: (number: number) => number;
}

/** From the least to the greatest of all that is drawn: what parts units is seen, not how far they are from nothing. */
export function scaleOf({ items, whole, targets }: Comparison): Scale {
  const numbers = [...items, ...(whole ? [whole] : [])]
    .map(({ value }) => value)
    .filter((value): value is NumberValue => value.kind === 'number')
    .flatMap(({ number, interval }) => (interval ? [number, interval.low, interval.high] : [number]));
  const drawn = [...numbers, ...targets.slice(0, 1).map(({ target }) => target)];
  const least = Math.min(...drawn);
  const span = Math.max(...drawn) - least;
  return { at: (number) => (span > 0 ? ((number - least) / span) * 100 : 50) };
}
