import { setImmediate } from 'node:timers/promises';
import {
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
  BIGINT,
  DOUBLE,
  DuckDBDataChunk,
  VARCHAR,
} from '@duckdb/node-api';

/** How a column of a table is filled from an item. */
export interface Column<T> {
  readonly type: DuckDBType;
  readonly value: (item: T) => DuckDBValue;
}

/** Milliseconds since the epoch, and other whole numbers beyond 32 bits. */
export function whole<T>(value: (item: T) => number | null): Column<T> {
  return {
    type: BIGINT,
    value: (item) => {
      const number = value(item);
      return number === null ? null : BigInt(number);
    },
  };
}

export function text<T>(value: (item: T) => string | null | undefined): Column<T> {
  return { type: VARCHAR, value: (item) => value(item) ?? null };
}

export function real<T>(value: (item: T) => number | null | undefined): Column<T> {
  return { type: DOUBLE, value: (item) => value(item) ?? null };
}

/** Rows in one data chunk: the engine's vector size. */
const CHUNK_ROWS = 2048;

/** A table and how its columns, in its own order, are filled. */
export interface AppendTarget<T> {
  readonly table: string;
  readonly columns: readonly Column<T>[];
}

/**
 * Appends items to a table. Belongs inside a transaction: the appender's flush then stays in memory and the commit does
 * the waiting, off the event loop.
 */
export async function append<T>(
  connection: DuckDBConnection,
  { table, columns }: AppendTarget<T>,
  items: readonly T[],
): Promise<void> {
  if (items.length === 0) return;
  const types = columns.map((column) => column.type);
  const appender = await connection.createAppender(table);
  try {
    for (let from = 0; from < items.length; from += CHUNK_ROWS) {
      const rows = items.slice(from, from + CHUNK_ROWS);
      const chunk = DuckDBDataChunk.create(types, rows.length);
      chunk.setColumns(columns.map((column) => rows.map(column.value)));
      appender.appendDataChunk(chunk);
      // Probes and readers keep their time during a bulk load.
      await setImmediate();
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}
