import { type TimeSeries } from '#store';

/** The time series that a test works on, fresh and empty for each test. */
export interface OpenTimeSeries {
  readonly timeSeries: TimeSeries;
  /** Closes it and opens it again. */
  again(): Promise<void>;
}
