import { type LedgerAmount } from './sie-ledger.js';

/** What was booked on an account and a cost centre in a month; every krona of the ledger is in one of them. */
export interface MonthEntry {
  readonly line: number;
  readonly account: string;
  readonly month: string;
  /** `null`: booked on none. */
  readonly costCentre: string | null;
  readonly ore: number;
}

/**
 * How the balances of an account are to be added up. `layers`, by the format (#PSALDO, point 5): a month is given for the
 * account as a whole, and once more for each dimension that it is divided by. `parts`, as some programs write: each krona
 * once, the line without objects holding what is on none.
 */
export type BalanceReading = 'layers' | 'parts';

/** An account's balances in one month. */
export interface AccountMonth {
  readonly account: string;
  readonly month: string;
  /** The line without objects. */
  total: LedgerAmount | null;
  /** Lines with objects of one dimension, or of several. */
  readonly objects: LedgerAmount[];
}

/** Balances by account and month. In type 2, objects are to be ignored (point 4) where there is a line without. */
export function accountMonths(amounts: Iterable<LedgerAmount>, type: number): AccountMonth[] {
  const months = new Map<string, AccountMonth>();
  for (const amount of amounts) {
    const { account, month, objects } = amount;
    const key = `${account} ${month}`;
    const held = months.get(key) ?? { account, month, total: null, objects: [] };
    months.set(key, held);
    if (objects.size === 0) held.total = amount;
    else held.objects.push(amount);
  }
  if (type === 2) for (const { total, objects } of months.values()) if (total) objects.length = 0;
  return [...months.values()];
}

/** What an account's month sums up to. */
export function wholeOf(month: AccountMonth, reading: BalanceReading): number {
  const { total, objects } = month;
  if (reading === 'parts') return (total?.ore ?? 0) + sumOf(objects);
  // Without a line for the whole, each dimension tells as much of it as is on its objects: the one that tells most.
  return (
    total?.ore ?? divisionsOf(month).reduce((most, ore) => (Math.abs(ore) > Math.abs(most) ? ore : most), 0)
  );
}

/** What is on the objects of each dimension. */
export function divisionsOf({ objects }: AccountMonth): number[] {
  const dimensions = new Set(objects.flatMap((amount) => [...amount.objects.keys()]));
  return [...dimensions].map((dimension) => sumOf(onObjects(objects, dimension).values()));
}

/** An account's month by cost centre: together, the entries are what it sums up to. */
export function balanceEntries(
  month: AccountMonth,
  reading: BalanceReading,
  dimension: number,
): MonthEntry[] {
  const { account, month: name, total, objects } = month;
  const place = { account, month: name };
  const own = reading === 'layers' ? onObjects(objects, dimension) : partsOn(objects, dimension);
  const entries = [...own].map(([costCentre, { line, ore }]) => ({ ...place, line, costCentre, ore }));
  const left = wholeOf(month, reading) - sumOf(entries);
  if (left === 0 && entries.length > 0) return entries;
  const line = (total ?? objects[0])?.line ?? 0;
  return [...entries, { ...place, line, costCentre: null, ore: left }];
}

/** Transactions by month, account and cost centre. */
export function transactionEntries(
  transactions: Iterable<LedgerAmount>,
  dimensionOf: (month: string) => number,
): MonthEntry[] {
  const sums = new Map<string, MonthEntry>();
  for (const { line, account, month, objects, ore } of transactions) {
    const costCentre = objects.get(dimensionOf(month)) ?? null;
    const key = JSON.stringify([account, month, costCentre]);
    const held = sums.get(key) ?? { line, account, month, costCentre, ore: 0 };
    sums.set(key, { ...held, ore: held.ore + ore });
  }
  return [...sums.values()];
}

interface Amount {
  readonly line: number;
  readonly ore: number;
}

/**
 * What is on each object of a dimension, when each dimension divides the whole anew: its own line, else the lines that
 * divide it further by other dimensions.
 */
function onObjects(amounts: readonly LedgerAmount[], dimension: number): ReadonlyMap<string, Amount> {
  const own = amounts.filter(({ objects }) => objects.size === 1);
  const several = amounts.filter(({ objects }) => objects.size > 1);
  return new Map([...partsOn(several, dimension), ...partsOn(own, dimension)]);
}

/** The lines of each object of a dimension, added up. */
function partsOn(amounts: readonly LedgerAmount[], dimension: number): ReadonlyMap<string, Amount> {
  const parts = new Map<string, Amount>();
  for (const { objects, line, ore } of amounts) {
    const object = objects.get(dimension);
    if (object === undefined) continue;
    const held = parts.get(object) ?? { line, ore: 0 };
    parts.set(object, { ...held, ore: held.ore + ore });
  }
  return parts;
}

function sumOf(amounts: Iterable<{ readonly ore: number }>): number {
  let sum = 0;
  for (const { ore } of amounts) sum += ore;
  return sum;
}
