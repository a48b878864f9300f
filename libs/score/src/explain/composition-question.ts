import { type Value } from '#core';
import { type Membership } from '../membership.js';
import { type Contribution, type ContributionQuestion, type Contributions } from '../contributions.js';

/** A subject in a period, and what is known of it already. */
export interface CompositionQuestion extends ContributionQuestion {
  /** The unit that is asked about; `null` for a subject of another kind. */
  readonly unit: string | null;
  /** The units that are the subject's, and when; `null` for a subject of another kind. */
  readonly within: Membership | null;
  readonly contributions: Contributions;
  /** As it may be shown. */
  readonly value: Value;
  /** The value of another unit, as it may be shown. */
  readonly valueOfUnit: (unit: string) => Value;
  /** Whether the sums of some contributions may leave. */
  readonly mayShow: (parts: readonly Contribution[]) => boolean;
}
