/**
 * What the type face of reports has: Latin with its marks, Greek, Cyrillic, and the signs of ordinary text. PDF/UA-1 lets
 * nothing be printed that would show as an empty box.
 */
const UNKNOWN = new RegExp(
  '[^\\n\\u0020-\\u007E\\u00A0-\\u00AC\\u00AE-\\u017F\\u0386\\u0388-\\u038A\\u038C\\u038E-\\u03A1\\u03A3-\\u03CE' +
    '\\u0400-\\u045F\\u2010-\\u2015\\u2018-\\u201E\\u2020-\\u2022\\u2026\\u202F\\u2030\\u2039\\u203A\\u20AC\\u2190-\\u2193' +
    '\\u2212\\u2248\\u2260\\u2264\\u2265\\uFFFD]',
  'gu',
);
/** Stands for what cannot be printed. */
export const PLACEHOLDER = '\uFFFD';

/** Text as it can be printed: what the type face lacks becomes �, one for each sign that a reader would see. */
export function printable(text: string): string {
  if (text.search(UNKNOWN) < 0) return text;
  const signs = new Intl.Segmenter('sv', { granularity: 'grapheme' }).segment(text.normalize('NFC'));
  return [...signs].map(({ segment }) => printableSign(segment)).join('');
}

function printableSign(sign: string): string {
  if (sign === '\t' || sign === '\r\n' || sign === '\r') return ' ';
  if (sign.search(UNKNOWN) < 0) return sign;
  const plain = sign.normalize('NFKC').replace(/\p{Cf}/gu, ''); // what is not to be seen is not missed
  return plain.search(UNKNOWN) < 0 ? plain : PLACEHOLDER;
}
