import { CITY_ZONE, type Interval } from '#core';
import { RRuleTemporal } from 'rrule-temporal';
import { type Temporal } from 'temporal-polyfill';
import { clocksAt, instantAt } from './clocks.js';
import { type MaintenanceSeries } from './maintenance-series.js';
import { compact, ruleByClocks, ruleOf } from './repetition.js';

/** How many days, weeks … a rule is followed from its start; enough for COUNT=1000 of a weekday. */
const MOST_STEPS = 10_000;
const DAY_MS = 86_400_000;

/** A rule as the clocks of its zone see it, worked out in UTC, so that no hour is missing and none comes twice. */
function timesByClocks(rule: string, zone: string, anchor: Temporal.PlainDateTime): RRuleTemporal {
  const rruleString = `DTSTART;TZID=UTC:${compact(anchor)}\nRRULE:${ruleByClocks(rule, zone)}`;
  return new RRuleTemporal({ rruleString, maxIterations: MOST_STEPS });
}

/** The times of a series; what was worked out last is remembered. Throws for what `seriesFault` would refuse. */
export class Occurrences {
  private readonly times: RRuleTemporal | null;
  private known: { readonly span: Interval; readonly times: readonly Interval[] } | null = null;

  constructor(private readonly series: MaintenanceSeries) {
    const { rule, zone, first, moved } = series;
    const anchor = clocksAt(moved?.anchorMs ?? first.startMs, zone);
    this.times = rule === null ? null : timesByClocks(rule, zone, anchor);
  }

  /** Those that touch a window, by start. */
  within({ startMs, endMs }: Interval): Interval[] {
    if (!this.known || startMs < this.known.span.startMs || endMs > this.known.span.endMs) {
      const span = { startMs: startMs - DAY_MS, endMs: endMs + DAY_MS };
      this.known = { span, times: this.reckon(span) };
    }
    return this.known.times.filter((time) => time.startMs < endMs && time.endMs > startMs);
  }

  private reckon(span: Interval): Interval[] {
    const { first, also = [], zone, moved } = this.series;
    const ruled = this.times
      ? this.ruled(this.times, span).flatMap((clocks) => this.timeOf(clocks))
      : [first];
    const more = also.flatMap((time) => (moved ? this.timeOf(clocksAt(time.startMs, zone)) : [time]));
    const known = new Set<number>();
    return [...ruled, ...more]
      .filter(({ startMs }) => this.holds(startMs) && !known.has(startMs) && known.add(startMs))
      .sort((a, b) => a.startMs - b.startMs);
  }

  private holds(startMs: number): boolean {
    return !this.series.except.includes(startMs);
  }

  private ruled(times: RRuleTemporal, { startMs, endMs }: Interval): Temporal.PlainDateTime[] {
    const { first, moved } = this.series;
    const shiftMs = moved ? first.startMs - moved.fromMs : 0;
    // What began so long before may still be going on; clocks differ from UTC, and change, by less than a day.
    const reach = first.endMs - first.startMs + 2 * DAY_MS;
    return times
      .between(new Date(startMs - reach - shiftMs), new Date(endMs + DAY_MS - shiftMs), true)
      .map((time) => time.toPlainDateTime());
  }

  /** What became of a time that the rule gives; nothing, when it is not this series' any more. */
  private timeOf(clocks: Temporal.PlainDateTime): Interval[] {
    const { beforeMs = Infinity, moved, zone } = this.series;
    const plannedMs = instantAt(clocks, zone);
    if (plannedMs >= beforeMs || plannedMs < (moved?.fromMs ?? -Infinity) || !this.holds(plannedMs))
      return [];
    return [this.lasting(moved ? clocks.add(this.shift(moved.fromMs)) : clocks)];
  }

  private shift(fromMs: number): Temporal.Duration {
    const { first, zone } = this.series;
    return clocksAt(fromMs, zone).until(clocksAt(first.startMs, zone));
  }

  /** One time, from what the clocks show at its start. */
  private lasting(clocks: Temporal.PlainDateTime): Interval {
    const { first, zone, lasts } = this.series;
    const startMs = instantAt(clocks, zone);
    const exactEndMs = startMs + first.endMs - first.startMs;
    if (lasts === 'exactly') return { startMs, endMs: exactEndMs };
    const byTheClock = clocksAt(first.startMs, zone).until(clocksAt(first.endMs, zone));
    const endMs = instantAt(clocks.add(byTheClock), zone);
    // A first time over the night that has an hour twice may end before it begins, by the clocks; and a whole time may lie in
    // the hour that is skipped.
    return { startMs, endMs: endMs > startMs ? endMs : exactEndMs };
  }
}

/** A series by the clocks of the city. */
export function citySeries(
  parts: Pick<MaintenanceSeries, 'note' | 'announcedMs' | 'first'> & {
    readonly repeats?: string | undefined;
  },
): MaintenanceSeries {
  const { note, announcedMs, first, repeats } = parts;
  const rule = repeats === undefined ? null : ruleOf(repeats);
  return { note, announcedMs, first, rule, zone: CITY_ZONE, lasts: 'by-the-clock', except: [] };
}
