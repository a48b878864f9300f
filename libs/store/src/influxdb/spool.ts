import { type FileHandle, mkdir, open, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PerspektivError } from '#core';
import { storeError } from '../duckdb/store-error.js';
import { type SpoolRecord, decodeRecord, encodeRecord, recordBytes } from './spool-record.js';

/** A file is left for the next when it is so long. */
const SEGMENT_BYTES = 16 * 1024 * 1024;
/** How much is read at a time of what waits. */
const READ_BYTES = 4 * 1024 * 1024;
const NAME = /^\d{16}\.spool$/;

/** A file of records, named after its first. */
interface Segment {
  readonly path: string;
  /** How far its records are whole and on disk. */
  bytes: number;
}

interface Waiting {
  readonly payload: Uint8Array;
  readonly stored: (number: number) => void;
  readonly failed: (reason: unknown) => void;
}

/**
 * What is acknowledged and not yet delivered, on disk and in order: files that are only appended to, and removed when all
 * of their records are delivered. How far delivery has come is written beside, without waiting for the disk: after a
 * power cut some records may be delivered again, but none is left out. One process at a time may hold the folder.
 */
export class Spool {
  private readonly segments: Segment[] = [];
  private queue: Waiting[] = [];
  private writing: Promise<void> | null = null;
  private writer: { readonly segment: Segment; readonly file: FileHandle } | null = null;
  /** Where the oldest record that is not delivered begins in the first segment. */
  private readAt = 0;
  /** Number and place after the last record that was handed out. */
  private ends = new Map<number, { readonly segment: Segment; readonly at: number }>();
  private last = 0;
  private delivered = 0;

  private constructor(
    private readonly folder: string,
    private readonly mostBytes: number,
    private readonly progress: FileHandle,
  ) {}

  /**
   * Opens the spool of a folder, with what waits there since before. Throws `store/spool-damaged` when the disk has lost
   * what was written to it.
   */
  static async open(folder: string, mostBytes: number): Promise<Spool> {
    await mkdir(folder, { recursive: true });
    const path = join(folder, 'delivered');
    const progress = await open(path, 'a+').then(async (made) => {
      await made.close();
      return open(path, 'r+');
    });
    const spool = new Spool(folder, mostBytes, progress);
    try {
      await spool.restore();
      return spool;
    } catch (thrown) {
      await progress.close();
      throw storeError(thrown, folder);
    }
  }

  /** Number of the last record that is on disk. */
  get lastNumber(): number {
    return this.last;
  }

  /** Up to and with this record all are delivered. */
  get deliveredNumber(): number {
    return this.delivered;
  }

  /** How much waits. */
  get bytes(): number {
    return this.segments.reduce((sum, segment) => sum + segment.bytes, 0) - this.readAt;
  }

  /**
   * Puts a record on disk, and answers its number when it is there. Throws `store/spool-full` when too much waits already,
   * and `store/disk-full`.
   */
  append(payload: Uint8Array): Promise<number> {
    if (this.bytes + recordBytes(payload) > this.mostBytes) {
      const text =
        `The spool in ${this.folder} is full: ${this.bytes} bytes wait for InfluxDB, which has not taken them. ` +
        'Nothing that was acknowledged is lost; see that the server answers, and it empties by itself.';
      return Promise.reject(new PerspektivError('store/spool-full', text));
    }
    return new Promise((stored, failed) => {
      this.queue.push({ payload, stored, failed });
      this.writing ??= this.write().finally(() => (this.writing = null));
    });
  }

  /** The oldest records that are not delivered, some at a time; none when all are. */
  async next(): Promise<SpoolRecord[]> {
    await this.dropDelivered();
    const [segment] = this.segments;
    if (!segment || this.readAt >= segment.bytes) return [];
    const found: SpoolRecord[] = [];
    this.ends = new Map();
    const file = await open(segment.path, 'r');
    try {
      const bytes = await this.read(file, segment);
      for (let at = 0; at < bytes.byteLength;) {
        const record = decodeRecord(bytes, at);
        if (record === 'torn') break;
        if (record === 'damaged') throw damaged(segment.path);
        at += recordBytes(record.payload);
        found.push(record);
        this.ends.set(record.number, { segment, at: this.readAt + at });
      }
    } finally {
      await file.close();
    }
    return found;
  }

  /** Records up to and with this one, which `next` has handed out, need not be delivered again. */
  async markDelivered(number: number): Promise<void> {
    const end = this.ends.get(number);
    if (!end) throw new PerspektivError('store/failed', `Record ${number} was not handed out`);
    this.delivered = number;
    this.readAt = end.at;
    await this.progress.write(String(number).padStart(16, '0'), 0);
    await this.dropDelivered();
  }

  /** Lets go of the files when what was asked for is on disk; what waits stays there. */
  async close(): Promise<void> {
    await this.writing;
    await this.leaveSegment();
    await this.dropDelivered();
    await this.progress.close();
  }

  /** Reads from the oldest record on, at least one of it. */
  private async read(file: FileHandle, segment: Segment): Promise<Buffer> {
    const rest = segment.bytes - this.readAt;
    const head = Buffer.alloc(Math.min(READ_BYTES, rest));
    await file.read(head, 0, head.byteLength, this.readAt);
    const first = recordBytes({ byteLength: head.readUInt32BE(0) } as Uint8Array);
    if (first <= head.byteLength) return head;
    const whole = Buffer.alloc(Math.min(first, rest));
    await file.read(whole, 0, whole.byteLength, this.readAt);
    return whole;
  }

  /** Writes what waits, all that has come meanwhile with one wait for the disk. */
  private async write(): Promise<void> {
    await Promise.resolve(); // what is appended in the same turn goes with it
    while (this.queue.length > 0) {
      const batch = this.queue;
      this.queue = [];
      const firstNumber = this.last + 1;
      try {
        const records = batch.map(({ payload }, index) => encodeRecord(firstNumber + index, payload));
        await this.store(firstNumber, Buffer.concat(records));
        this.last += batch.length;
        batch.forEach(({ stored }, index) => {
          stored(firstNumber + index);
        });
      } catch (thrown) {
        for (const { failed } of batch) failed(storeError(thrown, this.folder));
      }
    }
  }

  private async store(firstNumber: number, bytes: Buffer): Promise<void> {
    const { segment, file } = await this.writable(firstNumber);
    try {
      for (let written = 0; written < bytes.byteLength;) {
        const { bytesWritten } = await file.write(bytes, written, undefined, segment.bytes + written);
        written += bytesWritten;
      }
      await file.datasync();
      segment.bytes += bytes.byteLength;
    } catch (thrown) {
      // What is half there ends this file, and is recognised as torn; what comes next begins another.
      await file.truncate(segment.bytes).catch(() => undefined);
      await this.leaveSegment();
      throw thrown;
    }
  }

  private async writable(firstNumber: number): Promise<{ segment: Segment; file: FileHandle }> {
    if (this.writer && this.writer.segment.bytes < SEGMENT_BYTES) return this.writer;
    await this.leaveSegment();
    const path = join(this.folder, `${String(firstNumber).padStart(16, '0')}.spool`);
    const file = await open(path, 'w');
    const segment = { path, bytes: 0 };
    this.writer = { segment, file };
    this.segments.push(segment);
    const folder = await open(this.folder, 'r');
    await folder.sync().finally(() => folder.close());
    return this.writer;
  }

  /** Ends the file that is written to; one that never came to hold anything is removed, for its name comes again. */
  private async leaveSegment(): Promise<void> {
    if (!this.writer) return;
    const { segment, file } = this.writer;
    this.writer = null;
    await file.close();
    if (segment.bytes > 0) return;
    this.segments.splice(this.segments.indexOf(segment), 1);
    await rm(segment.path, { force: true });
  }

  /** Removes the files that hold nothing more to deliver, but for the one that is written to. */
  private async dropDelivered(): Promise<void> {
    for (;;) {
      const [first] = this.segments;
      if (!first || this.readAt < first.bytes || first === this.writer?.segment) return;
      this.segments.shift();
      this.readAt = 0;
      await rm(first.path, { force: true });
    }
  }

  private async restore(): Promise<void> {
    this.delivered = Number(await this.progress.readFile('utf8')) || 0;
    this.last = this.delivered;
    const names = (await readdir(this.folder)).filter((file) => NAME.test(file)).sort();
    for (const file of names) await this.restoreSegment(join(this.folder, file));
  }

  private async restoreSegment(path: string): Promise<void> {
    const file = await readFile(path);
    let deliveredTo = 0;
    let at = 0;
    while (at < file.byteLength) {
      const record = decodeRecord(file, at);
      if (record === 'torn') break;
      if (record === 'damaged') throw damaged(path);
      at += recordBytes(record.payload);
      this.last = Math.max(this.last, record.number);
      if (record.number <= this.delivered) deliveredTo = at;
    }
    if (deliveredTo === at) {
      await rm(path);
      return;
    }
    if (this.segments.length === 0) this.readAt = deliveredTo;
    this.segments.push({ path, bytes: at });
  }
}

function damaged(path: string): PerspektivError {
  const text =
    `The file ${path} is not what was written to it: the disk has lost some of it. Move it away and start again; ` +
    'the uploads in it come back with `perspektiv rebuild`, samples and roll-ups do not.';
  return new PerspektivError('store/spool-damaged', text);
}
