import { type Language } from '#core';

/** A number as people write it, with at most two decimals. */
export function numberText(number: number, language: Language): string {
  return number.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: 2 });
}
