import { decodeWindows1252 } from '#core';
import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** How far into a document its own word on its encoding is looked for (WHATWG HTML, "prescan a byte stream"). */
export const PRESCAN_BYTES = 1024;

const BYTE_ORDER_MARKS: readonly (readonly [label: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The encoding of a text by the order that browsers keep: a byte order mark, the header `Content-Type`, then, of
 * documents, a `<meta>` or an XML declaration in the first 1024 bytes (WHATWG Encoding and HTML). `null` when nothing
 * that is known says it.
 */
export function declaredEncoding(contentType: string, start: Uint8Array): string | null {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, i) => start[i] === byte));
  if (marked) return marked[0];
  const [, quoted, bare] = /;\s*charset\s*=\s*(?:"([^"]*)"|'?([^\s;"']+))/i.exec(contentType) ?? [];
  const told = encodingOfLabel(quoted ?? bare);
  // JSON is UTF-8 whatever its header says (RFC 8259, section 8.1); what is not is decoded as what it can only be.
  if (/json/i.test(contentType)) return told?.startsWith('utf-16') ? told : null;
  return told ?? (mayDeclareItself(contentType) ? prescanned(start) : null);
}

/** A page or a feed; JSON and plain text say nothing of themselves. */
function mayDeclareItself(contentType: string): boolean {
  return contentType === '' || /html|xml/i.test(contentType);
}

function prescanned(start: Uint8Array): string | null {
  const text = Buffer.from(start).toString('latin1', 0, PRESCAN_BYTES);
  const inXml = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)/i.exec(text)?.[1];
  const inMeta = /<meta\s[^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(text)?.[1];
  const found = encodingOfLabel(inXml ?? inMeta);
  // Bytes that can be read as ASCII so far are not UTF-16, whatever they say (WHATWG HTML).
  return found?.startsWith('utf-16') ? 'utf-8' : found;
}

/** The encoding that one of WHATWG's labels names: `latin1` is `windows-1252`. */
function encodingOfLabel(label: string | undefined): string | null {
  if (label === undefined) return null;
  try {
    return new TextDecoder(label.trim()).encoding;
  } catch {
    return null;
  }
}

/** Decodes a text piece by piece. What declares nothing is read as UTF-8, as by {@link decodeWhole}. */
export class PieceDecoder {
  private readonly decoder: TextDecoder | null;

  constructor(encoding: string | null) {
    this.decoder = encoding === 'windows-1252' ? null : new TextDecoder(encoding ?? 'utf-8');
  }

  push(piece: Uint8Array): string {
    return this.decoder ? this.decoder.decode(piece, { stream: true }) : decodeWindows1252(piece);
  }
}

/** Decodes a whole text; what declares nothing and is not UTF-8 is Windows-1252, as browsers guess here in the west. */
export function decodeWhole(encoding: string | null, bytes: Uint8Array): string {
  if (encoding === null && !isUtf8(withoutCutEnd(bytes))) return decodeWindows1252(bytes);
  return new PieceDecoder(encoding).push(bytes);
}

/** Without a last character that the limit on a body's size may have cut in two. */
function withoutCutEnd(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
    if (byte < 0x80) break;
  }
  return bytes;
}
