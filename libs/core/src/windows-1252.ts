/**
 * Windows-1252's own characters at 0x80–0x9F; the rest is Latin-1 (encoding.spec.whatwg.org). Kept here because
 * TextDecoder('windows-1252') decodes Latin-1 in Node 20.18.3 and later (nodejs/node issue 60888).
 */
const FROM_0X80 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Text of bytes in Windows-1252, which is also what browsers take `iso-8859-1` and `latin1` for. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (c) => FROM_0X80.charAt(c.charCodeAt(0) - 0x80));
}
