/** Bytes that do not belong to the encoding of their text. */
export interface StrayBytes {
  readonly count: number;
  /** Line of the first, from 1. */
  readonly line: number;
}

/** A text of UTF-8 in which stray bytes are replaced by what they are in another encoding. */
export interface MendedText {
  readonly utf8: Buffer;
  readonly stray: StrayBytes;
  /** Characters that take more than one byte, and are whole. */
  readonly letters: number;
}

const LINE_FEED = 0x0a;

/** Reads UTF-8 with bytes in it that are none: each of these is decoded by itself. */
export function mendedUtf8(bytes: Buffer, decodeStray: (bytes: Buffer) => string): MendedText {
  const pieces: Buffer[] = [];
  let from = 0;
  let letters = 0;
  let count = 0;
  let lines = 1;
  let firstLine = 1;
  for (let at = 0; at < bytes.length;) {
    const length = lengthOfCharacter(bytes, at);
    if (bytes[at] === LINE_FEED) lines++;
    if (length > 1) letters++;
    if (length === 0) {
      if (count++ === 0) firstLine = lines;
      pieces.push(bytes.subarray(from, at), Buffer.from(decodeStray(bytes.subarray(at, at + 1))));
      from = at + 1;
    }
    at += Math.max(length, 1);
  }
  pieces.push(bytes.subarray(from));
  return { utf8: Buffer.concat(pieces), stray: { count, line: firstLine }, letters };
}

/** Beginnings of characters: how many bytes they take, and which second byte may follow (Unicode, table 3-7). */
const BEGINNINGS: readonly (readonly [
  from: number,
  to: number,
  length: number,
  low: number,
  high: number,
])[] = [
  [0xc2, 0xdf, 2, 0x80, 0xbf],
  [0xe0, 0xe0, 3, 0xa0, 0xbf],
  [0xe1, 0xec, 3, 0x80, 0xbf],
  [0xed, 0xed, 3, 0x80, 0x9f],
  [0xee, 0xef, 3, 0x80, 0xbf],
  [0xf0, 0xf0, 4, 0x90, 0xbf],
  [0xf1, 0xf3, 4, 0x80, 0xbf],
  [0xf4, 0xf4, 4, 0x80, 0x8f],
];

/** How many bytes the character at a place takes; 0 when it is no character of UTF-8. */
function lengthOfCharacter(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const [, , length, low, high] =
    BEGINNINGS.find(([from, to]) => first >= from && first <= to) ?? NO_BEGINNING;
  const second = bytes[at + 1] ?? 0;
  if (second < low || second > high) return 0;
  for (let next = 2; next < length; next++) {
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** No second byte is as large. */
const NO_BEGINNING = [0, 0, 0, 0x100, 0] as const;
