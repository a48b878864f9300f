import { crc32 } from 'node:zlib';
import { Inflate } from 'fflate';
import { type UploadLimits } from '../../limits.js';
import { type Damage, UnreadableWorkbook, damaged } from './unreadable.js';

/** Deflate writes at most 1032 bytes for one, so a step takes at most 8 MiB before the limits are looked at. */
const STEP_BYTES = 8 * 1024;
const STORED_STEP_BYTES = 1024 * 1024;
/** As little as this is harmless, however tightly it is packed. */
const ALWAYS_ALLOWED_BYTES = 8 * 1024 * 1024;
/** A workbook has some dozens of parts; with pictures some hundreds. */
const MAX_ENTRIES = 10_000;

const END_OF_DIRECTORY = { signature: 0x06054b50, bytes: 22, maxCommentBytes: 0xffff } as const;
const DIRECTORY_ENTRY = { signature: 0x02014b50, bytes: 46 } as const;
const LOCAL_HEADER = { signature: 0x04034b50, bytes: 30 } as const;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 0x1;
const ZIP64_FIELD = 0x0001;
const IN_ZIP64_FIELD = 0xffffffff;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packedBytes: number;
  readonly headerAt: number;
}

/**
 * A zip archive in memory, read by its directory (APPNOTE 6.3.10, sections 4.3 and 4.4), one entry at a time and piece by
 * piece. What the directory claims of sizes is not trusted: what comes out is counted, over all entries, and refused as
 * soon as it is too much for what went in. Names are compared in any case, as the packaging of workbooks demands.
 */
export class ZipArchive {
  private readonly view: DataView;
  private readonly entries: ReadonlyMap<string, Entry>;
  private unpackedBytes = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly limits: Pick<UploadLimits, 'maxZipRatio' | 'maxUnpackedBytes'>,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.entries = guarded('cut-off', () => this.directory());
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  names(): string[] {
    return [...this.entries.values()].map(({ name }) => name);
  }

  /** The content of an entry, a piece at a time; `null` when there is no such entry. */
  read(name: string): Iterable<Uint8Array> | null {
    const entry = this.entries.get(name.toLowerCase());
    return entry ? this.unpacked(entry) : null;
  }

  private directory(): Map<string, Entry> {
    const end = this.endOfDirectory();
    const count = this.view.getUint16(end + 10, true);
    if (count > MAX_ENTRIES) throw damaged('size');
    const entries = new Map<string, Entry>();
    let at = this.view.getUint32(end + 16, true);
    for (let i = 0; i < count; i++) {
      if (this.view.getUint32(at, true) !== DIRECTORY_ENTRY.signature) throw damaged('cut-off');
      const entry = this.entryAt(at);
      const key = entry.name.toLowerCase();
      if (entries.has(key)) throw damaged('parts');
      entries.set(key, entry);
      // Name, extra fields and comment follow.
      const [name, extra, comment] = [28, 30, 32].map((offset) => this.view.getUint16(at + offset, true));
      at += DIRECTORY_ENTRY.bytes + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
    }
    return entries;
  }

  private endOfDirectory(): number {
    const last = this.bytes.byteLength - END_OF_DIRECTORY.bytes;
    const first = Math.max(0, last - END_OF_DIRECTORY.maxCommentBytes);
    for (let at = last; at >= first; at--) {
      if (this.view.getUint32(at, true) === END_OF_DIRECTORY.signature) return at;
    }
    throw damaged('cut-off');
  }

  private entryAt(at: number): Entry {
    const { view } = this;
    const nameBytes = view.getUint16(at + 28, true);
    const name = this.slice(at + DIRECTORY_ENTRY.bytes, nameBytes);
    const extraAt = at + DIRECTORY_ENTRY.bytes + nameBytes;
    const wide = this.zip64Field(extraAt, extraAt + view.getUint16(at + 30, true));
    // The wide field holds only what did not fit, in this order.
    const size = (offset: number): number => {
      const narrow = view.getUint32(at + offset, true);
      return narrow === IN_ZIP64_FIELD ? wide() : narrow;
    };
    size(24);
    const packedBytes = size(20);
    return {
      name: Buffer.from(name).toString('utf8').replaceAll('\\', '/'),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & ENCRYPTED_FLAG) !== 0,
      crc: view.getUint32(at + 16, true),
      packedBytes,
      headerAt: size(42),
    };
  }

  /** Gives the 64-bit numbers of an entry one after the other. */
  private zip64Field(from: number, to: number): () => number {
    let at = from;
    while (at + 4 <= to && this.view.getUint16(at, true) !== ZIP64_FIELD) {
      at += 4 + this.view.getUint16(at + 2, true);
    }
    at += 4;
    return () => {
      const number = Number(this.view.getBigUint64(at, true));
      at += 8;
      return number;
    };
  }

  private *unpacked(entry: Entry): Generator<Uint8Array> {
    if (entry.encrypted) throw new UnreadableWorkbook('workbook-encrypted');
    const packed = guarded('cut-off', () => this.packedBytes(entry));
    let crc = 0;
    for (const piece of pieces(packed, entry.method)) {
      this.count(piece.byteLength);
      crc = crc32(piece, crc);
      yield piece;
    }
    if (crc !== entry.crc) throw damaged('checksum');
  }

  private packedBytes({ headerAt, packedBytes }: Entry): Uint8Array {
    if (this.view.getUint32(headerAt, true) !== LOCAL_HEADER.signature) throw damaged('cut-off');
    const nameBytes = this.view.getUint16(headerAt + 26, true);
    const extraBytes = this.view.getUint16(headerAt + 28, true);
    return this.slice(headerAt + LOCAL_HEADER.bytes + nameBytes + extraBytes, packedBytes);
  }

  private slice(at: number, byteLength: number): Uint8Array {
    if (at + byteLength > this.bytes.byteLength) throw damaged('cut-off');
    return this.bytes.subarray(at, at + byteLength);
  }

  private count(byteLength: number): void {
    const { maxZipRatio, maxUnpackedBytes } = this.limits;
    this.unpackedBytes += byteLength;
    const allowed = Math.max(ALWAYS_ALLOWED_BYTES, this.bytes.byteLength * maxZipRatio);
    if (this.unpackedBytes > allowed) throw new UnreadableWorkbook('workbook-bomb', { ratio: maxZipRatio });
    if (this.unpackedBytes > maxUnpackedBytes) {
      throw new UnreadableWorkbook('workbook-too-large', { maxMiB: maxUnpackedBytes / 1024 / 1024 });
    }
  }
}

function* pieces(packed: Uint8Array, method: number): Generator<Uint8Array> {
  if (method === STORED) yield* cut(packed, STORED_STEP_BYTES);
  else if (method === DEFLATED) yield* inflated(packed);
  else throw damaged('packing');
}

function* inflated(packed: Uint8Array): Generator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const inflate = new Inflate((piece) => ready.push(piece));
  let leftBytes = packed.byteLength;
  for (const step of cut(packed, STEP_BYTES)) {
    leftBytes -= step.byteLength;
    guarded('packing', () => {
      inflate.push(step, leftBytes === 0);
    });
    yield* ready.splice(0);
  }
}

function* cut(bytes: Uint8Array, stepBytes: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += stepBytes) yield bytes.subarray(at, at + stepBytes);
}

/** Places beyond the end of the file, and what is no deflated data, show as errors of many kinds: the file is damaged. */
function guarded<T>(damage: Damage, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof UnreadableWorkbook) throw thrown;
    throw damaged(damage);
  }
}
