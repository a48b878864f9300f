import { PerspektivError } from '#core';
import { plainText } from './influx-ql.js';
import { type Series } from './influx-db.js';

/** One row of an answer, read by column or tag. What is of another type than it is read as throws `store/failed`. */
export class InfluxRow {
  constructor(
    private readonly series: Series,
    private readonly places: ReadonlyMap<string, number>,
    private readonly values: readonly unknown[],
  ) {}

  /** The text of a tag that the answer is grouped by; `null` when the series has none. */
  tag(name: string): string | null {
    const text = this.series.tags?.[name];
    return text ? plainText(text) : null;
  }

  get timeMs(): number {
    return this.number('time');
  }

  number(column: string): number {
    const value = this.numberOrNull(column);
    if (value === null) throw this.wrong(column);
    return value;
  }

  numberOrNull(column: string): number | null {
    const value = this.value(column);
    if (value === null || typeof value === 'number') return value;
    throw this.wrong(column);
  }

  textOrNull(column: string): string | null {
    const value = this.value(column);
    if (value === null || typeof value === 'string') return value;
    throw this.wrong(column);
  }

  flag(column: string): boolean {
    const value = this.value(column);
    if (typeof value !== 'boolean') throw this.wrong(column);
    return value;
  }

  /** One of the words of a closed list. */
  oneOf<W extends string>(words: readonly W[], column: string): W {
    const value = this.value(column);
    const word = words.find((each) => each === value);
    if (word === undefined) throw this.wrong(column);
    return word;
  }

  private value(column: string): unknown {
    const place = this.places.get(column);
    return place === undefined ? null : (this.values[place] ?? null);
  }

  private wrong(column: string): PerspektivError {
    const text = `${column} of ${this.series.name} in InfluxDB holds something unexpected`;
    return new PerspektivError('store/failed', text);
  }
}

/** All rows of an answer, as something else each. */
export function rowsOf<T>(answer: readonly Series[], convert: (row: InfluxRow) => T): T[] {
  return answer.flatMap((series) => {
    const places = new Map(series.columns.map((column, place) => [column, place]));
    return (series.values ?? []).map((values) => convert(new InfluxRow(series, places, values)));
  });
}

/** For sorting texts as the embedded engine does. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
