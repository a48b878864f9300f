import { formatDay } from '../format/instant.js';

/** The words about editions of a frozen period. */
export const EDITIONS = {
  edition: 'Utgåva',
  live: 'Löpande siffror',
  agrees: 'Löpande siffror är lika med den senaste utgåvan.',
  differs: 'Löpande siffror skiljer sig från den senaste utgåvan.',
  differences: 'Vad som skiljer utgåvan från de löpande siffrorna',
  none: 'Ingenting skiljer för enheten.',
  measure: 'Mätetal',
  inEdition: 'I utgåvan',
  now: 'Löpande',
  absent: 'fanns inte',
  loading: 'Skillnaderna hämtas …',
} as const;

/** An edition by its number and the day on which it was frozen. */
export function editionWords(number: number, frozenAt: string): string {
  const day = formatDay(frozenAt.slice(0, 10));
  return number === 1 ? `Fastställd ${day}` : `Omräknad, utgåva ${number}, ${day}`;
}
