import { type IlsEncoding } from '#catalogue';

/** What Windows-1252 has at 0x80–0x9F, where Latin-1 has control characters. */
const WINDOWS_1252 = new Map(
  Array.from('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ', (sign, i) => [sign, 0x80 + i]),
);

/** The signs of a text that an encoding does not have, each once. */
export function unencodable(text: string, encoding: IlsEncoding): string[] {
  if (encoding !== 'windows-1252') return [];
  return [...new Set(text)].filter((sign) => windowsByte(sign) === null);
}

function windowsByte(sign: string): number | null {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code;
  return WINDOWS_1252.get(sign) ?? null;
}

/** A text as bytes. A sign that the encoding does not have becomes `?`: ask {@link unencodable} before. */
export function encoded(text: string, encoding: IlsEncoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(text);
    case 'utf-8-bom':
      return new TextEncoder().encode(`\uFEFF${text}`);
    case 'utf-16le':
      return Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    case 'windows-1252':
      return Uint8Array.from(Array.from(text), (sign) => windowsByte(sign) ?? 0x3f);
  }
}
