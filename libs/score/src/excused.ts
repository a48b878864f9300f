import { type Fact, gives, marksNotApplicable } from './facts.js';
import { type Month, type MonthSpan } from './months.js';
import { type FormulaPlan, type SidePlan } from './sides.js';

/** Months that somebody called not applicable. */
export type Excused = ReadonlySet<Month>;

const NONE: Excused = new Set();

/** What a unit, or one of its systems, handed in for each side: also what gives nothing. */
export interface HandedIn {
  readonly numerator: readonly Fact[];
  readonly denominator: readonly Fact[];
}

function monthsOf(facts: readonly Fact[]): Set<Month> {
  const months = new Set<Month>();
  for (const { months: span } of facts) {
    for (let month = span.first; month <= span.last; month++) months.add(month);
  }
  return months;
}

/** The months in which a side is marked as not applicable, and not given by other rows (domain.md, section 3). */
export function excusedMonths(facts: readonly Fact[], side: SidePlan): Excused {
  const marked = facts.filter((fact) => marksNotApplicable(fact, side));
  if (marked.length === 0) return NONE;
  const months = monthsOf(marked);
  for (const month of monthsOf(facts.filter((fact) => gives(fact, side)))) months.delete(month);
  return months;
}

/** Whether a side that makes no sense in a month takes the month out of the other one: not of stocks, taken from one month. */
export function excusesBoth({ numerator, denominator }: FormulaPlan): boolean {
  return numerator.fold !== 'last' && denominator.fold !== 'last';
}

/** The months that are excused on each side: one that makes no sense takes its month out of both. */
export function excusedOf(
  plan: FormulaPlan,
  handedIn: HandedIn,
): { readonly numerator: Excused; readonly denominator: Excused } {
  const numerator = excusedMonths(handedIn.numerator, plan.numerator);
  const denominator = excusedMonths(handedIn.denominator, plan.denominator);
  if (!excusesBoth(plan) || (numerator.size === 0 && denominator.size === 0))
    return { numerator, denominator };
  const both = new Set([...numerator, ...denominator]);
  return { numerator: both, denominator: both };
}

/** Whether every month of a span is excused. */
export function isExcused({ first, last }: MonthSpan, excused: Excused): boolean {
  if (excused.size === 0) return false;
  for (let month = first; month <= last; month++) if (!excused.has(month)) return false;
  return true;
}

/** The facts that are not about excused months alone. */
export function unexcused(facts: readonly Fact[], excused: Excused): readonly Fact[] {
  return excused.size === 0 ? facts : facts.filter(({ months }) => !isExcused(months, excused));
}
