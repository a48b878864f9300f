import { type AvailabilityRow, type Interval } from '#core';
import { type CityDay } from './city-days.js';
import { NO_SAMPLES, type SampleCounts, addCounts } from './sample-counts.js';
import { type ZonedInterval } from './service-zones.js';
import { addZonedTime, stateTimes } from './state-time.js';
import { type StateSegment } from './state-timeline.js';

/** What a row will be about. */
export interface Bucket extends Interval {
  readonly granularity: AvailabilityRow['granularity'];
}

/** The counts that belong to a row whose times are known. */
export type CountsOf = (row: Pick<AvailabilityRow, 'granularity' | 'startMs' | 'inside'>) => SampleCounts;

export interface RowsQuestion {
  readonly system: string;
  /** These three are sorted and without gaps; time beyond the end of any of them does not count. */
  readonly buckets: readonly Bucket[];
  readonly zones: readonly ZonedInterval[];
  readonly timeline: readonly StateSegment[];
  readonly countsOf: CountsOf;
}

/** One row for each bucket, in the same order. */
export function rowsOf({ system, buckets, zones, timeline, countsOf }: RowsQuestion): AvailabilityRow[] {
  return stateTimes(buckets, zones, timeline).flatMap((time, i) => {
    const bucket = buckets[i];
    if (!bucket) return [];
    const { granularity, startMs } = bucket;
    return [
      { system, granularity, startMs, ...time, ...countsOf({ granularity, startMs, inside: time.inside }) },
    ];
  });
}

/** A day's row is the sum of its hours' rows. `null` without any. */
export function dayOf(day: CityDay, hours: readonly AvailabilityRow[]): AvailabilityRow | null {
  const [first, ...rest] = hours;
  if (!first) return null;
  let time = { inside: first.inside, maintenance: first.maintenance, outside: first.outside };
  let counts = addCounts(first, NO_SAMPLES);
  for (const hour of rest) {
    time = addZonedTime(time, hour);
    counts = addCounts(counts, hour);
  }
  return { system: first.system, granularity: 'day', startMs: day.startMs, ...time, ...counts };
}
