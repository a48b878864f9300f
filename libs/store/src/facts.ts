import {
  type AvailabilityRow,
  type AvailabilitySum,
  type Interval,
  type ObservationQuery,
  type ObservationSum,
  type Outage,
  type RollUp,
} from '#core';
import { type SliceQuery } from './ledger.js';

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
 * What scores, status pages and alerts are computed from, to be asked: observations by their sums, roll-ups and outages.
 * An empty list of names matches nothing; a list that is left out matches all. Sums are exact and rounded once
 * (exact-sum.ts): the same in every engine, whatever the order of what was added.
 */
export interface FactReader {
  /** By system and start, ascending. */
  availability(query: AvailabilityQuery): Promise<AvailabilityRow[]>;
  /** The daily rows that begin in each of some spans, added up by system; by system and span, ascending. */
  sumAvailability(spans: readonly Interval[]): Promise<AvailabilitySum[]>;
  /** By start and system, ascending. */
  outages(query: OutageQuery): Promise<Outage[]>;
  /**
   * By period, unit, system, project and labels, ascending, what is not there last. Throws `store/unknown-column` and
   * `store/unknown-dataset`.
   */
  sumObservations(query: ObservationQuery): Promise<ObservationSum[]>;
}

/**
 * The same to be written. Facts rest with the ledger, in one engine: the observations of an upload are there from the
 * transaction that records it. Writing the same twice changes nothing. Errors are thrown as `PerspektivError` with a code
 * `store/…`.
 */
export interface Facts extends FactReader {
  /**
   * All roll-ups of a call are stored in one transaction, in their order. Each replaces, of its system, what begins in its
   * window: the outages, and the rows **of the granularities that it brings**. So a window of one hour with that hour's row
   * leaves the day's row alone; a window of a whole day with its 24 hours and its day replaces both; and a window of a
   * day with its day row only leaves the hours alone, but must bring all outages that begin in that day.
   * Throws `store/outside-window` when a row or outage begins outside the window or is another system's, and
   * `store/row-twice` when two rows share granularity and start.
   */
  writeRollUps(rollUps: readonly RollUp[]): Promise<void>;
  /** Makes the observations of the slices that are asked for anew, from what the ledger keeps; answers of how many slices. */
  refill(query: SliceQuery): Promise<number>;
}
