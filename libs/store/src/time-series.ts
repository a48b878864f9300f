import {
  type AvailabilityRow,
  type Interval,
  type Observation,
  type ObservationQuery,
  type ObservationSum,
  type Outage,
  type RollUp,
  type Sample,
  type SliceKey,
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
 * resolved) is on disk. Writing the same twice changes nothing. Errors are thrown: an engine that cannot write says so.
 */
export interface TimeSeries {
  /** Each (target, vantage, timeMs) is kept once; of two, the first stands. */
  writeSamples(samples: readonly Sample[]): Promise<void>;
  /** By target and time, ascending. */
  samples(query: SampleQuery): Promise<Sample[]>;
  /** Each roll-up atomically replaces the rows and outages that begin in its window. */
  writeRollUps(rollUps: readonly RollUp[]): Promise<void>;
  availability(query: AvailabilityQuery): Promise<AvailabilityRow[]>;
  outages(query: OutageQuery): Promise<Outage[]>;
  /** Puts a slice's observations in the place of those it held; an empty list empties it. */
  replaceObservations(slice: SliceKey, observations: readonly Observation[]): Promise<void>;
  sumObservations(query: ObservationQuery): Promise<ObservationSum[]>;
  /** Moves settled samples to their resting place and drops raw samples older than `keepFromMs`. */
  housekeep(nowMs: number, keepFromMs: number): Promise<void>;
  close(): Promise<void>;
}
