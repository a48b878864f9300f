const CITY_CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** Hours that the city's clocks may be ahead of UTC. */
const OFFSETS = ['+01:00', '+02:00'];

/**
 * The instant of a clock time in the city, as a field of the kind `datetime-local` holds it (`2026-10-18T01:00`), wherever
 * the reader is. `null` when it is none, as on the night that skips an hour.
 */
export function cityInstant(clock: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(clock)) return null;
  // In the hour that comes twice the later offset is tried last: the first of the two is meant.
  const candidates = [...OFFSETS].reverse().map((offset) => `${clock}:00${offset}`);
  const isThen = (each: string): boolean =>
    !Number.isNaN(Date.parse(each)) && CITY_CLOCK.format(new Date(each)) === clock.replace('T', ' ');
  return candidates.find(isThen) ?? null;
}

/** The city's clock at an instant, as a field of the kind `datetime-local` holds it. */
export function cityClock(instant: string): string {
  return CITY_CLOCK.format(new Date(instant)).replace(' ', 'T');
}
