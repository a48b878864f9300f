import {
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
  BIGINT,
  BOOLEAN,
  LIST,
  VARCHAR,
  blobValue,
  listValue,
} from '@duckdb/node-api';
import { Row } from './row.js';

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
