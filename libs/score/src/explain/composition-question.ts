import { type Value } from '#core';
import { type Contribution, type ContributionQuestion, type Contributions } from '../contributions.js';

/** A subject in a period, and what is known of it already. */
export interface CompositionQuestion extends ContributionQuestion {
  /** The unit that is asked about; `null` for a subject of another kind. */
  readonly unit: string | null;
  /** The units below the one that is asked about, itself included; `null` for a subject of another kind. */
  readonly within: ReadonlySet<string> | null;
  readonly contributions: Contributions;
  /** As it may be shown. */
  readonly value: Value;
  /** The value of another unit, as it may be shown. */
  readonly valueOfUnit: (unit: string) => Value;
  /** Whether the sums of some contributions may leave. */
  readonly mayShow: (parts: readonly Contribution[]) => boolean;
}
