import { type Scorecard } from '#core';

/**
 * What was judged, laid beside what it was judged from, for dashboards that ask the engine themselves. It can be made anew
 * at any time: who reads it here asks the scorer instead.
 */
export interface ScorecardSeries {
  /**
   * Puts scorecards of one period in the place of what was written of them before; what has become secret or is no longer
   * there is gone. Rejects when the engine does not take it, and may be tried again.
   */
  writeScorecards(scorecards: readonly Scorecard[]): Promise<void>;
}
