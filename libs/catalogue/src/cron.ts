import { CITY_ZONE } from '#core';
import { Cron } from 'croner';
import { shaped } from './shapes.js';

/** Minute, hour, day of the month, month and day of the week; or a name for them all. */
const FIVE_FIELDS = /^(?:\S+\s+){4}\S+$|^@(?:yearly|annually|monthly|weekly|daily|hourly)$/i;

function cronOf(expression: string): Cron {
  return new Cron(expression, { timezone: CITY_ZONE, paused: true });
}

/** Whether this is a cron expression of five fields that ever comes to pass. */
function isCron(expression: unknown): expression is string {
  if (typeof expression !== 'string' || !FIVE_FIELDS.test(expression.trim())) return false;
  try {
    return cronOf(expression.trim()).nextRun(new Date(0)) !== null;
  } catch {
    return false;
  }
}

/** The first time of an expression after an instant, by the clocks of the city; milliseconds since the epoch. */
export function cronTimeAfter(expression: string, afterMs: number): number {
  return cronOf(expression.trim()).nextRun(new Date(afterMs))?.getTime() ?? Infinity;
}

/** A cron expression of five fields, such as `30 2 * * 1-5`. */
export const IsCron = shaped({
  name: 'isCron',
  holds: isCron,
  must: 'a cron expression of five fields',
  remedy: "Write minute, hour, day, month and weekday in quotes: '15 4 * * *' is every night at 04:15.",
});
