const CITY_INSTANT = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'long',
  timeStyle: 'short',
});

/** An instant in the city's time: `21 november 2026 kl. 08:12`. */
export function formatInstant(iso: string): string {
  return CITY_INSTANT.format(new Date(iso));
}

const CITY_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });

/** The city's day of an instant, as an ISO date. */
export function cityDay(ms: number): string {
  return CITY_DAY.format(ms);
}

const DAY = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** A day, from its ISO date: `20 nov. 2026`. */
export function formatDay(isoDate: string): string {
  return DAY.format(new Date(`${isoDate}T00:00:00Z`));
}
