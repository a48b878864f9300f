import { type CalendarPeriod, cityMonth, lastWhole, parsePeriod, periodText } from '../format/period.js';

/** Which period is closed: `/perioder?period=2026-Q3`. */
export interface PeriodsAddress {
  readonly period: CalendarPeriod;
}

/** The last whole quarter, unless the address says another. */
export function readPeriodsAddress(query: string, nowMs: number): PeriodsAddress {
  const period = parsePeriod(new URLSearchParams(query).get('period') ?? '');
  return { period: period ?? lastWhole('quarter', cityMonth(nowMs)) };
}

export function writePeriodsAddress({ period }: PeriodsAddress): string {
  return `?${new URLSearchParams({ period: periodText(period) }).toString()}`;
}
