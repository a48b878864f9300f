import { type Language } from '#core';

/** A number as people write it: whole, or with two decimals, as kronor have öre. */
export function numberText(number: number, language: Language): string {
  const rounded = Math.round(number * 100) / 100;
  const decimals = Number.isInteger(rounded) ? 0 : 2;
  return number.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}
