import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { PerspektivError } from '#core';
import { migrate } from './migrations.js';
import { dropUnnamedFiles } from './segment-files.js';
import { ask, run } from './sql.js';
import { storeError } from './store-error.js';
import { Turns } from './turns.js';

/** Reads at a time: more would fill the thread pool that the writer, files and name look-ups also need. */
const READERS = 2;

function settings(folder: string): Record<string, string> {
  return {
    threads: '2',
    memory_limit: '2GB',
    temp_directory: join(folder, 'tmp'),
    checkpoint_threshold: '16MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  };
}

async function inTransaction<T>(
  connection: DuckDBConnection,
  begin: string,
  job: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  await run(connection, begin);
  try {
    const answer = await job(connection);
    await run(connection, 'COMMIT');
    return answer;
  } catch (thrown) {
    // A failed commit has already ended the transaction: then there is nothing to roll back.
    await run(connection, 'ROLLBACK').catch(() => undefined);
    throw thrown;
  }
}

async function nextArrival(reader: DuckDBConnection): Promise<number> {
  const sql = 'SELECT coalesce(max(arrival), 0) AS last FROM sample_hot';
  const [last = 0] = await ask(reader, { sql }, (row) => row.number('last'));
  return last + 1;
}

/** The one instance of a file in this process, with its connections. */
class OpenFile {
  holders = 0;
  nextArrival = 1;
  readonly housekeeping = new Turns([this]);
  readonly writer: Turns<DuckDBConnection>;
  readonly readers: Turns<DuckDBConnection>;

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connections: readonly DuckDBConnection[],
  ) {
    this.writer = new Turns(connections.slice(0, 1));
    this.readers = new Turns(connections.slice(1));
  }

  static async open(folder: string): Promise<OpenFile> {
    const instance = await DuckDBInstance.fromCache(join(folder, 'store.duckdb'), settings(folder));
    const connections: DuckDBConnection[] = [];
    try {
      for (let count = 0; count < 1 + READERS; count++) connections.push(await instance.connect());
      const file = new OpenFile(instance, connections);
      await file.writer.use(migrate);
      file.nextArrival = await file.writer.use(nextArrival);
      await file.writer.use((writer) => dropUnnamedFiles(writer, folder));
      return file;
    } catch (thrown) {
      for (const connection of connections) connection.closeSync();
      instance.closeSync();
      throw thrown;
    }
  }

  /** After every job that was asked for before. */
  async close(): Promise<void> {
    await this.housekeeping.use(() => this.readers.settled());
    // Best effort: what a full disk keeps from being checkpointed stays in the log, and is read from there.
    await this.writer.use((writer) => run(writer, 'CHECKPOINT')).catch(() => undefined);
    for (const connection of this.connections) connection.closeSync();
    this.instance.closeSync();
  }
}

/** The files that are open in this process, by folder, and whose turn it is to open or close one. */
const openFiles = new Map<string, OpenFile>();
const openings = new Turns([openFiles]);

/**
 * A hold on the store's file. All holds in a process share one instance: opening the file anew beside an open one would
 * silently lose what the first acknowledges. Errors come as `PerspektivError` with a code `store/…` (store-error.ts).
 */
export class DuckDb {
  private closed = false;

  constructor(
    readonly folder: string,
    private readonly file: OpenFile,
  ) {}

  /** Asks in one snapshot, so that several statements see the same state. */
  read<T>(job: (reader: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.guard(() =>
      this.file.readers.use((reader) => inTransaction(reader, 'BEGIN TRANSACTION READ ONLY', job)),
    );
  }

  /** Writes in one transaction, after the writes that were asked for before; on disk when the promise resolves. */
  write<T>(job: (writer: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.guard(() =>
      this.file.writer.use((writer) => inTransaction(writer, 'BEGIN TRANSACTION', job)),
    );
  }

  /** The first of `count` numbers that tell in which order raw samples came; for use inside a write. */
  claimArrivals(count: number): number {
    const first = this.file.nextArrival;
    this.file.nextArrival += count;
    return first;
  }

  /** Runs one housekeeping at a time; it reads and writes through this same hold. */
  housekeep<T>(job: () => Promise<T>): Promise<T> {
    return this.guard(() => this.file.housekeeping.use(job));
  }

  /** Resolves when the reads that were asked for by now, with their older view of the store, are over. */
  readsSettled(): Promise<void> {
    return this.file.readers.settled();
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

  private async guard<T>(job: () => Promise<T>): Promise<T> {
    if (this.closed) throw new PerspektivError('store/closed', `The store in ${this.folder} is closed`);
    try {
      return await job();
    } catch (thrown) {
      throw storeError(thrown, this.folder);
    }
  }
}

/**
 * Opens `store.duckdb` in a folder, which is made when it is missing, and brings it to the current version.
 * Throws `store/held` when another process holds it and `store/newer-file` when a later program wrote it.
 */
export async function openDuckDb(folder: string): Promise<DuckDb> {
  try {
    await mkdir(folder, { recursive: true });
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
