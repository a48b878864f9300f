import { type Completeness, NOTHING_EXPECTED, type Period, type Ratio } from '#core';
import { type Catalogue, type MeasureDefinition } from '#catalogue';
import { type AnswerCounts, answersOf, respondentsOf } from './answers.js';
import { assessedLevel } from './assessed-level.js';
import { completenessOf } from './completeness.js';
import { type Fact, type FactIndex, factList } from './facts.js';
import { type ChangeConflict, oncePerChange } from './once-per-change.js';
import { type Scope } from './scope.js';
import { type BothSides, type SideFacts } from './side-facts.js';
import { type SideSum, sumSides, uncoveredMonths } from './side-sum.js';
import { type FormulaPlan, type SidePlan, planOf } from './sides.js';
import { type Standing, standingOf } from './standing.js';

/** What one unit, or one of its systems, adds to both sides of a ratio. */
export interface Contribution extends Ratio {
  readonly unit: string;
  /** When systems are paired one by one. */
  readonly system: string | null;
  readonly answers: AnswerCounts | null;
  /** The facts that entered each side. */
  readonly taken: { readonly numerator: readonly Fact[]; readonly denominator: readonly Fact[] };
}

/** What all units add to a measure in a period, under a subject's filter. */
export interface Contributions {
  /** Those that have both sides, in canonical order; a unit may have several. */
  readonly parts: readonly Contribution[];
  /** Why the other units have nothing to add. */
  readonly without: ReadonlyMap<string, Exclude<Standing, 'number'>>;
  readonly completeness: ReadonlyMap<string, Completeness>;
  readonly conflicts: readonly ChangeConflict[];
  readonly plan: FormulaPlan;
}

export interface ContributionQuestion {
  readonly catalogue: Catalogue;
  readonly index: FactIndex;
  readonly definition: MeasureDefinition;
  readonly period: Period;
  readonly scope: Scope;
}

function gather(
  question: ContributionQuestion,
  plan: SidePlan,
  once: boolean,
): SideFacts & { readonly conflicts: readonly ChangeConflict[] } {
  const { catalogue, index, scope } = question;
  const found = index.matching(plan.source, plan.months, plan.where);
  const { standing, conflicts } = once
    ? oncePerChange(catalogue, found.facts)
    : { standing: found.facts, conflicts: [] };
  const all = once ? factList(standing) : found;
  const admitted = scope.systems === null ? all : factList(all.facts.filter((fact) => scope.admits(fact)));
  return { plan, all, admitted, conflicts };
}

/** Facts that are paired with each other: those of a unit, or of one system. */
interface Group {
  readonly unit: string;
  readonly system: string | null;
  readonly numerator: Fact[];
  readonly denominator: Fact[];
}

/** What became of a group: what each side adds up to, and what the group adds to the measure, if anything. */
export interface Pairing {
  readonly unit: string;
  readonly system: string | null;
  readonly numerator: SideSum | null;
  readonly denominator: SideSum | null;
  readonly contribution: Contribution | null;
}

/** How contributions come about. */
export interface Workings {
  readonly plan: FormulaPlan;
  readonly sides: BothSides;
  /** In canonical order. */
  readonly pairings: readonly Pairing[];
  readonly conflicts: readonly ChangeConflict[];
}

/** Facts that are paired with each other: a unit's, or a system's, which are its owner's whoever handed them in. */
function groupsOf(catalogue: Catalogue, sides: BothSides, pairBy: FormulaPlan['pairBy']): Group[] {
  const groups = new Map<string, Group>();
  for (const side of ['numerator', 'denominator'] as const) {
    for (const fact of sides[side].admitted.facts) {
      const system = pairBy === 'system' ? fact.system : null;
      if (pairBy === 'system' && system === null) continue;
      const key = system ?? fact.unit;
      const owner = system === null ? undefined : catalogue.systems.get(system)?.owner;
      const group = groups.get(key) ?? {
        unit: owner ?? fact.unit,
        system,
        numerator: [],
        denominator: [],
      };
      groups.set(key, group);
      group[side].push(fact);
    }
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Whether the units that handed in have done so for every month of a window that needs them all. */
function hasItsMonths({ plan, all }: SideFacts, facts: readonly Fact[]): boolean {
  if (!plan.needsAllMonths) return true;
  const units = new Set(facts.map((fact) => fact.unit));
  return [...units].every((unit) => uncoveredMonths(all.byUnit.get(unit) ?? [], plan).length === 0);
}

function countOf(plan: FormulaPlan, facts: ReadonlySet<Fact>): number {
  const surveyed = plan.numerator.source === 'survey' || plan.denominator.source === 'survey';
  if (surveyed) return respondentsOf([...facts].filter((fact) => fact.labels.question !== undefined));
  let count = 0;
  for (const fact of facts) count += fact.count;
  return count;
}

function pairingOf(
  { catalogue, definition }: ContributionQuestion,
  plan: FormulaPlan,
  sides: BothSides,
  group: Group,
): Pairing {
  const { unit, system } = group;
  const { numerator, denominator } = sumSides(catalogue, plan, group);
  const without = { unit, system, numerator, denominator, contribution: null };
  if (!numerator || !denominator) return without;
  if (
    !hasItsMonths(sides.numerator, numerator.facts) ||
    !hasItsMonths(sides.denominator, denominator.facts)
  ) {
    return without;
  }
  const answers = plan.answers ? answersOf(numerator.facts, plan.answers) : null;
  const n = countOf(plan, new Set([...numerator.facts, ...denominator.facts]));
  const taken = { numerator: numerator.facts, denominator: denominator.facts };
  const common = { unit, system, denominator: denominator.sum, n, answers, taken };
  if (definition.formula.kind !== 'assessed-level') {
    return { ...without, contribution: { ...common, numerator: numerator.sum } };
  }
  const level = assessedLevel(numerator);
  if (level === null) return without;
  return { ...without, contribution: { ...common, numerator: level * denominator.sum } };
}

/** How the contributions to a measure come about: which facts are taken, and what is paired with what. */
export function workingsOf(question: ContributionQuestion): Workings {
  const { catalogue, definition, period } = question;
  const plan = planOf(definition.formula, period);
  const numerator = gather(question, plan.numerator, plan.oncePerChange);
  const denominator = gather(question, plan.denominator, plan.oncePerChange);
  const sides = { numerator, denominator };
  const pairings = groupsOf(catalogue, sides, plan.pairBy).map((group) =>
    pairingOf(question, plan, sides, group),
  );
  return { plan, sides, pairings, conflicts: numerator.conflicts };
}

/**
 * What each unit adds to a measure (domain.md, section 4). Only those with both sides add anything; a unit without is
 * `not-applicable` when it marked the data so, or neither owes nor delivered them, and `not-provided` otherwise.
 */
export function contributionsOf(question: ContributionQuestion): Contributions {
  const { catalogue, scope } = question;
  const { plan, sides, pairings, conflicts } = workingsOf(question);
  const parts = pairings.map(({ contribution }) => contribution).filter((part) => part !== null);

  const having = new Set(parts.map((part) => part.unit));
  const units = new Set([
    ...scope.units,
    ...sides.numerator.admitted.byUnit.keys(),
    ...sides.denominator.admitted.byUnit.keys(),
    ...having,
  ]);
  const without = new Map<string, Exclude<Standing, 'number'>>();
  const completeness = new Map<string, Completeness>();
  for (const unit of units) {
    const standing = having.has(unit)
      ? 'number'
      : standingOf({ catalogue, scope, unit, sides, pairBy: plan.pairBy });
    if (standing !== 'number') without.set(unit, standing);
    completeness.set(
      unit,
      standing === 'not-applicable' ? NOTHING_EXPECTED : completenessOf(catalogue, unit, sides),
    );
  }
  return { parts, without, completeness, conflicts, plan };
}
