import { type Interval, midnightMs } from '#core';

/** A day in the city: 23, 24 or 25 hours. */
export interface CityDay extends Interval {
  /** ISO date. */
  readonly date: string;
}

const UTC_DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

/** By days since the epoch: the calendar is asked once for each day, for it is slow. */
const known = new Map<number, CityDay>();

function cityDay(dayNumber: number): CityDay {
  const found = known.get(dayNumber);
  if (found) return found;
  const [date, next] = [dayNumber, dayNumber + 1].map((n) =>
    new Date(n * UTC_DAY_MS).toISOString().slice(0, 10),
  );
  const day = { date: date ?? '', startMs: midnightMs(date ?? ''), endMs: midnightMs(next ?? '') };
  known.set(dayNumber, day);
  return day;
}

/** Since the epoch, of the day in the city that holds an instant: the city is ahead of UTC by an hour or two. */
function dayNumberAt(instantMs: number): number {
  const dayNumber = Math.floor(instantMs / UTC_DAY_MS);
  return instantMs >= cityDay(dayNumber).endMs ? dayNumber + 1 : dayNumber;
}

/** The day in the city that holds an instant. */
export function cityDayAt(instantMs: number): CityDay {
  return cityDay(dayNumberAt(instantMs));
}

/** The days in the city that touch `[startMs, endMs)`, in order. */
export function cityDaysOf({ startMs, endMs }: Interval): CityDay[] {
  const days: CityDay[] = [];
  for (let n = dayNumberAt(startMs); cityDay(n).startMs < endMs; n++) days.push(cityDay(n));
  return days;
}

/** The UTC hours that touch `[startMs, endMs)`, in order. Days in the city begin on one of these. */
export function hoursOf({ startMs, endMs }: Interval): Interval[] {
  const hours: Interval[] = [];
  for (let atMs = Math.floor(startMs / HOUR_MS) * HOUR_MS; atMs < endMs; atMs += HOUR_MS) {
    hours.push({ startMs: atMs, endMs: atMs + HOUR_MS });
  }
  return hours;
}

/** The smallest stretch of whole days in the city that holds all of these. */
export function wholeDays(intervals: readonly Interval[]): Interval {
  const startMs = Math.min(...intervals.map((interval) => interval.startMs));
  const endMs = Math.max(...intervals.map((interval) => interval.endMs));
  return { startMs: cityDayAt(startMs).startMs, endMs: cityDayAt(Math.max(startMs, endMs - 1)).endMs };
}
