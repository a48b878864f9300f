const CITY_INSTANT = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'long',
  timeStyle: 'short',
});

/** An instant in the city's time: `21 november 2026 kl. 08:12`. */
export function formatInstant(iso: string): string {
  return CITY_INSTANT.format(new Date(iso));
}
