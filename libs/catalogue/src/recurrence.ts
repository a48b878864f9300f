import { CITY_ZONE, type Interval } from '#core';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { type MaintenanceSeries } from './maintenance-series.js';

/** Short for the rule that people use most. */
const WEEKLY = 'weekly';
/** Work is planned by days or longer, and by no more parts of RFC 5545 than that needs: the rest is a mistake, and costs. */
const RULE =
  /^FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;(?:(?:INTERVAL|COUNT)=[1-9]\d{0,3}|UNTIL=\d{8}(?:T\d{6}Z?)?|(?:BYDAY|BYMONTHDAY|BYMONTH|WKST)=[-+,\dA-Z]{1,60}|BYSETPOS=-?[1-5]))*$/;
/** How far on the first time is looked for: some years of days. */
const MOST_STEPS = 2_000;
const DAY_MS = 86_400_000;

/** The rule that a text of the config or the API stands for. */
export function ruleOf(repeats: string): string {
  return repeats === WEEKLY ? 'FREQ=WEEKLY' : repeats;
}

/** Whether a text says how something comes again; a rule that never comes true, such as every 30 February, does not. */
export function isRepetition(text: string): boolean {
  const rule = ruleOf(text);
  if (!RULE.test(rule)) return false;
  const open = rule.replace(/;UNTIL=[^;]*/, '');
  try {
    return timesOf({ rule: open, zone: CITY_ZONE, startMs: 0 }).next(new Date(0), true) !== null;
  } catch {
    return false;
  }
}

function clocksAt(instantMs: number, zone: string): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone).toPlainDateTime();
}

function timesOf({ rule, zone, startMs }: { rule: string; zone: string; startMs: number }): RRuleTemporal {
  const start = clocksAt(startMs, zone).toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
  const rruleString = `DTSTART;TZID=${zone}:${start}\nRRULE:${rule}`;
  return new RRuleTemporal({ rruleString, maxIterations: MOST_STEPS });
}

/** The times of a series; what was worked out last is remembered. */
export class Occurrences {
  private readonly starts: RRuleTemporal | null;
  private known: { readonly span: Interval; readonly times: readonly Interval[] } | null = null;

  constructor(private readonly series: MaintenanceSeries) {
    const { rule, zone, first } = series;
    this.starts = rule === null ? null : timesOf({ rule, zone, startMs: first.startMs });
  }

  /** Those that touch a window, by start. */
  within({ startMs, endMs }: Interval): Interval[] {
    if (!this.known || startMs < this.known.span.startMs || endMs > this.known.span.endMs) {
      const span = { startMs: startMs - DAY_MS, endMs: endMs + DAY_MS };
      this.known = { span, times: this.reckon(span) };
    }
    return this.known.times.filter((time) => time.startMs < endMs && time.endMs > startMs);
  }

  private reckon({ startMs, endMs }: Interval): Interval[] {
    const { first, except } = this.series;
    if (!this.starts) return [first];
    // What began so long before may still be going on; the change of the clocks makes it an hour longer at most.
    const reach = first.endMs - first.startMs + DAY_MS;
    return this.starts
      .between(new Date(startMs - reach), new Date(endMs), true)
      .map(({ epochMilliseconds }) => epochMilliseconds)
      .filter((timeMs) => !except.includes(timeMs))
      .map((timeMs) => ({ startMs: timeMs, endMs: this.endOf(timeMs) }));
  }

  private endOf(startMs: number): number {
    const { first, zone, lasts } = this.series;
    const exactEndMs = startMs + first.endMs - first.startMs;
    if (lasts === 'exactly') return exactEndMs;
    const byTheClock = clocksAt(first.startMs, zone).until(clocksAt(first.endMs, zone));
    const endMs = clocksAt(startMs, zone).add(byTheClock).toZonedDateTime(zone).epochMilliseconds;
    // A first time over the night that has an hour twice may end before it begins, by the clocks.
    return endMs > startMs ? endMs : exactEndMs;
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
