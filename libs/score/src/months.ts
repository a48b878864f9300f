import { Period, type PeriodType } from '#core';
import { type Window } from '#catalogue';

/** A calendar month, counted from year 0: months can be compared and subtracted. */
export type Month = number;

/** Months from `first` to `last`, both included. */
export interface MonthSpan {
  readonly first: Month;
  readonly last: Month;
}

/** As a month-period is written: `2026-09`. */
export function monthText(month: Month): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** How many months there are in a period of each type. */
export const MONTHS_IN: Readonly<Record<PeriodType, number>> = { month: 1, quarter: 3, tertial: 4, year: 12 };

/** How the period of a type that ends with a month is written: `2026-Q3`. */
export function periodText(type: PeriodType, last: Month): string {
  const year = String(Math.floor(last / 12)).padStart(4, '0');
  const index = Math.floor((last % 12) / MONTHS_IN[type]) + 1;
  switch (type) {
    case 'month':
      return monthText(last);
    case 'quarter':
      return `${year}-Q${index}`;
    case 'tertial':
      return `${year}-T${index}`;
    case 'year':
      return year;
  }
}

/** The months of a period; it belongs to the last of them. */
export function monthsOf(period: Period): MonthSpan {
  const { year, index } = period.lastMonth;
  const last = year * 12 + index - 1;
  return { first: last - period.months().length + 1, last };
}

const spans = new Map<string, MonthSpan>();

/** The months of a period as it is written in observations. Throws `period/malformed`. */
export function monthsOfText(period: string): MonthSpan {
  const span = spans.get(period) ?? monthsOf(Period.of(period));
  spans.set(period, span);
  return span;
}

/**
 * The months that a window of a period looks at (domain.md, section 4), in order; `base` is the window that
 * `mean-of-months` is the mean over.
 */
export function windowMonths(window: Window, period: Period, base: Window = 'period'): MonthSpan {
  const { first, last } = monthsOf(period);
  switch (window) {
    case 'period':
    case 'last-month':
      return { first, last };
    case 'rolling-12-months':
      return { first: last - 11, last };
    case 'year-to-date':
      return { first: last - (last % 12), last };
    case 'mean-of-months':
      return windowMonths(base === 'mean-of-months' ? 'period' : base, period);
  }
}
