import { type AvailabilityRow, type Interval, type RollUp } from '#core';
import { cityDaysOf, hoursOf, wholeDays } from './city-days.js';
import { type OutageQuestion, outagesOf } from './outages.js';
import { type CountsOf, dayOf, rowsOf } from './rows.js';
import { zonesOf } from './service-zones.js';
import { filled } from './state-timeline.js';

/** A history that is already known as states: nothing of it is read from samples. */
export interface TimelineRollUp extends OutageQuestion {
  /** Whole days in the city. */
  readonly window: Interval;
  /** Asked once for each row that is not a sum of others: for hours, and for the days that have none. */
  readonly countsOf: CountsOf;
  /** Days that begin before this get a daily row only; hourly rows for all unless said. */
  readonly hourlyFromMs?: number;
}

/**
 * Rolls up a system from its states: sorted segments without overlaps, whose gaps are unmonitored. Nothing after `nowMs`
 * is counted. The outages are those of the window alone: one that touches its edges is cut there.
 */
export function rollUpTimeline(question: TimelineRollUp): RollUp {
  const { system, window, nowMs, countsOf, hourlyFromMs = -Infinity } = question;
  const whole = wholeDays([window]);
  const span = { startMs: whole.startMs, endMs: Math.min(whole.endMs, nowMs) };
  const timeline = filled(question.timeline, span);
  const zones = zonesOf(question, span);
  const build = (intervals: readonly Interval[], granularity: AvailabilityRow['granularity']) =>
    rowsOf({
      system: system.id,
      buckets: intervals.map((interval) => ({ ...interval, granularity })),
      zones,
      timeline,
      countsOf,
    });

  const days = cityDaysOf(span);
  const daily = build(
    days.filter((day) => day.startMs < hourlyFromMs),
    'day',
  );
  const hourlyDays = days.filter((day) => day.startMs >= hourlyFromMs);
  const hours = build(
    hourlyDays.flatMap((day) => hoursOf({ ...day, endMs: Math.min(day.endMs, nowMs) })),
    'hour',
  );
  let next = 0;
  const sums = hourlyDays.map((day) => {
    const first = next;
    while ((hours[next]?.startMs ?? Infinity) < day.endMs) next++;
    return dayOf(day, hours.slice(first, next));
  });
  return {
    system: system.id,
    ...whole,
    rows: [...daily, ...sums.filter((row) => row !== null), ...hours],
    outages: outagesOf({ ...question, timeline }),
  };
}
