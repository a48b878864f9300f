import { type ValidationOptions } from 'class-validator';
import { Temporal } from 'temporal-polyfill';
import { Normalised } from './built.js';
import { ID, isDay, shaped } from './shapes.js';

/** A value and the days on which it holds, both included. */
export interface DatedRow<T extends string = string> {
  readonly value: T;
  /** Absent: from the day after the row before, or, in the first row, always. */
  readonly from?: string;
  /** Absent: until the day before the next row, or, in the last row, for good. */
  readonly to?: string;
}

/** A value that always holds, or rows of values in the order of their days, without gap or overlap. */
export type Dated<T extends string = string> = T | readonly DatedRow<T>[];

/** The ISO day after an ISO day. */
export function dayAfter(dateIso: string): string {
  return Temporal.PlainDate.from(dateIso).add({ days: 1 }).toString();
}

/** The first day of a row; `null` when it holds from the beginning. */
export function firstDayOf(rows: readonly DatedRow[], index: number): string | null {
  const row = rows[index];
  if (row?.from !== undefined) return row.from;
  const before = rows[index - 1]?.to;
  return before === undefined ? null : dayAfter(before);
}

/**
 * The value on an ISO day: the last that began by then, or the first one. `2026-06-31` is good for the end of a month that is
 * shorter: days are compared as texts.
 */
export function valueOn<T extends string>(dated: Dated<T>, dateIso: string): T {
  if (typeof dated === 'string') return dated;
  const began = dated.findLast((_, index) => (firstDayOf(dated, index) ?? '') <= dateIso) ?? dated[0];
  if (!began) throw new RangeError('A dated value without rows was not checked');
  return began.value;
}

/** Every value that ever holds, in order. */
export function valuesOf<T extends string>(dated: Dated<T>): readonly T[] {
  return typeof dated === 'string' ? [dated] : [...new Set(dated.map(({ value }) => value))];
}

/** The days on which the value becomes another. */
export function changesOf(dated: Dated): string[] {
  if (typeof dated === 'string') return [];
  return dated.flatMap(({ value }, index) => {
    const from = index === 0 || dated[index - 1]?.value === value ? null : firstDayOf(dated, index);
    return from === null ? [] : [from];
  });
}

const ROW_KEYS = ['value', 'from', 'to'];

function isRow(row: unknown, isValue: (value: unknown) => boolean): boolean {
  if (typeof row !== 'object' || row === null) return false;
  const { value, from, to } = row as Record<string, unknown>;
  return (
    Object.keys(row).every((key) => ROW_KEYS.includes(key)) &&
    isValue(value) &&
    [from, to].every((day) => day === undefined || isDay(day))
  );
}

function isDated(isValue: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) =>
    Array.isArray(value) ? value.length > 0 && value.every((row) => isRow(row, isValue)) : isValue(value);
}

/** Rows may name their value by the key that they stand under (`owner: [{ owner: a, to: … }]`), and ids as bare numbers. */
function rowsNormalised(written: unknown, key: string): unknown {
  const asText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);
  if (!Array.isArray(written)) return asText(written);
  return written.map((row: unknown) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return row;
    const { [key]: named, ...rest } = row as Record<string, unknown>;
    const value = 'value' in rest ? rest.value : named;
    return {
      ...rest,
      ...(named !== undefined && 'value' in rest ? { [key]: named } : {}),
      value: asText(value),
    };
  });
}

/** A value that may be dated; `among` are the values there are, otherwise it is an id. */
export function IsDated({ among }: { readonly among?: readonly string[] } = {}): PropertyDecorator {
  const isValue = (value: unknown): boolean =>
    typeof value === 'string' && (among ? among.includes(value) : ID.test(value));
  const decorate = shaped({
    name: 'isDated',
    holds: isDated(isValue),
    must: `${among ? `one of ${among.join(', ')}` : 'an id'}, or rows that say from and to which day each holds`,
    remedy: `Write a value, or rows: [{ value: ${among?.[0] ?? 'a'}, to: 2026-06-30 }, { value: ${among?.[1] ?? 'b'}, from: 2026-07-01 }].`,
  })({} satisfies ValidationOptions);
  return (target, key) => {
    decorate(target, key);
    Normalised((written) => rowsNormalised(written, String(key)))(target, key);
  };
}
