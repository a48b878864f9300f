/**
 * Delivered / expected, counted in unit-periods of the data set, or in milliseconds for what is measured;
 * summed up the tree (domain.md, sections 2 and 3).
 */
export interface Completeness {
  readonly actual: number;
  readonly expected: number;
}

export const NOTHING_EXPECTED: Completeness = { actual: 0, expected: 0 };

/** The sum of the parts. */
export function sumCompleteness(parts: Iterable<Completeness>): Completeness {
  let actual = 0;
  let expected = 0;
  for (const part of parts) {
    actual += part.actual;
    expected += part.expected;
  }
  return { actual, expected };
}

/** Between 0 and 1; `null` when nothing was expected. */
export function completenessRatio({ actual, expected }: Completeness): number | null {
  return expected === 0 ? null : actual / expected;
}
