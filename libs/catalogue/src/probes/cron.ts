import { CITY_ZONE } from '#core';
import { Cron } from 'croner';
import { ValidateBy, type ValidationOptions, buildMessage } from 'class-validator';

/** Minute, hour, day of the month, month and day of the week; or a name for them all. */
const FIVE_FIELDS = /^(?:\S+\s+){4}\S+$|^@(?:yearly|annually|monthly|weekly|daily|hourly)$/i;

function cronOf(expression: string): Cron {
  return new Cron(expression, { timezone: CITY_ZONE, paused: true });
}

/** Whether this is a cron expression of five fields that ever comes to pass. */
export function isCron(expression: unknown): expression is string {
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
export function IsCron(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isCron',
      validator: {
        validate: isCron,
        defaultMessage: buildMessage(
          (each) =>
            `${each}$property must be a cron expression of five fields (minute, hour, day of the month, month, day of the week), such as 30 2 * * 1-5`,
          options,
        ),
      },
    },
    options,
  );
}
