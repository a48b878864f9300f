import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PerspektivError, inTurn } from '#core';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { connectionTo } from './connection.js';
import { postgresError } from './postgres-error.js';

/** What may be bound to `$1`, `$2` … in SQL. */
export type Bindable = string | number | boolean | null | Uint8Array | readonly string[] | readonly number[];

/** Asks within a connection; rows are read by the names of their columns. */
export interface Asker {
  ask<Row extends object>(sql: string, bindings?: readonly Bindable[]): Promise<Row[]>;
  /** Runs a statement that answers nothing; gives how many rows it changed. */
  run(sql: string, bindings?: readonly Bindable[]): Promise<number>;
}

/** Asks and changes within a transaction. */
export interface Writing extends Asker {
  /** Sends what a `COPY … FROM STDIN` reads. */
  copy(sql: string, chunks: Iterable<string>): Promise<void>;
}

/** What can be asked: the database as it is at each question, or one snapshot of it. */
export interface Reading {
  read<T>(question: (asker: Asker) => Promise<T>): Promise<T>;
}

/** Every write holds this lock until it ends, in whichever process: one after the other, as in the embedded store. */
const WRITERS = 727_001;
/** A writer that says nothing for this long between two statements hangs: the server takes its transaction back (ADR 62). */
const SAYS_SOMETHING_WITHIN = '10s';
const CONNECTIONS = 8;

/**
 * The connections to one PostgreSQL database. One that is lost is replaced at the next question; what was asked on it fails with
 * `store/unreachable`, and may be asked again.
 */
export class Postgres implements Reading {
  private readonly pool: pg.Pool;
  /** Host, port and name of the database; without user and password, for people. */
  readonly at: string;
  private closed = false;

  constructor(address: string) {
    const { host, pathname } = new URL(address);
    this.at = `${host}${pathname}`;
    this.pool = new pg.Pool({ ...connectionTo(address), max: CONNECTIONS });
    // A connection that is lost is taken out of the pool by itself, and who waits for it is told; nobody else need be.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** Asks outside any transaction: each statement by itself. */
  async read<T>(question: (asker: Asker) => Promise<T>): Promise<T> {
    return this.guarded(() => question(askerOn(this.pool)));
  }

  /** Asks several questions of one snapshot. */
  snapshot<T>(work: (snapshot: Reading) => Promise<T>): Promise<T> {
    return this.inTransaction('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', (asker) => {
      const turn = inTurn(); // a connection answers one question at a time
      return work({ read: (question) => turn(() => question(asker)) });
    });
  }

  /** Does some work in one transaction, after all writes that came before; all of it is on disk when the promise resolves. */
  write<T>(work: (asker: Writing) => Promise<T>): Promise<T> {
    const begin = `
      BEGIN;
      SET LOCAL idle_in_transaction_session_timeout = '${SAYS_SOMETHING_WITHIN}';
      SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';
      SELECT pg_advisory_xact_lock(${WRITERS})`;
    return this.inTransaction(begin, work);
  }

  private inTransaction<T>(begin: string, work: (asker: Writing) => Promise<T>): Promise<T> {
    return this.guarded(async () => {
      const client = await this.pool.connect();
      let failure: unknown;
      try {
        await client.query(begin);
        const done = await work(writingOn(client));
        await client.query('COMMIT');
        return done;
      } catch (error) {
        failure = error;
        throw error;
      } finally {
        await release(client, failure);
      }
    });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.pool.end();
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    if (this.closed) throw new PerspektivError('store/closed', 'The ledger is closed');
    try {
      return await work();
    } catch (error) {
      throw postgresError(error, this.at);
    }
  }
}

/** Gives a connection back, when it can still be used: after a failure only if its transaction could be taken back. */
async function release(client: pg.PoolClient, failure: unknown): Promise<void> {
  if (failure === undefined) {
    client.release();
    return;
  }
  await client.query('ROLLBACK').then(
    () => {
      client.release();
    },
    () => {
      client.release(true);
    },
  );
}

function askerOn(connection: pg.Pool | pg.PoolClient): Asker {
  const query = (sql: string, bindings: readonly Bindable[] = []): Promise<pg.QueryResult> =>
    connection.query(sql, [...bindings]);
  return {
    ask: async <Row extends object>(sql: string, bindings?: readonly Bindable[]) =>
      (await query(sql, bindings)).rows as Row[],
    run: async (sql, bindings) => (await query(sql, bindings)).rowCount ?? 0,
  };
}

function writingOn(client: pg.PoolClient): Writing {
  const copy = (sql: string, chunks: Iterable<string>): Promise<void> =>
    pipeline(Readable.from(chunks, { objectMode: false }), client.query(copyFrom(sql)));
  return { ...askerOn(client), copy };
}
