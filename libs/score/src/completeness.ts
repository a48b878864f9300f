import { type Completeness, type DatasetId, type PeriodType, sumCompleteness } from '#core';
import { type Catalogue } from '#catalogue';
import { type BothSides, type SideFacts } from './side-facts.js';
import { type Fact, type UnitFacts, marksNotApplicable, matches } from './facts.js';
import { MONTHS_IN, type Month, type MonthSpan, monthsOfText, periodText } from './months.js';
import { deliveriesFor } from './owed.js';
import { type SidePlan, type Where } from './sides.js';

/** The periods of a cadence that end within a span. */
export function cadencePeriods(cadence: PeriodType, { first, last }: MonthSpan): MonthSpan[] {
  const length = MONTHS_IN[cadence];
  const periods: MonthSpan[] = [];
  for (let month = first; month <= last; month++) {
    if ((month + 1) % length === 0) periods.push({ first: month - length + 1, last: month });
  }
  return periods;
}

function overlap(a: MonthSpan, b: MonthSpan): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** One period of a delivery that a unit was expected to hand in. */
export interface UnitPeriod {
  /** Id of the delivery rule; the data set's own for what nobody asked for. */
  readonly delivery: string;
  readonly dataset: DatasetId;
  /** As it is written in the delivery's cadence: `2026-09`. */
  readonly period: string;
  readonly state: 'delivered' | 'missing' | 'not-applicable';
}

/** By delivery and period, so that what both sides take from the same delivery is counted once. */
type UnitPeriods = Map<string, UnitPeriod>;

/** What one side has, the other need not: delivered outweighs missing, which outweighs not applicable. */
const OUTWEIGHS: readonly UnitPeriod['state'][] = ['not-applicable', 'missing', 'delivered'];

function note(unitPeriods: UnitPeriods, next: UnitPeriod): void {
  const key = `${next.delivery} ${next.period}`;
  const known = unitPeriods.get(key);
  if (!known || OUTWEIGHS.indexOf(next.state) > OUTWEIGHS.indexOf(known.state)) unitPeriods.set(key, next);
}

interface DatasetSide extends SideFacts {
  readonly dataset: DatasetId;
}

/** Whether all that a side takes is what a delivery asks for, so that nothing of it need be looked at one by one. */
function within(side: Where, delivery: Where): boolean {
  return Object.entries(delivery).every(
    ([column, values]) => side[column]?.every((value) => values.includes(value)) ?? false,
  );
}

/** The months that what a unit gives for a delivery is about. */
function givenSpans(given: UnitFacts | undefined, side: SidePlan, delivery: Where): readonly MonthSpan[] {
  if (!given) return [];
  if (within(side.where, delivery)) return given.spans;
  return given.facts.filter((fact) => matches(fact, delivery)).map(({ months }) => months);
}

/** What the deliveries that hold a side's data led to expect, and what came. */
function noteOwed(unitPeriods: UnitPeriods, catalogue: Catalogue, unit: string, side: DatasetSide): boolean {
  const { plan, all, delivered: came, dataset } = side;
  const deliveries = deliveriesFor(catalogue, unit, plan);
  for (const {
    delivery: { id, cadence, where },
    isOwedIn,
  } of deliveries) {
    const spans = givenSpans(came.get(unit), plan, where);
    for (const months of cadencePeriods(cadence, plan.months)) {
      if (!isOwedIn(months.last)) continue;
      const isAbout = (fact: Fact): boolean => overlap(fact.months, months) && matches(fact, where);
      const marked = (): boolean =>
        all.byUnit.get(unit)?.facts.some((fact) => marksNotApplicable(fact, plan) && isAbout(fact)) ?? false;
      const delivered = spans.some((span) => overlap(span, months));
      const state = delivered ? 'delivered' : marked() ? 'not-applicable' : 'missing';
      note(unitPeriods, { delivery: id, dataset, period: periodText(cadence, months.last), state });
    }
  }
  return deliveries.length > 0;
}

/** What was handed in without being owed counts on both sides. */
function noteUnasked(unitPeriods: UnitPeriods, unit: string, { delivered, dataset }: DatasetSide): void {
  for (const { period } of delivered.get(unit)?.facts ?? []) {
    note(unitPeriods, { delivery: dataset, dataset, period, state: 'delivered' });
  }
}

/** The periods that one unit was expected to hand in for a measure, by delivery and period. */
export function unitPeriodsOf(catalogue: Catalogue, unit: string, sides: BothSides): UnitPeriod[] {
  const unitPeriods: UnitPeriods = new Map();
  for (const side of [sides.numerator, sides.denominator]) {
    const dataset = side.plan.source;
    if (dataset === 'probes') continue;
    if (!noteOwed(unitPeriods, catalogue, unit, { ...side, dataset })) {
      noteUnasked(unitPeriods, unit, { ...side, dataset });
    }
  }
  return [...unitPeriods.values()];
}

/** Of the agreed service time, how much was measured. */
function measuredTime(unit: string, { admitted }: SideFacts, isIn: (month: Month) => boolean): Completeness {
  const facts = (admitted.byUnit.get(unit)?.facts ?? []).filter(({ months }) => isIn(months.last));
  return sumCompleteness(
    facts.map(({ sums }) => {
      const actual = (sums.up_ms ?? 0) + (sums.degraded_ms ?? 0) + (sums.down_ms ?? 0);
      return { actual, expected: actual + (sums.unmonitored_ms ?? 0) };
    }),
  );
}

/**
 * Delivered / expected of one unit for a measure (domain.md, section 2): unit-periods of the deliveries that hold its
 * data, or milliseconds of service time for probes. For subjects other than units it is the whole unit's delivery that
 * counts, since a delivery is not owed per system. `isIn` chooses months.
 */
export function completenessOf(
  catalogue: Catalogue,
  unit: string,
  sides: BothSides,
  isIn: (month: Month) => boolean = () => true,
): Completeness {
  const expected = unitPeriodsOf(catalogue, unit, sides).filter(
    ({ state, period }) => state !== 'not-applicable' && isIn(monthsOfText(period).last),
  );
  const probes = [sides.numerator, sides.denominator].find((side) => side.plan.source === 'probes');
  return sumCompleteness([
    { actual: expected.filter(({ state }) => state === 'delivered').length, expected: expected.length },
    ...(probes ? [measuredTime(unit, probes, isIn)] : []),
  ]);
}
