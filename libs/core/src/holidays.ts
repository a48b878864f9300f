import { Temporal } from 'temporal-polyfill';

const FIXED: readonly (readonly [month: number, day: number, name: string])[] = [
  [1, 1, 'Nyårsdagen'],
  [1, 6, 'Trettondedag jul'],
  [5, 1, 'Första maj'],
  [6, 6, 'Sveriges nationaldag'],
  [12, 25, 'Juldagen'],
  [12, 26, 'Annandag jul'],
];

const FROM_EASTER: readonly (readonly [days: number, name: string])[] = [
  [-2, 'Långfredagen'],
  [0, 'Påskdagen'],
  [1, 'Annandag påsk'],
  [39, 'Kristi himmelsfärdsdag'],
  [49, 'Pingstdagen'],
];

/** Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
function easterSunday(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const l = (32 + 2 * (b % 4) + 2 * i - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const days = h + l - 7 * m + 114;
  return new Temporal.PlainDate(year, Math.floor(days / 31), (days % 31) + 1);
}

/** The first Saturday on or after a day. */
function saturdayFrom(year: number, month: number, day: number): Temporal.PlainDate {
  const from = new Temporal.PlainDate(year, month, day);
  return from.add({ days: 6 - (from.dayOfWeek % 7) });
}

const byYear = new Map<number, ReadonlyMap<string, string>>();

/**
 * The public holidays of a year: ISO date → Swedish name (lagen 1989:253 om allmänna helgdagar).
 * Eves are not public holidays; Sundays are not listed for being Sundays.
 */
export function swedishHolidays(year: number): ReadonlyMap<string, string> {
  const known = byYear.get(year);
  if (known) return known;
  const easter = easterSunday(year);
  const holidays = new Map<string, string>();
  for (const [month, day, name] of FIXED)
    holidays.set(new Temporal.PlainDate(year, month, day).toString(), name);
  for (const [days, name] of FROM_EASTER) holidays.set(easter.add({ days }).toString(), name);
  holidays.set(saturdayFrom(year, 6, 20).toString(), 'Midsommardagen');
  holidays.set(saturdayFrom(year, 10, 31).toString(), 'Alla helgons dag');
  byYear.set(year, holidays);
  return holidays;
}
