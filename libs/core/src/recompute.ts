/** What a rebuild did (`POST /rebuild`). */
export interface RebuildReport {
  /** ISO 8601 with offset; `null` when all of the ledger was meant. */
  readonly from: string | null;
  readonly to: string | null;
  /** Slices whose observations were made anew. */
  readonly slices: number;
  /** Days of systems that were rolled up anew from their samples. */
  readonly systemDays: number;
  /** Days of systems that were left as they are, for some of their samples are gone. */
  readonly systemDaysLeft: number;
  /** Parts of the copy for boards that were laid out anew; 0 when it was not asked for. */
  readonly boardParts: number;
}
