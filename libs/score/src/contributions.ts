import { type Completeness, NOTHING_EXPECTED, type Period, type Ratio, withoutNoise } from '#core';
import { type Catalogue, type MeasureDefinition, ownerIn } from '#catalogue';
import { type AnswerCounts, answersOf, respondentsOf } from './answers.js';
import { assessedLevel } from './assessed-level.js';
import { completenessOf } from './completeness.js';
import { type Group, groupsBySystem, groupsByUnit } from './fact-groups.js';
import { type FactIndex } from './fact-index.js';
import { type Fact, type FactList, factList, gives } from './facts.js';
import { isThere } from './families.js';
import { type Month, monthText } from './months.js';
import { type ChangeConflict, oncePerChange } from './once-per-change.js';
import { type Scope } from './scope.js';
import { type BothSides, type SideFacts } from './side-facts.js';
import { type GivenFacts, type SideSum, sumSides, totalOf, uncoveredMonths, weighing } from './side-sum.js';
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
  readonly taken: GivenFacts;
  /** The units that its facts belong to: several when a system changed owner within a window. */
  readonly units: readonly string[];
  /** What is left of it of the facts that belong somewhere in their month; itself when all do, `null` when a side has none. */
  readonly portion: (isIn: (unit: string, month: Month) => boolean) => Contribution | null;
}

/** What all units add to a measure in a period, under a subject's filter. */
export interface Contributions {
  /** Those that have both sides, in canonical order; a unit may have several. */
  readonly parts: readonly Contribution[];
  /** Why the other units have nothing to add. */
  readonly without: ReadonlyMap<string, Exclude<Standing, 'number'>>;
  readonly completeness: ReadonlyMap<string, Completeness>;
  /** The completeness of a unit in some of the months. */
  readonly completenessIn: (unit: string, isIn: (month: Month) => boolean) => Completeness;
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
  const admittedOf = (list: FactList): FactList =>
    scope.isWhole ? list : factList(list.facts.filter((fact) => scope.admits(fact)));
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

/** Whether the units that handed in have done so for every month of a window that needs them all. */
function hasItsMonths(
  catalogue: Catalogue,
  { plan, given }: SideFacts,
  { members, facts }: Needing,
): boolean {
  if (!plan.needsAllMonths) return true;
  const units = members ?? new Set(facts.map((fact) => fact.unit));
  return [...units].every((each) => missingMonths(catalogue, each, { plan, given }).length === 0);
}

interface Needing {
  /** `null`: those who handed in. */
  readonly members: readonly string[] | null;
  readonly facts: readonly Fact[];
}

/** The months of a side's window in which a unit exists and that what it gives is not about. */
export function missingMonths(
  catalogue: Catalogue,
  unit: string,
  { plan, given }: Pick<SideFacts, 'plan' | 'given'>,
): Month[] {
  return uncoveredMonths(given.byUnit.get(unit), plan).filter((month) => isThere(catalogue, unit, month));
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
  const family = group.family ?? { ...group, isWhole: true };
  const { numerator, denominator } = sumSides(catalogue, plan, group, family);
  const without = { unit, system, numerator, denominator, contribution: null };
  if (!numerator || !denominator) return without;
  const members = system === null ? (group.family?.members ?? [unit]) : null;
  if (
    !hasItsMonths(catalogue, sides.numerator, { members, facts: numerator.facts }) ||
    !hasItsMonths(catalogue, sides.denominator, { members, facts: denominator.facts })
  ) {
    return without;
  }
  const level = definition.formula.kind === 'assessed-level' ? assessedLevel(numerator) : undefined;
  if (level === null) return without;
  const contribution = contributionOf({ catalogue, plan, unit, system, level }, numerator, denominator);
  return { ...without, contribution };
}

interface Contributing {
  readonly catalogue: Catalogue;
  readonly plan: FormulaPlan;
  readonly unit: string;
  readonly system: string | null;
  /** Of an assessment: then the numerator is the level times the denominator. */
  readonly level: number | undefined;
}

function contributionOf(by: Contributing, numerator: SideSum, denominator: SideSum): Contribution {
  const { catalogue, plan, unit, system, level } = by;
  const placeOf = placing(catalogue, system);
  const facts = [...(level === undefined ? numerator.facts : []), ...denominator.facts];
  const contribution: Contribution = {
    unit,
    system,
    numerator: level === undefined ? numerator.sum : withoutNoise(level * denominator.sum),
    denominator: denominator.sum,
    n: countOf(plan, numerator.facts, denominator.facts),
    answers: plan.answers ? answersOf(numerator.facts, plan.answers) : null,
    taken: { numerator: numerator.facts, denominator: denominator.facts },
    units: placeOf ? [...new Set(facts.map(placeOf))] : [unit],
    portion: (isIn) => {
      const isOurs = (fact: Fact): boolean => isIn(placeOf?.(fact) ?? unit, fact.months.last);
      const above =
        level === undefined ? portionOf(by, numerator, { isOurs, side: plan.numerator }) : numerator;
      const below = portionOf(by, denominator, { isOurs, side: plan.denominator });
      if (above === numerator && below === denominator) return contribution;
      return above && below && contributionOf(by, above, below);
    },
  };
  return contribution;
}

/** Where facts of a system belong when it changes owner; `null` when all of them belong to their unit. */
function placing(catalogue: Catalogue, systemId: string | null): ((fact: Fact) => string) | null {
  const system = systemId === null ? undefined : catalogue.systems.get(systemId);
  if (!system || (typeof system.owner === 'string' && catalogue.units.get(system.owner)?.to === undefined))
    return null;
  return ({ months }) => ownerIn(catalogue, system, monthText(months.last));
}

function portionOf(
  { catalogue, plan }: Contributing,
  sum: SideSum,
  { isOurs, side }: { readonly isOurs: (fact: Fact) => boolean; readonly side: SidePlan },
): SideSum | null {
  const facts = sum.facts.filter(isOurs);
  if (facts.length === sum.facts.length) return sum;
  if (facts.length === 0) return null;
  const total = totalOf(facts, side, weighing(catalogue, plan));
  return { ...sum, facts, sum: sum.months === null ? total : withoutNoise(total / sum.months) };
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
    plan.pairBy === 'system'
      ? groupsBySystem(catalogue, plan, sides)
      : groupsByUnit(catalogue, plan, sides, definition.formula.kind === 'assessed-level');
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

  const having = new Set(parts.flatMap((part) => part.units));
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
  const completenessIn: Contributions['completenessIn'] = (unit, isIn) =>
    without.get(unit) === 'not-applicable' ? NOTHING_EXPECTED : completenessOf(catalogue, unit, sides, isIn);
  return { parts, without, completeness, completenessIn, conflicts, plan };
}
