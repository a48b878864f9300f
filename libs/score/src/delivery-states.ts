import { Temporal } from 'temporal-polyfill';
import {
  type DatasetId,
  type DeliveryStanding,
  type DeliveryState,
  type ListedValues,
  Period,
  type PeriodType,
  type SliceHoldings,
  cityTime,
  midnightMs,
  swedishHolidays,
} from '#core';
import { type Catalogue, type Delivery } from '#catalogue';
import { groupedBy } from './grouped-by.js';
import { owedBy } from './owed.js';

/** A version of a slice that was handed in. */
export interface DeliveredSlice {
  readonly dataset: DatasetId;
  readonly unit: string;
  readonly period: string;
  readonly receivedAtMs: number;
  /** Whether it is what holds now. */
  readonly current: boolean;
  /** What its rows are of; `null` where that was not noted: then it counts for every delivery of its data set. */
  readonly holds: SliceHoldings | null;
}

type Where = Delivery['where'];

/** The periods, as text, whose slices can answer for what is owed in a period: all of the years that it belongs to. */
export function periodsAnswering(period: Period): string[] {
  const types: readonly PeriodType[] = ['month', 'quarter', 'tertial', 'year'];
  const years = new Set(period.months().map((month) => Period.at('year', month.startMs).toString()));
  const months = [...years].flatMap((year) => Period.of(year).months());
  return [
    ...new Set(types.flatMap((type) => months.map((month) => Period.at(type, month.startMs).toString()))),
  ];
}

/** The periods of a type that end within a period. */
function periodsEndingIn(type: PeriodType, within: Period): Period[] {
  const ends = within.months().map((month) => Period.at(type, month.startMs));
  const distinct = new Map(ends.map((period) => [period.toString(), period]));
  return [...distinct.values()].filter((period) => within.contains(period.lastMonth));
}

function answers(values: ListedValues | null, where: Where): boolean {
  return (
    values !== null &&
    Object.entries(where).every(([column, wanted]) => values[column]?.some((value) => wanted.includes(value)))
  );
}

function isAnswer({ holds }: DeliveredSlice, where: Where): boolean {
  return holds === null || answers(holds.given, where) || answers(holds.notApplicable, where);
}

function hasFigures({ holds }: DeliveredSlice, where: Where): boolean {
  return holds === null || answers(holds.given, where);
}

/**
 * When a delivery first came as the kind that holds now, figures or "ej aktuellt", as long as something of it does: who
 * first said that it makes no sense has not handed figures in (domain.md, section 8).
 */
function firstReceivedMs(versions: readonly DeliveredSlice[], where: Where): number | null {
  const own = versions.filter((version) => isAnswer(version, where));
  const now = own.filter(({ current }) => current);
  if (now.length === 0) return null;
  const isFigures = now.some((version) => hasFigures(version, where));
  const ofKind = own.filter((version) => hasFigures(version, where) === isFigures);
  return Math.min(...ofKind.map(({ receivedAtMs }) => receivedAtMs));
}

/** Whether all that holds now says that the delivery makes no sense. */
function isNotApplicable(versions: readonly DeliveredSlice[], where: Where): boolean {
  return versions
    .filter((version) => version.current && isAnswer(version, where))
    .every((version) => !hasFigures(version, where));
}

function standing(
  versions: readonly DeliveredSlice[],
  where: Where,
  { dueMs, nowMs }: { readonly dueMs: number; readonly nowMs: number },
): { readonly state: DeliveryStanding; readonly receivedAtMs: number | null } {
  const receivedAtMs = firstReceivedMs(versions, where);
  if (receivedAtMs === null) return { state: nowMs < dueMs ? 'due' : 'missing', receivedAtMs };
  if (isNotApplicable(versions, where)) return { state: 'not-applicable', receivedAtMs };
  return { state: receivedAtMs < dueMs ? 'delivered' : 'late', receivedAtMs };
}

/** So many days after a period; on a Saturday, Sunday or public holiday, the next working day. */
function dueDay(period: Period, dueDays: number): Temporal.PlainDate {
  let day = Temporal.PlainDate.from(period.lastDay).add({ days: dueDays });
  while (day.dayOfWeek > 5 || swedishHolidays(day.year).has(day.toString())) day = day.add({ days: 1 });
  return day;
}

/** When a delivery of a period is overdue: the midnight after its last day. */
export function dueMsOf(period: Period, dueDays: number): number {
  return midnightMs(dueDay(period, dueDays).add({ days: 1 }));
}

/**
 * How every owed delivery stands that is for a period ending within `period`: of each unit, in the order of the catalogue.
 * A delivery is on time through its last day in the city, and it is the first receipt that counts: a correction that comes
 * later does not make it late. Of two deliveries of the same data set, a version of a slice counts for those whose rows it
 * holds.
 */
export function deliveryStates(
  catalogue: Catalogue,
  versions: readonly DeliveredSlice[],
  { period, nowMs }: { readonly period: Period; readonly nowMs: number },
): DeliveryState[] {
  const handedIn = groupedBy(versions, ({ dataset, unit }) => `${dataset} ${unit}`);
  const owedPeriods = (cadence: PeriodType, dueDays: number) =>
    periodsEndingIn(cadence, period).map((owed) => {
      const lastDay = dueDay(owed, dueDays);
      return {
        owed,
        month: owed.lastMonth.toString(),
        dueDate: lastDay.toString(),
        dueMs: midnightMs(lastDay.add({ days: 1 })),
      };
    });
  const known = new Map<string, ReturnType<typeof owedPeriods>>(); // by rule: the calendar is slow
  const months = period.months().map(String);
  return [...catalogue.units.keys()].flatMap((unit) =>
    [...new Set(months.flatMap((month) => owedBy(catalogue, unit, month)))].flatMap((delivery) => {
      const { id, dataset, cadence, dueDays, where } = delivery;
      const every = known.get(id) ?? owedPeriods(cadence, dueDays);
      known.set(id, every);
      const due = every.filter(({ month }) => owedBy(catalogue, unit, month).includes(delivery));
      return due.map(({ owed, dueDate, dueMs }): DeliveryState => {
        const own = (handedIn.get(`${dataset} ${unit}`) ?? []).filter((slice) => isFor(slice, owed));
        const { state, receivedAtMs } = standing(own, where, { dueMs, nowMs });
        return {
          unit,
          delivery: id,
          dataset,
          period: owed.toString(),
          dueDate,
          state,
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
