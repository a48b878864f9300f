import { crc32 } from 'node:zlib';

/** Length and checksum of the payload, and the record's number. */
const HEAD_BYTES = 16;

/** Something acknowledged that waits to be delivered; numbers grow by one. */
export interface SpoolRecord {
  readonly number: number;
  readonly payload: Buffer;
}

/** How many bytes a payload takes in a file. */
export function recordBytes(payload: Uint8Array): number {
  return HEAD_BYTES + payload.byteLength;
}

/** A record as it lies in a file. */
export function encodeRecord(number: number, payload: Uint8Array): Buffer {
  const record = Buffer.allocUnsafe(recordBytes(payload));
  record.writeUInt32BE(payload.byteLength, 0);
  record.writeBigUInt64BE(BigInt(number), 8);
  record.set(payload, HEAD_BYTES);
  record.writeUInt32BE(crc32(record.subarray(8)), 4);
  return record;
}

/**
 * The record at a place of a file; `torn` when the file ends before it does, as a crash leaves it while it is being
 * written, and `damaged` when its bytes are not those that were written.
 */
export function decodeRecord(file: Buffer, at: number): SpoolRecord | 'torn' | 'damaged' {
  if (at + HEAD_BYTES > file.byteLength) return 'torn';
  const endsAt = at + HEAD_BYTES + file.readUInt32BE(at);
  if (endsAt > file.byteLength) return 'torn';
  if (crc32(file.subarray(at + 8, endsAt)) !== file.readUInt32BE(at + 4)) {
    // The length of what was being written last may be on disk before its bytes are.
    return endsAt === file.byteLength ? 'torn' : 'damaged';
  }
  return {
    number: Number(file.readBigUInt64BE(at + 8)),
    payload: file.subarray(at + HEAD_BYTES, endsAt),
  };
}
