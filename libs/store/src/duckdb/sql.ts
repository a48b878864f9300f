import { setImmediate } from 'node:timers/promises';
import {
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
  BIGINT,
  BOOLEAN,
  DOUBLE,
  DuckDBBlobValue,
  DuckDBDataChunk,
  DuckDBListValue,
  LIST,
  VARCHAR,
  blobValue,
  listValue,
} from '@duckdb/node-api';
import { type SliceKey, DATASETS, PerspektivError } from '#core';

/** What may be bound to a `$name` in SQL. Numbers are whole: milliseconds and counts. */
export type Bindable = string | number | boolean | null | Uint8Array | readonly string[] | readonly number[];
export type Bindings = Readonly<Record<string, Bindable>>;

function boundList(list: readonly (string | number)[]): [DuckDBValue, DuckDBType] {
  return list.every((item) => typeof item === 'number')
    ? [listValue(list.map(BigInt)), list.length > 0 ? LIST(BIGINT) : LIST(VARCHAR)]
    : [listValue(list), LIST(VARCHAR)];
}

function bound(value: Bindable): [DuckDBValue, DuckDBType | undefined] {
  if (value === null) return [null, undefined];
  switch (typeof value) {
    case 'number':
      return [BigInt(value), BIGINT];
    case 'string':
      return [value, VARCHAR];
    case 'boolean':
      return [value, BOOLEAN];
    default:
      return value instanceof Uint8Array ? [blobValue(value), undefined] : boundList(value);
  }
}

/** One row of an answer, read by column name. A column of another type than it is read as throws `store/failed`. */
export class Row {
  constructor(
    private readonly places: ReadonlyMap<string, number>,
    private readonly values: readonly DuckDBValue[],
  ) {}

  private value(column: string): DuckDBValue {
    const place = this.places.get(column);
    if (place === undefined) throw new PerspektivError('store/failed', `The answer has no column ${column}`);
    return this.values[place] ?? null;
  }

  private wrong(column: string): PerspektivError {
    return new PerspektivError('store/failed', `Column ${column} holds something unexpected`);
  }

  text(column: string): string {
    const value = this.value(column);
    if (typeof value !== 'string') throw this.wrong(column);
    return value;
  }

  textOrNull(column: string): string | null {
    return this.value(column) === null ? null : this.text(column);
  }

  /** One of the words of a closed list. */
  oneOf<W extends string>(words: readonly W[], column: string): W {
    const value = this.value(column);
    const word = words.find((each) => each === value);
    if (word === undefined) throw this.wrong(column);
    return word;
  }

  number(column: string): number {
    const value = this.value(column);
    if (typeof value === 'number') return value;
    if (typeof value === 'bigint') return Number(value);
    throw this.wrong(column);
  }

  numberOrNull(column: string): number | null {
    return this.value(column) === null ? null : this.number(column);
  }

  /** The slice that the row is of. */
  sliceKey(): SliceKey {
    return {
      dataset: this.oneOf(DATASETS, 'dataset'),
      unit: this.text('unit'),
      period: this.text('period'),
      source: this.text('source'),
    };
  }

  flag(column: string): boolean {
    const value = this.value(column);
    if (typeof value !== 'boolean') throw this.wrong(column);
    return value;
  }

  bytes(column: string): Uint8Array {
    const value = this.value(column);
    if (!(value instanceof DuckDBBlobValue)) throw this.wrong(column);
    return value.bytes;
  }

  numbers(column: string): number[] {
    const value = this.value(column);
    if (!(value instanceof DuckDBListValue)) throw this.wrong(column);
    return value.items.map(Number);
  }
}

/** Runs a statement that answers nothing; values are bound, never spliced. */
export async function run(connection: DuckDBConnection, sql: string, bindings?: Bindings): Promise<void> {
  // Without values there is nothing to prepare: that halves the cost of beginning and committing.
  if (!bindings) await connection.run(sql);
  else {
    const { values, types } = bind(bindings);
    await connection.run(sql, values, types);
  }
}

/** Asks a question and makes of each row what the caller wants; rows are streamed out of the engine. */
export async function ask<T>(
  connection: DuckDBConnection,
  question: { readonly sql: string; readonly bindings?: Bindings },
  toAnswer: (row: Row) => T,
): Promise<T[]> {
  const { values, types } = bind(question.bindings ?? {});
  const result = await connection.stream(question.sql, values, types);
  const places = new Map(result.columnNames().map((name, place) => [name, place]));
  const answers: T[] = [];
  for await (const rows of result.yieldRows()) {
    for (const values of rows) answers.push(toAnswer(new Row(places, values)));
  }
  return answers;
}

function bind(bindings: Bindings): {
  values: Record<string, DuckDBValue>;
  types: Record<string, DuckDBType | undefined>;
} {
  const values: Record<string, DuckDBValue> = {};
  const types: Record<string, DuckDBType | undefined> = {};
  for (const [name, value] of Object.entries(bindings)) [values[name], types[name]] = bound(value);
  return { values, types };
}

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
