import { type Completeness, type DatasetId, type PeriodType, sumCompleteness } from '#core';
import { type Catalogue } from '#catalogue';
import { type BothSides, type SideFacts } from './side-facts.js';
import { type Fact, matches } from './facts.js';
import { MONTHS_IN, type MonthSpan, periodText } from './months.js';
import { deliveriesFor } from './owed.js';
import { gives, marksNotApplicable } from './side-sum.js';

/** The periods of a cadence that end within a span. */
function cadencePeriods(cadence: PeriodType, { first, last }: MonthSpan): MonthSpan[] {
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

/** What the deliveries that hold a side's data led to expect, and what came. */
function noteOwed(unitPeriods: UnitPeriods, catalogue: Catalogue, unit: string, side: DatasetSide): boolean {
  const { plan, all, dataset } = side;
  const facts = all.byUnit.get(unit) ?? [];
  const deliveries = deliveriesFor(catalogue, unit, plan);
  for (const { id, cadence, where } of deliveries) {
    for (const months of cadencePeriods(cadence, plan.months)) {
      const within = (fact: Fact): boolean => overlap(fact.months, months) && matches(fact, where);
      const delivered = facts.some((fact) => within(fact) && gives(fact, plan));
      const marked = !delivered && facts.some((fact) => within(fact) && marksNotApplicable(fact, plan));
      const state = delivered ? 'delivered' : marked ? 'not-applicable' : 'missing';
      note(unitPeriods, { delivery: id, dataset, period: periodText(cadence, months.last), state });
    }
  }
  return deliveries.length > 0;
}

/** What was handed in without being owed counts on both sides. */
function noteUnasked(unitPeriods: UnitPeriods, unit: string, { plan, all, dataset }: DatasetSide): void {
  for (const fact of all.byUnit.get(unit) ?? []) {
    if (!gives(fact, plan)) continue;
    note(unitPeriods, { delivery: dataset, dataset, period: fact.period, state: 'delivered' });
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
function measuredTime(unit: string, { admitted }: SideFacts): Completeness {
  return sumCompleteness(
    (admitted.byUnit.get(unit) ?? []).map(({ sums }) => {
      const actual = (sums.up_ms ?? 0) + (sums.degraded_ms ?? 0) + (sums.down_ms ?? 0);
      return { actual, expected: actual + (sums.unmonitored_ms ?? 0) };
    }),
  );
}

/**
 * Delivered / expected of one unit for a measure (domain.md, section 2): unit-periods of the deliveries that hold its
 * data, or milliseconds of service time for probes. For subjects other than units it is the whole unit's delivery that
 * counts, since a delivery is not owed per system.
 */
export function completenessOf(catalogue: Catalogue, unit: string, sides: BothSides): Completeness {
  const expected = unitPeriodsOf(catalogue, unit, sides).filter(({ state }) => state !== 'not-applicable');
  const probes = [sides.numerator, sides.denominator].find((side) => side.plan.source === 'probes');
  return sumCompleteness([
    { actual: expected.filter(({ state }) => state === 'delivered').length, expected: expected.length },
    ...(probes ? [measuredTime(unit, probes)] : []),
  ]);
}
