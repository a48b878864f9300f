import { type Maintenance } from './service-time.js';
import { type ProbeReason, type ProbeState } from './sample.js';

/** How a system is now, as far as it is known for certain: what alerts, the status page and operations go by. */
export interface SystemState {
  readonly system: string;
  readonly state: ProbeState;
  /** Milliseconds since the epoch; `null` while it was never measured. */
  readonly sinceMs: number | null;
  /** Why it is not up. */
  readonly reason?: ProbeReason | undefined;
  /** Whether announced maintenance is going on. */
  readonly inMaintenance: boolean;
  /** The systems it depends on that are down, too: theirs is the outage to tell of. */
  readonly behind: readonly string[];
}

/** Work on a system, past, going on or to come. */
export interface PlannedMaintenance extends Maintenance {
  readonly system: string;
  /** What is done, for people. */
  readonly note: string;
}
