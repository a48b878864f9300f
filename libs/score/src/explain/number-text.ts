import { type LocalizedText } from '#core';

/** No-break space: it parts thousands, and never a number from its sign of operation. */
const THOUSANDS = '\u00A0';
const MINUS = '−';

/** Every digit of a number, so that whoever reckons with it gets what we got: `1 100,25`, and `1 100.25` in English. */
export function numberText(number: number): LocalizedText {
  const [whole = '', ...rest] = Math.abs(number).toString().split('.');
  const sign = number < 0 ? MINUS : '';
  const parted = /^\d+$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, THOUSANDS) : whole;
  return {
    sv: sign + [parted, ...rest].join(','),
    en: sign + [parted, ...rest].join('.'),
  };
}

/** A text in both languages made of numbers and what stands between them, the same in both. */
export function reckoning(parts: TemplateStringsArray, ...numbers: readonly number[]): LocalizedText {
  const texts = numbers.map(numberText);
  const inLanguage = (language: keyof LocalizedText): string =>
    parts.map((part, i) => part + (texts[i]?.[language] ?? '')).join('');
  return { sv: inLanguage('sv'), en: inLanguage('en') };
}

/** `810 + 17 + 3`; a number below zero in parentheses. */
export function sumText(terms: readonly number[]): LocalizedText {
  const texts = terms.map(operandText);
  return { sv: texts.map(({ sv }) => sv).join(' + '), en: texts.map(({ en }) => en).join(' + ') };
}

/** A number as it stands in the middle of an expression. */
export function operandText(number: number): LocalizedText {
  const { sv, en } = numberText(number);
  return number < 0 ? { sv: `(${sv})`, en: `(${en})` } : { sv, en };
}
