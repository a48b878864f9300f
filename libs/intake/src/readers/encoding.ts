import { isUtf8 } from 'node:buffer';
import { type Result, decodeWindows1252, failed, ok } from '#core';
import { type ProblemCode } from '../problem-codes.js';
import { type StrayBytes, mendedUtf8 } from './stray-bytes.js';

/** Text as UTF-8 bytes without a byte order mark, and how it was written in the file. */
export interface DecodedText {
  readonly utf8: Buffer;
  /** Name for people: `UTF-8`, `UTF-8 (BOM)`, `UTF-16 LE`, `UTF-16 BE`, `Windows-1252`. */
  readonly encoding: string;
  /** Bytes that are no UTF-8 in a text that is, taken for Windows-1252; absent without any. */
  readonly stray?: StrayBytes;
}

const SAMPLE_BYTES = 64 * 1024;
/** Share of control characters above which a file is not text. */
const MAX_CONTROL_SHARE = 0.01;

/**
 * Finds out how a file's text is written and gives it as UTF-8: byte order marks first, then UTF-8 if it is valid, else
 * Windows-1252. Answers the code of the fault for what is not text.
 */
export function decodeText(bytes: Uint8Array): Result<DecodedText, ProblemCode> {
  const signature = binarySignature(bytes);
  if (signature) return failed(signature);
  const decoded = decode(withoutEndOfFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  return looksBinary(decoded.utf8) ? failed('file-not-text') : ok(decoded);
}

/** Programs of DOS, and some that write as they did, end a text with this byte. */
const END_OF_FILE = 0x1a;

function withoutEndOfFile(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (bytes[end - 1] === END_OF_FILE) end--;
  return bytes.subarray(0, end);
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

function decode(bytes: Buffer): DecodedText {
  if (startsWith(bytes, BYTE_ORDER_MARK)) {
    const rest = bytes.subarray(BYTE_ORDER_MARK.length);
    if (isUtf8(rest)) return { utf8: rest, encoding: 'UTF-8 (BOM)' };
    return { ...mendedUtf8(rest, decodeWindows1252), encoding: 'UTF-8 (BOM)' };
  }
  if (startsWith(bytes, [0xff, 0xfe])) {
    return { utf8: Buffer.from(new TextDecoder('utf-16le').decode(bytes)), encoding: 'UTF-16 LE' };
  }
  if (startsWith(bytes, [0xfe, 0xff])) {
    return { utf8: Buffer.from(new TextDecoder('utf-16be').decode(bytes)), encoding: 'UTF-16 BE' };
  }
  if (isUtf8(bytes)) return { utf8: bytes, encoding: 'UTF-8' };
  const mended = mendedUtf8(bytes, decodeWindows1252);
  // Letters of Windows-1252 are now and then UTF-8 by chance; one stray byte among many letters of UTF-8 is not.
  if (mended.letters > mended.stray.count) return { ...mended, encoding: 'UTF-8' };
  return { utf8: Buffer.from(decodeWindows1252(bytes)), encoding: 'Windows-1252' };
}

/** Formats that people hand in by mistake, by their first bytes. */
function binarySignature(bytes: Uint8Array): ProblemCode | null {
  const zip = [0x50, 0x4b, 0x03, 0x04];
  const oldExcel = [0xd0, 0xcf, 0x11, 0xe0];
  const pdf = [0x25, 0x50, 0x44, 0x46];
  return [zip, oldExcel, pdf].some((signature) => startsWith(bytes, signature)) ? 'file-not-text' : null;
}

function looksBinary(utf8: Buffer): boolean {
  const sample = utf8.subarray(0, SAMPLE_BYTES);
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls++;
  }
  return controls > sample.length * MAX_CONTROL_SHARE;
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, i) => bytes[i] === byte);
}
