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
  target: AppendTarget<T>,
  items: readonly T[],
): Promise<void> {
  if (items.length > 0) await appendParts(connection, target, [items]);
}

/** The same for items that come in parts, so that never all of them need be in memory. */
export async function appendParts<T>(
  connection: DuckDBConnection,
  { table, columns }: AppendTarget<T>,
  parts: AsyncIterable<readonly T[]> | Iterable<readonly T[]>,
): Promise<void> {
  const types = columns.map((column) => column.type);
  const appender = await connection.createAppender(table);
  try {
    for await (const items of inChunks(parts)) {
      const chunk = DuckDBDataChunk.create(types, items.length);
      chunk.setColumns(columns.map((column) => items.map(column.value)));
      appender.appendDataChunk(chunk);
      // Probes and readers keep their time during a bulk load.
      await setImmediate();
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}

async function* inChunks<T>(
  parts: AsyncIterable<readonly T[]> | Iterable<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  let gathered: T[] = [];
  for await (const part of parts) {
    for (let from = 0; from < part.length;) {
      const until = from + CHUNK_ROWS - gathered.length;
      gathered = gathered.concat(part.slice(from, until));
      from = until;
      if (gathered.length < CHUNK_ROWS) break;
      yield gathered;
      gathered = [];
    }
  }
  if (gathered.length > 0) yield gathered;
}
