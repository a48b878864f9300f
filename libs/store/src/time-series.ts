import {
  type AvailabilityRow,
  type AvailabilitySum,
  type Interval,
  type ObservationQuery,
  type ObservationSum,
  type Outage,
  type RollUp,
  type Sample,
  type PackedSlice,
} from '#core';

/** Which samples: of some probes, in `[startMs, endMs)`. */
export interface SampleQuery extends Interval {
  readonly targets: readonly string[];
}

/** Which roll-ups: rows whose start lies in `[startMs, endMs)`; all systems unless some are named. */
export interface AvailabilityQuery extends Interval {
  readonly granularity: AvailabilityRow['granularity'];
  readonly systems?: readonly string[];
}

/** Which outages: those that touch `[startMs, endMs)`; all systems unless some are named. */
export interface OutageQuery extends Interval {
  readonly systems?: readonly string[];
}

/**
 * Where measurements and the ledger's observations rest, to be asked over time. What is acknowledged (the promise
 * resolved) is on disk. Writing the same twice changes nothing. An empty list of names matches nothing; a list that is
 * left out matches all. Errors are thrown as `PerspektivError` with a code `store/…`.
 */
export interface TimeSeries {
  /** Stores all or none. Each (target, vantage, timeMs) is kept once; of two, the first stands. */
  writeSamples(samples: readonly Sample[]): Promise<void>;
  /** By target, time and vantage, ascending. */
  samples(query: SampleQuery): Promise<Sample[]>;
  /**
   * All roll-ups of a call are stored in one transaction, in their order. Each replaces, of its system, what begins in its
   * window: the outages, and the rows **of the granularities that it brings**. So a window of one hour with that hour's row
   * leaves the day's row alone; a window of a whole day with its 24 hours and its day replaces both; and a window of a
   * day with its day row only leaves the hours alone, but must bring all outages that begin in that day.
   * Throws `store/outside-window` when a row or outage begins outside the window or is another system's, and
   * `store/row-twice` when two rows share granularity and start.
   */
  writeRollUps(rollUps: readonly RollUp[]): Promise<void>;
  /** By system and start, ascending. */
  availability(query: AvailabilityQuery): Promise<AvailabilityRow[]>;
  /** The daily rows that begin in each of some spans, added up by system; by system and span, ascending. */
  sumAvailability(spans: readonly Interval[]): Promise<AvailabilitySum[]>;
  /** By start and system, ascending. */
  outages(query: OutageQuery): Promise<Outage[]>;
  /**
   * Puts each slice's observations in the place of those it held, all slices in one transaction; an empty list of
   * observations empties a slice, and of a slice that is given twice the later content stands.
   * Throws `store/wrong-slice` when an observation has another unit or period than its slice.
   */
  replaceObservations(slices: readonly PackedSlice[]): Promise<void>;
  /** By unit, period, system, project and labels, ascending. Throws `store/unknown-column`. */
  sumObservations(query: ObservationQuery): Promise<ObservationSum[]>;
  /** Moves settled samples to their resting place and drops the UTC days of raw samples that ended by `keepFromMs`. */
  housekeep(nowMs: number, keepFromMs: number): Promise<void>;
}
