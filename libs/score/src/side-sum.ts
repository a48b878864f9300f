import { type Catalogue } from '#catalogue';
import { type Fact } from './facts.js';
import { type Month } from './months.js';
import { type FormulaPlan, type SidePlan } from './sides.js';

/** One side of a ratio for one unit or system. */
export interface SideSum {
  readonly sum: number;
  /** The facts that entered it. */
  readonly facts: readonly Fact[];
}

/** Whether a fact gives any of the columns that a side adds up. */
export function gives({ sums }: Fact, { add }: SidePlan): boolean {
  for (const column in add) if (sums[column] !== undefined) return true;
  return false;
}

/** Whether a fact says that the side makes no sense for its unit. */
export function marksNotApplicable({ notApplicable }: Fact, { add }: SidePlan): boolean {
  return notApplicable.some((column) => add[column] !== undefined);
}

/** The months of a side's window that no fact is about. */
export function uncoveredMonths(facts: readonly Fact[], side: SidePlan): Month[] {
  const covered = new Set<Month>();
  for (const fact of facts) {
    if (!gives(fact, side)) continue;
    for (let month = fact.months.first; month <= fact.months.last; month++) covered.add(month);
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
function fold(facts: readonly Fact[], side: SidePlan, weigh: (fact: Fact) => number): SideSum | null {
  if (facts.length === 0) return null;
  let sum = 0;
  for (const fact of facts) sum += addedBy(fact, side) * weigh(fact);
  return { sum: side.fold === 'mean' ? sum / lastMonths(facts).size : sum, facts };
}

/**
 * Both sides of a formula for one unit or system, from the facts of each side that are its own; `null` for a side without
 * data. Stocks on both sides are taken from the last month in which both have data.
 */
export function sumSides(
  catalogue: Catalogue,
  plan: FormulaPlan,
  facts: { readonly numerator: readonly Fact[]; readonly denominator: readonly Fact[] },
): { numerator: SideSum | null; denominator: SideSum | null } {
  const given = {
    numerator: facts.numerator.filter((fact) => gives(fact, plan.numerator)),
    denominator: facts.denominator.filter((fact) => gives(fact, plan.denominator)),
  };
  const bothStocks = plan.numerator.fold === 'last' && plan.denominator.fold === 'last';
  const weigh = weighing(catalogue, plan);
  const side = (name: 'numerator' | 'denominator', other: 'numerator' | 'denominator') => {
    if (plan[name].fold !== 'last') return fold(given[name], plan[name], weigh);
    const months = lastMonths(given[name]);
    const shared = bothStocks ? lastMonths(given[other]) : months;
    const last = Math.max(...[...months].filter((month) => shared.has(month)));
    return fold(
      given[name].filter((fact) => fact.months.last === last),
      plan[name],
      weigh,
    );
  };
  return {
    numerator: side('numerator', 'denominator'),
    denominator: side('denominator', 'numerator'),
  };
}
