import {
  type AvailabilityRow,
  type DatasetId,
  type Interval,
  type ObservationSum,
  type Outage,
  type Scorecard,
} from '#core';

/** Sums of one data set that count to one month. */
export interface MonthSums {
  readonly dataset: DatasetId;
  /** As text: `2026-09`. */
  readonly month: string;
  readonly sums: readonly ObservationSum[];
}

/**
 * A copy for boards, which ask its engine themselves. It is behind the ledger by as much as it is, can be made anew at any
 * time, and is read by nothing of ours. Whoever may look at boards sees all of it: so nothing that a shelter hides, and no
 * counts of surveys, are given to it. Calls reject when the engine does not take it, and may be made again.
 */
export interface Boards {
  /**
   * Puts scorecards of one period in the place of what was written of their subjects before; of the `countless` measures
   * without numerator, denominator and number of cases.
   */
  writeScorecards(scorecards: readonly Scorecard[], countless: ReadonlySet<string>): Promise<void>;
  /** Puts sums in the place of all that was written of a data set and month. */
  writeSums(sums: MonthSums): Promise<void>;
  /** Puts roll-ups in the place of those of the same system, granularity and start. */
  writeAvailability(rows: readonly AvailabilityRow[]): Promise<void>;
  /** Puts outages in the place of all that began in a window. */
  writeOutages(window: Interval, outages: readonly Outage[]): Promise<void>;
  /** Takes away all that was written. */
  clear(): Promise<void>;
}
