/** What somebody has to say of a measure of a subject in a period; kept with the period's editions. */
export interface Comment {
  readonly id: string;
  readonly measure: string;
  /** `unit:city` */
  readonly subject: string;
  readonly period: string;
  readonly text: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  /** Id of the principal. */
  readonly by: string;
}

/**
 * A deviation from a measure's target that is accepted (domain.md, section 5): reasoned, dated and signed. It is in force
 * for a period when the period's last day lies within it.
 */
export interface AcceptedDeviation {
  readonly id: string;
  readonly measure: string;
  /** `unit:city`; holds for this subject alone, not for those below. */
  readonly subject: string;
  /** ISO dates, both included. */
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly by: string;
  readonly withdrawn: Withdrawal | null;
}

/** The end of an acceptance before its time. */
export interface Withdrawal {
  /** ISO date from which it is no longer in force. */
  readonly from: string;
  readonly at: string;
  readonly by: string;
  /** Absent when none was given. */
  readonly reason?: string;
}
