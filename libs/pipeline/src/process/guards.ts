const LATEST_MS = Date.UTC(8_000, 0);

/** Tells whether something that was read back is of a type. */
export type Guard<T> = (value: unknown) => value is T;

/** A guard for every field of a type, so that a new field cannot be forgotten. */
type Fields<T> = { readonly [K in keyof T]-?: Guard<T[K]> };

export const isText: Guard<string> = (value): value is string => typeof value === 'string';
export const isNumber: Guard<number> = (value): value is number => typeof value === 'number';
/** Milliseconds since the epoch that a clock of this city can show; no later than the year 8000. */
export const isInstant: Guard<number> = (value): value is number =>
  typeof value === 'number' && Math.abs(value) < LATEST_MS;

/** One of some words. */
export function isWord<const T extends string>(...words: readonly T[]): Guard<T> {
  return (value): value is T => words.some((word) => word === value);
}

export function isNullOr<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

/** There, or left out. */
export function isMaybe<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function isListOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every((item) => guard(item));
}

/** Of either type. */
export function isEither<A, B>(a: Guard<A>, b: Guard<B>): Guard<A | B> {
  return (value): value is A | B => a(value) || b(value);
}

/** An object with these fields, and maybe more: what a later version added is no fault. */
export function isObject<T extends object>(fields: Fields<T>): Guard<T> {
  const guards = Object.entries<(value: unknown) => boolean>(fields);
  return (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    guards.every(([name, guard]) => guard(Reflect.get(value, name)));
}

/** An object whose fields all have the same type. */
export function isRecordOf<T>(guard: Guard<T>): Guard<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> =>
    typeof value === 'object' && value !== null && Object.values(value).every((field) => guard(field));
}
