import { Temporal } from 'temporal-polyfill';
import { swedishHolidays } from './holidays.js';
import { type Interval, intersect, normalise, subtract } from './interval.js';
import { CITY_ZONE, cityDates, midnightMs } from './period.js';

/** ISO weekday, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Hours on some weekdays, as clock times in the city: `from` 07:00 `to` 19:00; `24:00` ends a day. */
export interface WeeklyHours {
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
}

/** What was agreed: weekly hours, and whether public holidays are open as any weekday or closed. */
export interface ServiceTimeAgreement {
  readonly weekly: readonly WeeklyHours[];
  readonly holidays: 'open' | 'closed';
}

/** Work that was announced beforehand, or not: `announcedMs` decides (domain.md, section 6). */
export interface Maintenance extends Interval {
  readonly announcedMs: number;
}

/** The instant of a clock time on a day in the city; a time that the spring change skips moves forward. */
function clockMs(date: string, time: string): number {
  const day = Temporal.PlainDate.from(date);
  if (time === '24:00') return midnightMs(day.add({ days: 1 }));
  return day.toZonedDateTime({ timeZone: CITY_ZONE, plainTime: Temporal.PlainTime.from(time) })
    .epochMilliseconds;
}

function agreedOn(agreement: ServiceTimeAgreement, date: string): Interval[] {
  const day = Temporal.PlainDate.from(date);
  if (agreement.holidays === 'closed' && swedishHolidays(day.year).has(date)) return [];
  const weekday = WEEKDAYS[day.dayOfWeek - 1];
  return agreement.weekly
    .filter((hours) => hours.days.some((d) => d === weekday))
    .map((hours) => ({ startMs: clockMs(date, hours.from), endMs: clockMs(date, hours.to) }));
}

/** The agreed service time inside a window, before any maintenance; normalised. */
export function agreedTime(agreement: ServiceTimeAgreement, window: Interval): Interval[] {
  const days = cityDates(window.startMs, window.endMs).flatMap((date) => agreedOn(agreement, date));
  return intersect(normalise(days), [window]);
}

/** The maintenance that is taken out of the agreed time: what was announced before it began. */
export function excludedMaintenance(maintenance: readonly Maintenance[]): Interval[] {
  return normalise(maintenance.filter((m) => m.announcedMs < m.startMs));
}

/** Agreed service time minus announced maintenance: when a system must be up. */
export function serviceTime(
  agreement: ServiceTimeAgreement,
  maintenance: readonly Maintenance[],
  window: Interval,
): Interval[] {
  return subtract(agreedTime(agreement, window), excludedMaintenance(maintenance));
}
