import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { migrate } from './migrations.js';
import { ask, run } from './sql.js';
import { Turns } from '../turns.js';

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

/** DuckDB on one file with its connections: one that writes, some that read. Only duck-db.ts may start one. */
export class Engine {
  private readonly writer: Turns<DuckDBConnection>;
  private readonly readers: Turns<DuckDBConnection>;
  private nextArrival = 1;

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connections: readonly DuckDBConnection[],
  ) {
    this.writer = new Turns(connections.slice(0, 1));
    this.readers = new Turns(connections.slice(1));
  }

  /** Opens the file and brings it to the current version. */
  static async start(folder: string): Promise<Engine> {
    const instance = await DuckDBInstance.fromCache(join(folder, 'store.duckdb'), settings(folder));
    const connections: DuckDBConnection[] = [];
    for (let count = 0; count < 1 + READERS; count++) connections.push(await instance.connect());
    const engine = new Engine(instance, connections);
    try {
      await engine.prepare();
      return engine;
    } catch (thrown) {
      engine.disconnect();
      throw thrown;
    }
  }

  private async prepare(): Promise<void> {
    await this.writer.use(migrate);
    const sql = 'SELECT coalesce(max(arrival), 0) AS last FROM sample_hot';
    const [last = 0] = await this.read((reader) => ask(reader, { sql }, (row) => row.number('last')));
    this.nextArrival = last + 1;
  }

  /** Asks in one snapshot, so that several statements see the same state. */
  read<T>(job: (reader: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.readers.use((reader) => inTransaction(reader, 'BEGIN TRANSACTION READ ONLY', job));
  }

  /** Writes in one transaction, after the writes that were asked for before. */
  write<T>(job: (writer: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.writer.use((writer) => inTransaction(writer, 'BEGIN TRANSACTION', job));
  }

  /** The first of `count` numbers that tell in which order raw samples came; for use inside a write. */
  claimArrivals(count: number): number {
    const first = this.nextArrival;
    this.nextArrival += count;
    return first;
  }

  /** Does some work while nothing is written, after the writes that were asked for before. */
  standstill<T>(work: () => Promise<T>): Promise<T> {
    return this.writer.use(work);
  }

  /** Resolves when the reads that were asked for by now, with their older view of the store, are over. */
  readsSettled(): Promise<void> {
    return this.readers.settled();
  }

  /** After the reads and writes that were asked for before. */
  async stop(): Promise<void> {
    await this.readers.settled();
    // Best effort: what cannot be checkpointed now stays in the log, and is read from there.
    await this.writer.use((writer) => run(writer, 'CHECKPOINT')).catch(() => undefined);
    this.disconnect();
  }

  private disconnect(): void {
    for (const connection of this.connections) connection.closeSync();
    this.instance.closeSync();
  }
}
