/** The additive parts of a value: a parent's are the sums of its children's (domain.md, section 4). */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
  /** How many facts stand behind it; see {@link NumberValue.n}. */
  readonly n: number;
}

/** Σ numerators / Σ denominators: never a mean of means. */
export function sumRatios(parts: Iterable<Ratio>): Ratio {
  let numerator = 0;
  let denominator = 0;
  let n = 0;
  for (const part of parts) {
    numerator += part.numerator;
    denominator += part.denominator;
    n += part.n;
  }
  return { numerator, denominator, n };
}
