import { exactSum, withoutNoise } from '#core';
import { type Catalogue } from '#catalogue';
import { type Fact, type UnitFacts } from './facts.js';
import { type Month } from './months.js';
import { type FormulaPlan, type SidePlan } from './sides.js';

/** One side of a ratio for one unit or system. */
export interface SideSum {
  readonly sum: number;
  /** The facts that entered it. */
  readonly facts: readonly Fact[];
  /** What the sum of their months was divided by, for a mean. */
  readonly months: number | null;
}

/** The months of a side's window that what a unit gives is not about. */
export function uncoveredMonths(given: UnitFacts | undefined, side: SidePlan): Month[] {
  const covered = new Set<Month>();
  for (const span of given?.spans ?? []) {
    for (let month = span.first; month <= span.last; month++) covered.add(month);
  }
  const uncovered: Month[] = [];
  for (let month = side.months.first; month <= side.months.last; month++) {
    if (!covered.has(month)) uncovered.push(month);
  }
  return uncovered;
}

/** The months that facts are for. */
export function lastMonths(facts: readonly Fact[]): Set<number> {
  return new Set(facts.map((fact) => fact.months.last));
}

/** How much facts of a formula's sides count: by their systems' weights where it says so. */
export function weighing(catalogue: Catalogue, plan: FormulaPlan): (fact: Fact) => number {
  if (!plan.weightBySystem) return () => 1;
  return ({ system }) => (system === null ? undefined : catalogue.systems.get(system)?.weight) ?? 1;
}

/** What a fact adds to a side, before it is weighed and its months are folded. */
export function addedBy({ sums }: Fact, { add }: SidePlan): number {
  let part = 0;
  for (const column in add) part += (add[column] ?? 0) * (sums[column] ?? 0);
  return part;
}

/** Facts are added in the order in which they are given: the canonical one. */
export function totalOf(facts: readonly Fact[], side: SidePlan, weigh: (fact: Fact) => number): number {
  return exactSum(facts.map((fact) => addedBy(fact, side) * weigh(fact)));
}

/** The facts of both sides. */
export interface GivenFacts {
  readonly numerator: readonly Fact[];
  readonly denominator: readonly Fact[];
}

function summed(
  facts: readonly Fact[],
  side: SidePlan,
  { weigh, months }: { readonly weigh: (fact: Fact) => number; readonly months: number | null },
): SideSum | null {
  if (facts.length === 0) return null;
  const total = totalOf(facts, side, weigh);
  return { sum: months === null ? total : withoutNoise(total / months), facts, months };
}

/**
 * Both sides of a formula for one unit or system, from the facts of its own that give each side something; `null` for a
 * side without data. Stocks on both sides are taken from the last month in which both have data. Which month is the last, and
 * how many a mean is over, is the same for the units of a family.
 */
export function sumSides(
  catalogue: Catalogue,
  plan: FormulaPlan,
  given: GivenFacts,
  family: GivenFacts & { readonly isWhole: boolean } = { ...given, isWhole: true },
): { numerator: SideSum | null; denominator: SideSum | null } {
  const bothStocks = plan.numerator.fold === 'last' && plan.denominator.fold === 'last';
  const weigh = weighing(catalogue, plan);
  const side = (name: 'numerator' | 'denominator', other: 'numerator' | 'denominator') => {
    const { fold, needsAllMonths, months: window } = plan[name];
    const months = lastMonths(family[name]);
    if (fold !== 'last') {
      const over = needsAllMonths && !family.isWhole ? window.last - window.first + 1 : months.size;
      return summed(given[name], plan[name], { weigh, months: fold === 'mean' ? over : null });
    }
    const shared = bothStocks ? lastMonths(family[other]) : months;
    const last = Math.max(...[...months].filter((month) => shared.has(month)));
    const facts = given[name].filter((fact) => fact.months.last === last);
    return summed(facts, plan[name], { weigh, months: null });
  };
  return {
    numerator: side('numerator', 'denominator'),
    denominator: side('denominator', 'numerator'),
  };
}
