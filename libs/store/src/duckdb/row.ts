import { type DuckDBValue, DuckDBBlobValue, DuckDBListValue } from '@duckdb/node-api';
import { type SliceKey, DATASETS, PerspektivError } from '#core';

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
      part: this.text('part'),
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

  /** None where the column holds nothing. */
  bytesOrNone(column: string): Uint8Array {
    return this.value(column) === null ? new Uint8Array() : this.bytes(column);
  }

  texts(column: string): string[] {
    const value = this.value(column);
    if (!(value instanceof DuckDBListValue)) throw this.wrong(column);
    return value.items.map(String);
  }

  numbers(column: string): number[] {
    const value = this.value(column);
    if (!(value instanceof DuckDBListValue)) throw this.wrong(column);
    return value.items.map(Number);
  }
}
