import { Temporal } from 'temporal-polyfill';
import {
  type DatasetId,
  type DeliveryStanding,
  type DeliveryState,
  Period,
  type PeriodType,
  cityTime,
  midnightMs,
} from '#core';
import { type Catalogue } from '#catalogue';
import { groupedBy } from './grouped-by.js';
import { owedBy } from './owed.js';

/** A slice that was handed in, and when it first was. */
export interface DeliveredSlice {
  readonly dataset: DatasetId;
  readonly unit: string;
  readonly period: string;
  readonly receivedAtMs: number;
}

/** The periods of a type that end within a period. */
function periodsEndingIn(type: PeriodType, within: Period): Period[] {
  const ends = within.months().map((month) => Period.at(type, month.startMs));
  const distinct = new Map(ends.map((period) => [period.toString(), period]));
  return [...distinct.values()].filter((period) => within.contains(period.lastMonth));
}

function standing(receivedAtMs: number | null, dueMs: number, nowMs: number): DeliveryStanding {
  if (receivedAtMs !== null) return receivedAtMs < dueMs ? 'delivered' : 'late';
  return nowMs < dueMs ? 'due' : 'missing';
}

function dueDay(period: Period, dueDays: number): Temporal.PlainDate {
  return Temporal.PlainDate.from(period.lastDay).add({ days: dueDays });
}

/**
 * How every owed delivery stands that is for a period ending within `period`: of each unit, in the order of the catalogue.
 * A delivery is on time through its last day in the city. Slices do not tell their rows' labels: of two deliveries of the
 * same data set, a slice counts for both.
 */
export function deliveryStates(
  catalogue: Catalogue,
  slices: readonly DeliveredSlice[],
  { period, nowMs }: { readonly period: Period; readonly nowMs: number },
): DeliveryState[] {
  const handedIn = groupedBy(slices, ({ dataset, unit }) => `${dataset} ${unit}`);
  const owedPeriods = (cadence: PeriodType, dueDays: number) =>
    periodsEndingIn(cadence, period).map((owed) => {
      const lastDay = dueDay(owed, dueDays);
      return { owed, dueDate: lastDay.toString(), dueMs: midnightMs(lastDay.add({ days: 1 })) };
    });
  const known = new Map<string, ReturnType<typeof owedPeriods>>(); // by rule: the calendar is slow
  return [...catalogue.units.keys()].flatMap((unit) =>
    owedBy(catalogue, unit).flatMap(({ id, dataset, cadence, dueDays }) => {
      const due = known.get(id) ?? owedPeriods(cadence, dueDays);
      known.set(id, due);
      return due.map(({ owed, dueDate, dueMs }): DeliveryState => {
        const received = (handedIn.get(`${dataset} ${unit}`) ?? [])
          .filter((slice) => isFor(slice, owed))
          .map((slice) => slice.receivedAtMs);
        const receivedAtMs = received.length > 0 ? Math.min(...received) : null;
        return {
          unit,
          delivery: id,
          dataset,
          period: owed.toString(),
          dueDate,
          state: standing(receivedAtMs, dueMs, nowMs),
          receivedAt: receivedAtMs === null ? null : cityTime(receivedAtMs),
        };
      });
    }),
  );
}

/** A slice for a part of what is owed, or for more, counts as handed in. */
function isFor(slice: DeliveredSlice, owed: Period): boolean {
  if (slice.period === owed.toString()) return true;
  const given = Period.of(slice.period);
  return owed.contains(given) || given.contains(owed);
}
