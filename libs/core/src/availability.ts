import { type Interval } from './interval.js';
import { type ProbeReason } from './sample.js';

/** Upper bounds in milliseconds of the latency histogram's buckets; the last bucket is everything slower. */
export const LATENCY_BOUNDS_MS = [25, 50, 100, 200, 300, 500, 750, 1000, 2000, 4000, 8000] as const;

/** Milliseconds that a system spent in each state. */
export interface StateTime {
  readonly upMs: number;
  readonly degradedMs: number;
  readonly downMs: number;
  readonly unmonitoredMs: number;
}

/**
 * The additive parts of a system's availability over one hour or one day (domain.md, section 6): any period, unit or
 * city is a sum of these. `inside` is agreed service time without announced maintenance; `maintenance` is the agreed
 * time that was announced away; `outside` is the rest.
 */
export interface AvailabilityRow {
  readonly system: string;
  readonly granularity: 'hour' | 'day';
  /** Start of the UTC hour, or of the city's day. */
  readonly startMs: number;
  readonly inside: StateTime;
  readonly maintenance: StateTime;
  readonly outside: StateTime;
  /** Scheduled samples inside service time that measured something. */
  readonly samples: number;
  readonly satisfied: number;
  readonly tolerating: number;
  readonly frustrated: number;
  /** Counts per bucket of {@link LATENCY_BOUNDS_MS}, one more for what is slower. */
  readonly latency: readonly number[];
}

/** What a system's roll-ups hold inside service time, added up over a longer time that begins at `startMs`. */
export type AvailabilitySum = Pick<
  AvailabilityRow,
  'system' | 'startMs' | 'inside' | 'samples' | 'satisfied' | 'tolerating' | 'frustrated'
>;

/** A confirmed, uninterrupted down interval of a system. */
export interface Outage {
  readonly system: string;
  readonly startMs: number;
  /** `null` while it lasts. */
  readonly endMs: number | null;
  readonly reason: ProbeReason;
  /** Whether it began inside agreed service time and outside announced maintenance: only those are counted. */
  readonly counted: boolean;
}

/** Everything derived from a system's samples over a window: it takes the place of what the window held. */
export interface RollUp extends Interval {
  readonly system: string;
  readonly rows: readonly AvailabilityRow[];
  /** The outages that begin inside the window. */
  readonly outages: readonly Outage[];
}
