import { type Completeness, NOTHING_EXPECTED, type Period, type Ratio, withoutNoise } from '#core';
import { type Catalogue, type MeasureDefinition } from '#catalogue';
import { type AnswerCounts, answersOf, respondentsOf } from './answers.js';
import { assessedLevel } from './assessed-level.js';
import { completenessOf } from './completeness.js';
import { type HandedIn, excusedOf, excusesBoth, unexcused } from './excused.js';
import { type FactIndex } from './fact-index.js';
import { type Fact, type FactList, factList, gives } from './facts.js';
import { groupedBy } from './grouped-by.js';
import { type ChangeConflict, oncePerChange } from './once-per-change.js';
import { type Scope } from './scope.js';
import { type BothSides, type SideFacts } from './side-facts.js';
import { type SideSum, sumSides, uncoveredMonths } from './side-sum.js';
import { type FormulaPlan, type SidePlan, planOf } from './sides.js';
import { type Standing, standingOf } from './standing.js';
import { countedBySystem } from './systems-counted.js';

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

const NO_CONFLICTS = { standing: null, conflicts: [] } as const;

function gather(
  question: ContributionQuestion,
  plan: SidePlan,
  once: boolean,
): SideFacts & { readonly conflicts: readonly ChangeConflict[] } {
  const { catalogue, index, scope } = question;
  const whole = scope.systems === null;
  const admittedOf = (list: FactList): FactList =>
    whole ? list : factList(list.facts.filter((fact) => scope.admits(fact)));
  const found = index.matching(plan);
  const { standing, conflicts } = once ? oncePerChange(catalogue, found.facts) : NO_CONFLICTS;
  const all = standing ? factList(standing) : found;
  const given = standing ? factList(standing.filter((fact) => gives(fact, plan))) : index.giving(plan);
  return {
    ...{ plan, all, given, conflicts },
    admitted: admittedOf(all),
    admittedGiven: admittedOf(given),
    delivered: given.byUnit,
  };
}

/** Facts that are paired with each other: those of a unit, or of one system. */
interface Group {
  readonly unit: string;
  readonly system: string | null;
  readonly numerator: readonly Fact[];
  readonly denominator: readonly Fact[];
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

/** A group without what falls in months that are not applicable on either side. */
function withoutExcused(plan: FormulaPlan, group: Group, handedIn: HandedIn): Group {
  if (!excusesBoth(plan)) return group;
  const excused = excusedOf(plan, handedIn);
  return {
    ...group,
    numerator: unexcused(group.numerator, excused.numerator),
    denominator: unexcused(group.denominator, excused.denominator),
  };
}

function inCanonicalOrder(ids: Iterable<string>): string[] {
  return [...new Set(ids)].sort();
}

/** The facts of each unit that give something. */
function groupsByUnit(plan: FormulaPlan, { numerator, denominator }: BothSides): Group[] {
  const [above, below] = [numerator.admittedGiven.byUnit, denominator.admittedGiven.byUnit];
  return inCanonicalOrder([...above.keys(), ...below.keys()]).map((unit) => {
    const group = {
      unit,
      system: null,
      numerator: above.get(unit)?.facts ?? [],
      denominator: below.get(unit)?.facts ?? [],
    };
    return withoutExcused(plan, group, {
      numerator: numerator.admitted.byUnit.get(unit)?.facts ?? [],
      denominator: denominator.admitted.byUnit.get(unit)?.facts ?? [],
    });
  });
}

/** The facts of each system that give something; they are its owner's whoever handed them in. */
function groupsBySystem(catalogue: Catalogue, plan: FormulaPlan, sides: BothSides): Group[] {
  const bySystem = ({ facts }: FactList): Map<string, Fact[]> => groupedBy(facts, ({ system }) => system);
  const [above, below] = [bySystem(sides.numerator.admittedGiven), bySystem(sides.denominator.admittedGiven)];
  const allAbove = bySystem(sides.numerator.admitted);
  const allBelow = bySystem(sides.denominator.admitted);
  return inCanonicalOrder([...above.keys(), ...below.keys()]).flatMap((system) => {
    const facts = { numerator: above.get(system) ?? [], denominator: below.get(system) ?? [] };
    const unit = catalogue.systems.get(system)?.owner ?? (facts.numerator[0] ?? facts.denominator[0])?.unit;
    if (unit === undefined) return [];
    const handedIn = { numerator: allAbove.get(system) ?? [], denominator: allBelow.get(system) ?? [] };
    return [withoutExcused(plan, { unit, system, ...facts }, handedIn)];
  });
}

/** Whether the units that handed in have done so for every month of a window that needs them all. */
function hasItsMonths({ plan, given }: SideFacts, { unit, system }: Group, { facts }: SideSum): boolean {
  if (!plan.needsAllMonths) return true;
  const units = system === null ? [unit] : new Set(facts.map((fact) => fact.unit));
  return [...units].every((each) => uncoveredMonths(given.byUnit.get(each), plan).length === 0);
}

/** How many stand behind two sides; what entered both counts once. */
function countOf(plan: FormulaPlan, numerator: readonly Fact[], denominator: readonly Fact[]): number {
  const sources = [plan.numerator.source, plan.denominator.source];
  if (sources.includes('survey')) {
    const facts = new Set([...numerator, ...denominator]);
    return respondentsOf([...facts].filter((fact) => fact.labels.question !== undefined));
  }
  const above = new Set(sources[0] === sources[1] ? numerator : []);
  let count = 0;
  for (const fact of numerator) count += fact.count;
  for (const fact of denominator) if (!above.has(fact)) count += fact.count;
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
    !hasItsMonths(sides.numerator, group, numerator) ||
    !hasItsMonths(sides.denominator, group, denominator)
  ) {
    return without;
  }
  const answers = plan.answers ? answersOf(numerator.facts, plan.answers) : null;
  const n = countOf(plan, numerator.facts, denominator.facts);
  const taken = { numerator: numerator.facts, denominator: denominator.facts };
  const common = { unit, system, denominator: denominator.sum, n, answers, taken };
  if (definition.formula.kind !== 'assessed-level') {
    return { ...without, contribution: { ...common, numerator: numerator.sum } };
  }
  const level = assessedLevel(numerator);
  if (level === null) return without;
  return { ...without, contribution: { ...common, numerator: withoutNoise(level * denominator.sum) } };
}

/** How the contributions to a measure come about: which facts are taken, and what is paired with what. */
export function workingsOf(question: ContributionQuestion): Workings {
  const { catalogue, definition, period } = question;
  const plan = planOf(definition.formula, period);
  const numerator = gather(question, plan.numerator, plan.oncePerChange);
  const denominator = gather(question, plan.denominator, plan.oncePerChange);
  const sides =
    plan.pairBy === 'system'
      ? { numerator: countedBySystem(question, numerator, denominator), denominator }
      : { numerator, denominator };
  const groups =
    plan.pairBy === 'system' ? groupsBySystem(catalogue, plan, sides) : groupsByUnit(plan, sides);
  const pairings = groups.map((group) => pairingOf(question, plan, sides, group));
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
    const standing = having.has(unit) ? 'number' : standingOf({ catalogue, scope, unit, sides, plan });
    if (standing !== 'number') without.set(unit, standing);
    completeness.set(
      unit,
      standing === 'not-applicable' ? NOTHING_EXPECTED : completenessOf(catalogue, unit, sides),
    );
  }
  return { parts, without, completeness, conflicts, plan };
}
