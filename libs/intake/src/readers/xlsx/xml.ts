import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { damaged } from './unreadable.js';

/** As they are written, with their prefix if they have one. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** What is done at each turn of an XML document; names of tags are without prefix. */
export interface XmlHandlers {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** No part of a workbook is nested deeper. */
const MAX_DEPTH = 64;
/** A tag, an attribute or a text longer than this is not what a workbook holds; it would gather in memory. */
const MAX_TOKEN_CHARACTERS = 16 * 1024 * 1024;

/**
 * Reads an XML document piece by piece. A document type is refused, so entities can neither grow nor reach out; depth and
 * the length of a single token are bounded. Throws {@link UnreadableWorkbook} for what is not well-formed.
 */
export function readXml(pieces: Iterable<Uint8Array>, handlers: XmlHandlers): void {
  const parser = new SaxesParser({ position: false });
  const progress = hearTags(parser, handlers);
  let decoder: TextDecoder | undefined;
  for (const piece of pieces) {
    decoder ??= decoderFor(piece);
    const text = decoded(decoder, piece);
    progress.charactersSinceTag += text.length;
    parser.write(text);
    if (progress.charactersSinceTag > MAX_TOKEN_CHARACTERS) throw damaged('size');
  }
  parser.write(decoded(decoder ?? new TextDecoder(), null)).close();
}

function hearTags(parser: SaxesParser, handlers: XmlHandlers): { charactersSinceTag: number } {
  const progress = { charactersSinceTag: 0 };
  let depth = 0;
  parser.on('error', () => {
    throw damaged('not-xml');
  });
  parser.on('doctype', () => {
    throw damaged('not-xml');
  });
  parser.on('opentag', ({ name, attributes }) => {
    progress.charactersSinceTag = 0;
    if (++depth > MAX_DEPTH) throw damaged('size');
    handlers.open?.(withoutPrefix(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    progress.charactersSinceTag = 0;
    depth--;
    handlers.close?.(withoutPrefix(name));
  });
  const { text } = handlers;
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  return progress;
}

function withoutPrefix(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** XML is UTF-8 unless it begins with the mark of UTF-16. */
function decoderFor(start: Uint8Array): TextDecoder {
  const mark = (start[0] ?? 0) * 0x100 + (start[1] ?? 0);
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true });
}

function decoded(decoder: TextDecoder, piece: Uint8Array | null): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    throw damaged('not-xml');
  }
}
