import { type Interval, type Sample } from '#core';

/** Which samples: of some probes, in `[startMs, endMs)`. */
export interface SampleQuery extends Interval {
  readonly targets: readonly string[];
}

/**
 * Where samples rest: what is measured in great number. What is acknowledged (the promise resolved) is on disk. Writing the
 * same twice changes nothing. Errors are thrown as `PerspektivError` with a code `store/…`.
 */
export interface TimeSeries {
  /**
   * Stores all or none. Each (target, vantage, timeMs) is kept once; of two, the first stands. What this process measured
   * itself cannot be there already, but as the very same: said so (`isOwn`), it is not looked for.
   */
  writeSamples(samples: readonly Sample[], options?: { readonly isOwn?: boolean }): Promise<void>;
  /** By target, time and vantage, ascending; of no targets, none. */
  samples(query: SampleQuery): Promise<Sample[]>;
  /** Moves settled samples to their resting place and drops the UTC days of raw samples that ended by `keepFromMs`. */
  housekeep(nowMs: number, keepFromMs: number): Promise<void>;
}
