import { monthNamed } from './month-names.js';

/** Day by day of the formats below; the year always has four digits, of this century or the last. */
const YEAR_FIRST = /^((?:19|20)\d\d)([-/.]?)(\d{1,2})\2(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;
const DAY_FIRST = /^(\d{1,2})[/.-] ?(\d{1,2})[/.\s-] ?((?:19|20)\d\d)$/;
const NAMED_MONTH = /^(\d{1,2})(?::?e)?[.\s-]\s*(\p{L}+\.?)[\s-]\s*((?:19|20)\d\d)$/u;

/**
 * Reads a day as ISO (`2026-09-30`, `20260930`, with midnight after it or not) or as it is written in Swedish
 * (`30/9 2026`, `30.9.2026`, `30 september 2026`): the day always stands before the month. Answers the ISO date, or
 * `null` for what is no day of the calendar.
 */
export function parseDate(text: string): string | null {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) {
    const [, year, mark, month, day] = yearFirst;
    const bare = mark === '' && (month?.length !== 2 || day?.length !== 2);
    return bare ? null : isoDate(Number(year), Number(month), Number(day));
  }
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return isoDate(Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1]));
  const named = NAMED_MONTH.exec(text);
  return named ? isoDate(Number(named[3]), monthNamed(named[2] ?? ''), Number(named[1])) : null;
}

/** A day whose year stands last, read as Americans write it; `null` where that is no day, or the same one. */
export function monthFirst(text: string): string | null {
  const [, month, day, year] = DAY_FIRST.exec(text) ?? [];
  return month === day ? null : isoDate(Number(year), Number(month), Number(day));
}

function isoDate(year: number, month: number | null, day: number): string | null {
  if (month === null || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
