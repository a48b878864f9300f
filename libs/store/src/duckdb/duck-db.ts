import { access, constants, mkdir, realpath, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection } from '@duckdb/node-api';
import { PerspektivError, inTurn } from '#core';
import { FILE } from './copy-folder.js';
import { Engine } from './engine.js';
import { dropUnnamedFiles } from './segment-files.js';
import { dropSliceFiles } from './slice-files.js';
import { isFatal, storeError } from './store-error.js';
import { Turns } from '../turns.js';

/** With less on the disk the engine fails in the middle of writing. */
const LEAST_FREE_BYTES = 4 * 1024 * 1024;

/** A file that is open in this process, with the engine that runs on it now. */
class OpenFile {
  holders = 0;
  writes = 0;
  readonly housekeeping = new Turns([this]);
  private current: Promise<Engine> | undefined;
  private stopped: Promise<void> = Promise.resolve();
  private inode: string | null = null;

  private constructor(private readonly folder: string) {}

  /** Opens the file and removes what a crash has left beside it: only now can nobody be about to name a segment. */
  static async open(folder: string): Promise<OpenFile> {
    const file = new OpenFile(folder);
    const engine = await file.engine();
    await engine.read((reader) => dropUnnamedFiles(reader, folder));
    await dropSliceFiles(folder);
    file.inode = await inodeOf(folder);
    return file;
  }

  engine(): Promise<Engine> {
    this.current ??= this.start();
    return this.current;
  }

  private async start(): Promise<Engine> {
    try {
      await this.stopped;
      return await Engine.start(this.folder);
    } catch (thrown) {
      this.current = undefined;
      throw thrown;
    }
  }

  /** Throws `store/gone` when the file that is open no longer lies in its folder: deleted, or another disk mounted over it. */
  async expectThere(): Promise<void> {
    const inode = await inodeOf(this.folder);
    if (inode !== null && inode === this.inode) return;
    const message = `The file of the store is gone from ${this.folder}: deleted, or another disk is mounted there. Nothing more is taken in. Bring the folder back, and start again.`;
    throw new PerspektivError('store/gone', message);
  }

  /**
   * Gives up an engine that refuses all further work, as it does when a checkpoint meets a full disk: the next use
   * starts a new one from what is on disk.
   */
  async giveUp(engine: Engine): Promise<void> {
    const current = this.current;
    if (!current || (await current) !== engine || this.current !== current) return;
    this.stopped = engine.stop();
    this.current = undefined;
  }

  async close(): Promise<void> {
    await this.housekeeping.settled();
    const engine = await this.current;
    await engine?.stop();
    await this.stopped;
  }
}

/** Which file lies in a folder, by device and number; `null` when there is none. */
async function inodeOf(folder: string): Promise<string | null> {
  const found = await stat(join(folder, FILE)).catch(() => null);
  return found && `${found.dev} ${found.ino}`;
}

/** The files that are open in this process, by folder, and whose turn it is to open or close one. */
const openings = new Turns([new Map<string, OpenFile>()]);

/** What can be asked: the file as it is at each question, or one snapshot of it. */
export interface Reading {
  read<T>(job: (reader: DuckDBConnection) => Promise<T>): Promise<T>;
}

/**
 * A hold on the store's file. All holds in a process share one engine: opening the file anew beside an open one would
 * silently lose what the first acknowledges. Errors come as `PerspektivError` with a code `store/…` (store-error.ts).
 */
export class DuckDb implements Reading {
  private closed = false;

  constructor(
    readonly folder: string,
    private readonly file: OpenFile,
  ) {}

  /** Asks in one snapshot, so that several statements see the same state. */
  read<T>(job: (reader: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.use((engine) => engine.read(job));
  }

  /** Asks several questions of one snapshot. */
  snapshot<T>(work: (snapshot: Reading) => Promise<T>): Promise<T> {
    return this.read((reader) => {
      const turn = inTurn(); // a connection answers one question at a time
      return work({ read: (job) => turn(() => job(reader)) });
    });
  }

  /** Writes in one transaction, after the writes that were asked for before; on disk when the promise resolves. */
  async write<T>(job: (writer: DuckDBConnection, engine: Engine) => Promise<T>): Promise<T> {
    try {
      return await this.use((engine) => engine.write((writer) => job(writer, engine)));
    } finally {
      this.file.writes += 1;
    }
  }

  /** Does some work while nothing is written to the file; reads go on. */
  standstill<T>(work: () => Promise<T>): Promise<T> {
    return this.use((engine) => engine.standstill(work));
  }

  /** Grows with every write to the file, by whichever hold; for caches. */
  get writes(): number {
    return this.file.writes;
  }

  /**
   * Whether a write could succeed now: the file is in its place, may be written to, and there is room. Throws `store/gone`,
   * `store/read-only` or `store/disk-full`.
   */
  expectWritable(): Promise<void> {
    return this.use(async () => {
      await this.file.expectThere();
      await access(this.folder, constants.W_OK).catch(() => {
        throw readOnly(this.folder);
      });
      const { bavail, bsize } = await statfs(this.folder);
      if (bavail * bsize < LEAST_FREE_BYTES) throw new Error('ENOSPC');
    });
  }

  /** Resolves when the reads that were asked for by now, with their older view of the store, are over. */
  readsSettled(): Promise<void> {
    return this.use((engine) => engine.readsSettled());
  }

  /** Runs one housekeeping at a time; it reads and writes through this same hold. */
  async housekeep<T>(job: () => Promise<T>): Promise<T> {
    try {
      return await this.file.housekeeping.use(job);
    } catch (thrown) {
      throw storeError(thrown, this.folder);
    }
  }

  /** Lets go; the last hold closes the file. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await openings.use(async (files) => {
      this.file.holders -= 1;
      if (this.file.holders > 0) return;
      files.delete(this.folder);
      await this.file.close();
    });
  }

  private async use<T>(job: (engine: Engine) => Promise<T>): Promise<T> {
    if (this.closed) throw new PerspektivError('store/closed', `The store in ${this.folder} is closed`);
    let engine: Engine | undefined;
    try {
      engine = await this.file.engine();
      const done = await job(engine);
      await this.file.expectThere(); // what was written to a file that nobody finds again is not acknowledged
      return done;
    } catch (thrown) {
      if (engine && isFatal(thrown)) await this.file.giveUp(engine);
      throw storeError(thrown, this.folder);
    }
  }
}

function readOnly(folder: string): PerspektivError {
  const message = `The data folder ${folder} cannot be written to: its disk is mounted read-only, or the rights have changed. Give the program's user the right to write there.`;
  return new PerspektivError('store/read-only', message);
}

/**
 * Opens `store.duckdb` in a folder, which is made when it is missing, and brings it to the current version.
 * Throws `store/held` when another process holds it and `store/newer-file` when a later program wrote it.
 */
export async function openDuckDb(folder: string): Promise<DuckDb> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const place = await realpath(folder);
    return await openings.use(async (files) => {
      const file = files.get(place) ?? (await OpenFile.open(place));
      files.set(place, file);
      file.holders += 1;
      return new DuckDb(place, file);
    });
  } catch (thrown) {
    throw storeError(thrown, folder);
  }
}
