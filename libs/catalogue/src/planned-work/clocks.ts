import { Temporal } from 'temporal-polyfill';

/** What the clocks of a zone show at an instant. */
export function clocksAt(instantMs: number, zone: string): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone).toPlainDateTime();
}

/**
 * When the clocks of a zone show a time: the first such instant where an hour comes twice, and the end of the skipped hour
 * for a time in it.
 */
export function instantAt(clocks: Temporal.PlainDateTime, zone: string): number {
  const found = clocks.toZonedDateTime(zone);
  if (found.toPlainDateTime().equals(clocks)) return found.epochMilliseconds;
  const before = clocks.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return (before.getTimeZoneTransition('next') ?? found).epochMilliseconds;
}
