import { CITY_ZONE, type LocalizedText } from '#core';

const LOCALES: LocalizedText = { sv: 'sv-SE', en: 'en-GB' };

/** An instant by the clocks of the city, as people write it: `1 december 2026 kl. 14:32`. */
export function momentText(ms: number, language: keyof LocalizedText): string {
  const style = { timeZone: CITY_ZONE, dateStyle: 'long', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], style).format(ms);
}

/** How long something took: `40 s`, `12 min`, `2 h 05 min`. */
export function lengthText(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
