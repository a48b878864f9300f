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
/** Chunks that are filled between two turns of the event loop, so that probes keep their time during a bulk load. */
const CHUNKS_A_TURN = 4;

/**
 * Appends items to a table, whose columns are given in the table's own order. Belongs inside a transaction: the
 * appender's flush then stays in memory and the commit does the waiting, off the event loop.
 */
export async function append<T>(
  connection: DuckDBConnection,
  target: { readonly table: string; readonly columns: readonly Column<T>[] },
  items: readonly T[],
): Promise<void> {
  if (items.length === 0) return;
  const types = target.columns.map((column) => column.type);
  const appender = await connection.createAppender(target.table);
  try {
    for (let from = 0; from < items.length; from += CHUNK_ROWS) {
      const part = items.slice(from, from + CHUNK_ROWS);
      const chunk = DuckDBDataChunk.create(types, part.length);
      chunk.setColumns(target.columns.map((column) => part.map(column.value)));
      appender.appendDataChunk(chunk);
      if ((from / CHUNK_ROWS) % CHUNKS_A_TURN === CHUNKS_A_TURN - 1) await setImmediate();
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}
