/** A plan of work on systems, as people see it. */
export interface MaintenancePlanned {
  readonly id: string;
  /** Ids. */
  readonly systems: readonly string[];
  readonly note: string;
  /** Of the first time, or the only one; ISO 8601 with offset. */
  readonly from: string;
  readonly to: string;
  /** A rule of RFC 5545, `FREQ=WEEKLY`; `null`: once. */
  readonly repeats: string | null;
  /** What begins before this was announced too late, and counts as downtime (domain.md, section 6). */
  readonly announced: string;
  /** Who planned it; `null` when it stands in the config folder. */
  readonly by: string | null;
  readonly origin: 'config' | 'calendar' | 'people';
  /** Since when it no longer holds: what had ended by then stays. */
  readonly withdrawn: PlanWithdrawn | null;
}

/** The end of a plan before its time. */
export interface PlanWithdrawn {
  readonly from: string;
  readonly at: string;
  readonly by: string;
  /** Absent when none was given. */
  readonly reason?: string;
}
