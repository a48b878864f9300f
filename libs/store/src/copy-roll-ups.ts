import { type AvailabilityRow, type Interval, type Outage, type RollUp, cityDate, midnightMs } from '#core';
import { type FactReader, type Facts } from './facts.js';

/** Nothing was measured by any version of this program before, nor will be after. */
const EVER = { startMs: Date.UTC(2000, 0), endMs: Date.UTC(2200, 0) };
/** So many days go in one transaction. */
const DAYS_AT_ONCE = 7;
const DAY_MS = 86_400_000;

/** Is told how many days are done, of how many. */
export type TellDays = (done: number, all: number) => void;

/**
 * Copies roll-ups and outages, oldest first, but for the days of systems that are there already: so what was broken off goes
 * on where it was, and what was rolled up meanwhile stands. Answers how many days of systems were copied.
 */
export async function copyRollUps(
  source: Pick<FactReader, 'availability' | 'outages'>,
  target: Pick<Facts, 'availability' | 'writeRollUps'>,
  tell: TellDays,
): Promise<number> {
  const days = groupedBy(await source.availability({ ...EVER, granularity: 'day' }), startOf);
  const outages = groupedBy(await source.outages(EVER), systemOf);
  const starts = [...days.keys()].sort((a, b) => a - b);
  let copied = 0;
  for (let first = 0; first < starts.length; first += DAYS_AT_ONCE) {
    const some = starts.slice(first, first + DAYS_AT_ONCE);
    const window = { startMs: some[0] ?? 0, endMs: dayAfter(some.at(-1) ?? 0) };
    const there = await target.availability({ ...window, granularity: 'day' });
    const known = new Set(there.map(nameOf));
    const hours = groupedBy(await source.availability({ ...window, granularity: 'hour' }), systemOf);
    const rollUps = some.flatMap((startMs) =>
      (days.get(startMs) ?? [])
        .filter((row) => !known.has(nameOf(row)))
        .map((row) => dayOf(row, { hours, outages })),
    );
    await target.writeRollUps(rollUps);
    copied += rollUps.length;
    tell(first + some.length, starts.length);
  }
  return copied;
}

function startOf({ startMs }: AvailabilityRow): number {
  return startMs;
}

function systemOf({ system }: { readonly system: string }): string {
  return system;
}

function nameOf({ system, startMs }: AvailabilityRow): string {
  return `${startMs} ${system}`;
}

/** The city's midnight after the one at an instant. */
function dayAfter(midnight: number): number {
  return midnightMs(cityDate(midnight + DAY_MS + 2 * 3_600_000));
}

function dayOf(
  row: AvailabilityRow,
  around: {
    readonly hours: ReadonlyMap<string, readonly AvailabilityRow[]>;
    readonly outages: ReadonlyMap<string, readonly Outage[]>;
  },
): RollUp {
  const { system, startMs } = row;
  const day = { startMs, endMs: dayAfter(startMs) };
  const hours = (around.hours.get(system) ?? []).filter((hour) => isIn(hour, day));
  const outages = (around.outages.get(system) ?? []).filter((outage) => isIn(outage, day));
  return { system, ...day, rows: [row, ...hours], outages };
}

function isIn({ startMs }: { readonly startMs: number }, window: Interval): boolean {
  return startMs >= window.startMs && startMs < window.endMs;
}

function groupedBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
