import { exactSum } from './exact-sum.js';

/** The additive parts of a value: a parent's are the sums of its children's (domain.md, section 4). */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
  /** How many facts stand behind it; see {@link NumberValue.n}. */
  readonly n: number;
}

/** Σ numerators / Σ denominators: never a mean of means. */
export function sumRatios(parts: readonly Ratio[]): Ratio {
  return {
    numerator: exactSum(parts.map(({ numerator }) => numerator)),
    denominator: exactSum(parts.map(({ denominator }) => denominator)),
    n: parts.reduce((sum, part) => sum + part.n, 0),
  };
}
