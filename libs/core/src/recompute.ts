/** What a rebuild did (`POST /rebuild`). */
export interface RebuildReport {
  /** ISO 8601 with offset; `null` when all of the ledger was meant. */
  readonly from: string | null;
  readonly to: string | null;
  /** Slices that were brought from the ledger into the time series anew. */
  readonly slices: number;
  /** Days of systems that were rolled up anew from their samples. */
  readonly systemDays: number;
  /** Days of systems that were left as they are, for some of their samples are gone. */
  readonly systemDaysLeft: number;
}
