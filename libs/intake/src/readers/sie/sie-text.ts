import { type Result, failed, ok } from '#core';
import { type ProblemCode } from '../../problem-codes.js';
import { decodeText } from '../encoding.js';

/** Code page 437 from 0x80 on (IBM PC 8-bit extended ASCII): the only character set that the SIE format knows (5.8). */
const CODE_PAGE_437_FROM_0X80 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
  'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** The letters beyond ASCII that Swedish account names are written with. */
const SWEDISH_LETTERS = /[åäöÅÄÖéÉüÜ]/g;

/** Text of a SIE file, and how it was written there. */
export interface SieText {
  readonly text: string;
  readonly encoding: string;
}

/**
 * Reads the text of a SIE file. Every file says `#FORMAT PC8`, but programs write UTF-8 and Windows-1252 (or ISO 8859-1,
 * which is the same for letters) under that name. So: UTF-8 or UTF-16 where the bytes are that, else the one of code
 * page 437 and Windows-1252 in which more of the characters are Swedish letters; the format's own when neither has more.
 */
export function decodeSie(bytes: Uint8Array): Result<SieText, ProblemCode> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return failed(decoded.problem);
  const { utf8, encoding } = decoded.value;
  const text = utf8.toString();
  if (encoding !== 'Windows-1252') return ok({ text, encoding });
  const asPc8 = decodeCodePage437(bytes);
  const isWindows = swedishLetters(text) > swedishLetters(asPc8);
  return ok(isWindows ? { text, encoding } : { text: asPc8, encoding: 'PC8 (CP437)' });
}

function decodeCodePage437(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\x80-\xff]/g, (c) => CODE_PAGE_437_FROM_0X80.charAt(c.charCodeAt(0) - 0x80));
}

function swedishLetters(text: string): number {
  return text.match(SWEDISH_LETTERS)?.length ?? 0;
}
