import { Period, cityDate } from '#core';

/** A time with its offset; programs may leave the seconds out. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * The month that a billing period begins in, in the city: a bill that is drawn up in Swedish time begins at
 * `2026-09-30T22:00:00Z`. Without an offset, as it is written; what is no time is given back, for the check to tell.
 */
export function monthOf(start: string): string {
  const ms = INSTANT.test(start) ? Date.parse(start) : NaN;
  if (!Number.isNaN(ms)) return cityDate(ms).slice(0, 7);
  return /^\d{4}-\d{2}(?=-)/.exec(start)?.[0] ?? start;
}

/** How much a time zone may move the end of a period into the next month. */
const SLACK_MS = 36 * 3600_000;

/** Whether a billing period goes on into the month after the one that it begins in. */
export function isLongerThanMonth(month: string, end: string): boolean {
  const endMs = Date.parse(end);
  const period = Period.parse(month);
  return !Number.isNaN(endMs) && period.ok && endMs > period.value.endMs + SLACK_MS;
}
