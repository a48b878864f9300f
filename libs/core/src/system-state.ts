import { type Maintenance } from './service-time.js';
import { type ProbeReason, type ProbeState } from './sample.js';

/** How a system is now, as far as it is known for certain: what alerts, the status page and operations go by. */
export interface SystemState {
  readonly system: string;
  /** `down` when that is confirmed; `unmonitored` when what is known of it is too old, or nothing is. */
  readonly state: ProbeState;
  /** Milliseconds since the epoch; `null` while it was never measured. The same after a restart. */
  readonly sinceMs: number | null;
  /** Why it is not up. */
  readonly reason?: ProbeReason | undefined;
  /** Whether announced maintenance is going on. */
  readonly inMaintenance: boolean;
  /**
   * When it is not up itself: the systems it depends on, also by others, that are down. Theirs is the outage to tell of.
   * Those come first that depend on none of the others.
   */
  readonly behind: readonly string[];
}

/** Work on a system, past, going on or to come. */
export interface PlannedMaintenance extends Maintenance {
  /** Id of the plan that it is a time of. */
  readonly plan: string;
  readonly system: string;
  /** What is done, for people. */
  readonly note: string;
}
