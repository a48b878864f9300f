import type { PeriodType } from '#core';

/**
 * A calendar period as the pickers turn it: its type and first month, counted from January of year 0.
 * The definition is that of `Period` in core; here months are enough, for nothing is measured.
 */
export interface CalendarPeriod {
  readonly type: PeriodType;
  readonly firstMonth: number;
}

const MONTHS_IN: Record<PeriodType, number> = { month: 1, quarter: 3, tertial: 4, year: 12 };

const MONTH_NAMES = [
  'januari',
  'februari',
  'mars',
  'april',
  'maj',
  'juni',
  'juli',
  'augusti',
  'september',
  'oktober',
  'november',
  'december',
] as const;

function monthName(month: number): string {
  return MONTH_NAMES[month % 12] ?? '';
}

function yearOf(month: number): number {
  return Math.floor(month / 12);
}

function lastMonthOf({ type, firstMonth }: CalendarPeriod): number {
  return firstMonth + MONTHS_IN[type] - 1;
}

/** Which of its kind within the year, counted from 1. */
function indexOf({ type, firstMonth }: CalendarPeriod): number {
  return Math.floor((firstMonth % 12) / MONTHS_IN[type]) + 1;
}

function periodHolding(type: PeriodType, month: number): CalendarPeriod {
  return { type, firstMonth: month - (month % MONTHS_IN[type]) };
}

/** Reads `2026-09`, `2026-Q3`, `2026-T2` or `2026`; `null` for anything else. */
export function parsePeriod(text: string): CalendarPeriod | null {
  const match = /^(\d{4})(?:-(?:Q([1-4])|T([1-3])|(0[1-9]|1[0-2])))?$/.exec(text);
  if (!match) return null;
  const [, year, quarter, tertial, month] = match;
  const january = Number(year) * 12;
  if (quarter) return { type: 'quarter', firstMonth: january + (Number(quarter) - 1) * 3 };
  if (tertial) return { type: 'tertial', firstMonth: january + (Number(tertial) - 1) * 4 };
  if (month) return { type: 'month', firstMonth: january + Number(month) - 1 };
  return { type: 'year', firstMonth: january };
}

/** As addresses and the API write it: `2026-Q3`. */
export function periodText(period: CalendarPeriod): string {
  const year = String(yearOf(period.firstMonth)).padStart(4, '0');
  switch (period.type) {
    case 'year':
      return year;
    case 'quarter':
      return `${year}-Q${indexOf(period)}`;
    case 'tertial':
      return `${year}-T${indexOf(period)}`;
    case 'month':
      return `${year}-${String(indexOf(period)).padStart(2, '0')}`;
  }
}

/** As people say it, inside a sentence: `kvartal 3 2026`, `september 2026`, `år 2026`. */
export function periodName(period: CalendarPeriod): string {
  const year = yearOf(period.firstMonth);
  switch (period.type) {
    case 'year':
      return `år ${year}`;
    case 'quarter':
      return `kvartal ${indexOf(period)} ${year}`;
    case 'tertial':
      return `tertial ${indexOf(period)} ${year}`;
    case 'month':
      return `${monthName(period.firstMonth)} ${year}`;
  }
}

/** The same with a capital, for headings and lists. */
export function periodHeading(period: CalendarPeriod): string {
  const name = periodName(period);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The months it spans: `juli–september 2026`; one month is only itself. */
export function periodMonths(period: CalendarPeriod): string {
  const last = lastMonthOf(period);
  const end = `${monthName(last)} ${yearOf(last)}`;
  return last === period.firstMonth ? end : `${monthName(period.firstMonth)}–${end}`;
}

/** ISO date of the first day. */
export function firstDay({ firstMonth }: CalendarPeriod): string {
  return new Date(Date.UTC(yearOf(firstMonth), firstMonth % 12, 1)).toISOString().slice(0, 10);
}

/** ISO date of the last day. */
export function lastDay(period: CalendarPeriod): string {
  const last = lastMonthOf(period);
  return new Date(Date.UTC(yearOf(last), (last % 12) + 1, 0)).toISOString().slice(0, 10);
}

/** The period `count` steps later, earlier when negative. */
export function shiftPeriod({ type, firstMonth }: CalendarPeriod, count: number): CalendarPeriod {
  return { type, firstMonth: firstMonth + count * MONTHS_IN[type] };
}

export function sameLastYear({ type, firstMonth }: CalendarPeriod): CalendarPeriod {
  return { type, firstMonth: firstMonth - 12 };
}

/** The city's month at an instant, counted as {@link CalendarPeriod.firstMonth} is. */
export function cityMonth(nowMs: number): number {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm',
    year: 'numeric',
    month: 'numeric',
  }).formatToParts(nowMs);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  return part('year') * 12 + part('month') - 1;
}

/** Whether it had begun by a month. */
export function hasBegun(period: CalendarPeriod, month: number): boolean {
  return period.firstMonth <= month;
}

/** Whether it was over before a month began. */
export function isOver(period: CalendarPeriod, month: number): boolean {
  return lastMonthOf(period) < month;
}

/** The last period of a type that was over before a month began. */
export function lastWhole(type: PeriodType, month: number): CalendarPeriod {
  return shiftPeriod(periodHolding(type, month), -1);
}

/**
 * What to show when the reader asks for another type: the period that holds the end of the one shown;
 * a whole one if the one shown is whole.
 */
export function changeType(shown: CalendarPeriod, type: PeriodType, month: number): CalendarPeriod {
  const holding = periodHolding(type, lastMonthOf(shown));
  return isOver(shown, month) && !isOver(holding, month) ? shiftPeriod(holding, -1) : holding;
}

/** The periods to choose from, newest first: back three years before the reader's month, and with the one shown. */
export function choosablePeriods(shown: CalendarPeriod, month: number): CalendarPeriod[] {
  const newest = Math.max(periodHolding(shown.type, month).firstMonth, shown.firstMonth);
  const oldest = Math.min(month - 36, shown.firstMonth);
  const periods: CalendarPeriod[] = [];
  let period: CalendarPeriod = { type: shown.type, firstMonth: newest };
  while (lastMonthOf(period) >= oldest) {
    periods.push(period);
    period = shiftPeriod(period, -1);
  }
  return periods;
}

/** The year that holds the last whole month: in January that is last year, of which something is still owed. */
export function yearOfLastWholeMonth(month: number): CalendarPeriod {
  return periodHolding('year', month - 1);
}
