import { type Completeness, type PeriodType, sumCompleteness } from '#core';
import { type Catalogue } from '#catalogue';
import { type BothSides, type SideFacts } from './side-facts.js';
import { type Fact, matches } from './facts.js';
import { type MonthSpan } from './months.js';
import { deliveriesFor } from './owed.js';
import { gives, marksNotApplicable } from './side-sum.js';

const MONTHS_IN: Readonly<Record<PeriodType, number>> = { month: 1, quarter: 3, tertial: 4, year: 12 };

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

/** Unit-periods by name, so that what both sides take from the same delivery is counted once. */
type UnitPeriods = Map<string, { delivered: boolean }>;

function note(unitPeriods: UnitPeriods, key: string, delivered: boolean): void {
  unitPeriods.set(key, { delivered: delivered || (unitPeriods.get(key)?.delivered ?? false) });
}

/** What the deliveries that hold a side's data led to expect, and what came. Data marked not applicable is neither. */
function noteOwed(unitPeriods: UnitPeriods, catalogue: Catalogue, unit: string, side: SideFacts): boolean {
  const { plan, all } = side;
  const facts = all.byUnit.get(unit) ?? [];
  const deliveries = deliveriesFor(catalogue, unit, plan);
  for (const { id, cadence, where } of deliveries) {
    for (const period of cadencePeriods(cadence, plan.months)) {
      const within = (fact: Fact): boolean => overlap(fact.months, period) && matches(fact, where);
      const delivered = facts.some((fact) => within(fact) && gives(fact, plan));
      if (!delivered && facts.some((fact) => within(fact) && marksNotApplicable(fact, plan))) continue;
      note(unitPeriods, `${id} ${period.last}`, delivered);
    }
  }
  return deliveries.length > 0;
}

/** What was handed in without being owed counts on both sides. */
function noteUnasked(unitPeriods: UnitPeriods, unit: string, { plan, all }: SideFacts): void {
  for (const fact of all.byUnit.get(unit) ?? []) {
    if (gives(fact, plan)) note(unitPeriods, `${plan.source} ${fact.period}`, true);
  }
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
  const { numerator, denominator } = sides;
  const unitPeriods: UnitPeriods = new Map();
  for (const side of [numerator, denominator]) {
    if (side.plan.source === 'probes') continue;
    if (!noteOwed(unitPeriods, catalogue, unit, side)) noteUnasked(unitPeriods, unit, side);
  }
  const delivered = [...unitPeriods.values()].filter((unitPeriod) => unitPeriod.delivered).length;
  const probes = [numerator, denominator].find((side) => side.plan.source === 'probes');
  return sumCompleteness([
    { actual: delivered, expected: unitPeriods.size },
    ...(probes ? [measuredTime(unit, probes)] : []),
  ]);
}
