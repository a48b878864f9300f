import { type ExclusionRule } from '#core';
import { type Catalogue, isGathering } from '#catalogue';
import {
  type ContributionQuestion,
  type Contributions,
  type Pairing,
  type Workings,
  missingMonths,
} from '../contributions.js';
import { type Fact, marksNotApplicable } from '../facts.js';
import { groupedBy } from '../grouped-by.js';
import { monthText } from '../months.js';
import { type SideFacts } from '../side-facts.js';

type SideName = 'numerator' | 'denominator';
const SIDES: readonly SideName[] = ['numerator', 'denominator'];

/** Why something of a unit does not enter a value; there are no figures in it. */
export interface Lack {
  readonly rule: Exclude<ExclusionRule, 'kind-of-subject' | 'claimed-twice' | 'reorganised'>;
  readonly unit: string;
  readonly system: string | null;
  /** The side that is missing, or marked; `null` when it is not about one of them. */
  readonly side: SideName | null;
  /** Months or periods that are missing or marked. */
  readonly periods: readonly string[];
}

interface Ground {
  readonly question: ContributionQuestion & { readonly contributions: Contributions };
  readonly workings: Workings;
}

function distinct(facts: readonly Fact[]): string[] {
  return [...new Set(facts.map(({ period }) => period))].sort();
}

/** The months that a window needs and that those who handed in have not covered. */
function monthsMissing(catalogue: Catalogue, side: SideFacts, facts: readonly Fact[]): string[] {
  if (!side.plan.needsAllMonths) return [];
  const units = new Set(facts.map(({ unit }) => unit));
  const months = [...units].flatMap((unit) => missingMonths(catalogue, unit, side));
  return [...new Set(months)].sort((a, b) => a - b).map(monthText);
}

function lacksOfPairing({ question, workings: { sides } }: Ground, pairing: Pairing): Lack[] {
  const { unit, system, numerator, denominator, contribution } = pairing;
  const common = { unit, system, periods: [] };
  if (contribution) {
    return contribution.denominator === 0
      ? [{ ...common, rule: 'zero-denominator', side: 'denominator' }]
      : [];
  }
  if (!numerator && !denominator) return [];
  if (!numerator) return [{ ...common, rule: 'one-side-only', side: 'numerator' }];
  if (!denominator) return [{ ...common, rule: 'one-side-only', side: 'denominator' }];
  return SIDES.flatMap((side): Lack[] => {
    const periods = monthsMissing(
      question.catalogue,
      sides[side],
      (side === 'numerator' ? numerator : denominator).facts,
    );
    return periods.length === 0 ? [] : [{ ...common, rule: 'months-missing', side, periods }];
  });
}

/** What units marked as not applicable, cell by cell. */
function markedCells({ question, workings }: Ground, isWithin: (unit: string) => boolean): Lack[] {
  const lacks = SIDES.flatMap((side): Lack[] => {
    const { admitted, plan } = workings.sides[side];
    const marked = admitted.facts.filter((fact) => isWithin(fact.unit) && marksNotApplicable(fact, plan));
    return [...groupedBy(marked, ({ unit }) => unit)].map(([unit, facts]) => ({
      rule: 'not-applicable-cells',
      unit,
      system: null,
      side,
      periods: distinct(facts),
    }));
  });
  return lacks.filter(({ unit }) => question.contributions.without.get(unit) !== 'not-applicable');
}

/** Where systems are paired one by one: what names none. */
function withoutSystem({ workings: { plan, sides } }: Ground, isWithin: (unit: string) => boolean): Lack[] {
  if (plan.pairBy === 'unit') return [];
  return SIDES.flatMap((side) => {
    const facts = sides[side].admitted.facts.filter(({ unit, system }) => system === null && isWithin(unit));
    return [...groupedBy(facts, ({ unit }) => unit)].map(([unit, own]): Lack => ({
      rule: 'without-system',
      unit,
      system: null,
      side,
      periods: distinct(own),
    }));
  });
}

/** Units for which the measure makes no sense; of those that only gather others nobody expects anything. */
function notApplicable({ question }: Ground, isWithin: (unit: string) => boolean): Lack[] {
  const { catalogue, contributions } = question;
  const gathers = (id: string): boolean => {
    const unit = catalogue.units.get(id);
    return unit !== undefined && isGathering(unit);
  };
  return [...contributions.without]
    .filter(([unit, kind]) => kind === 'not-applicable' && isWithin(unit) && !gathers(unit))
    .map(([unit]) => ({ rule: 'not-applicable', unit, system: null, side: null, periods: [] }));
}

/** Everything that does not enter, by which rule; `isWithin` tells the units that are asked about. */
export function lacksOf(
  question: Ground['question'],
  workings: Workings,
  isWithin: (unit: string) => boolean,
): Lack[] {
  const ground = { question, workings };
  return [
    ...workings.pairings.flatMap((pairing) => lacksOfPairing(ground, pairing)),
    ...markedCells(ground, isWithin),
    ...withoutSystem(ground, isWithin),
    ...notApplicable(ground, isWithin),
  ];
}
