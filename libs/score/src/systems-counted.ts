import { type Catalogue, ownerIn, systemsOwnedBy, timesOf } from '#catalogue';
import { type Fact, type UnitFacts, unitFacts } from './facts.js';
import { groupedBy } from './grouped-by.js';
import { monthText } from './months.js';
import { type Scope } from './scope.js';
import { type SideFacts } from './side-facts.js';

/** The systems of a unit that a measure is about: those that the denominator has something of. */
export function systemsWith(
  catalogue: Catalogue,
  unit: string,
  { admittedGiven, plan }: Pick<SideFacts, 'admittedGiven' | 'plan'>,
): Set<string> {
  const times = timesOf(catalogue, monthText(plan.months.first), monthText(plan.months.last));
  const owned = new Set(times.flatMap((time) => systemsOwnedBy(catalogue, unit, time).map(({ id }) => id)));
  const having = admittedGiven.facts.map(({ system }) => system).filter((system) => system !== null);
  return new Set(having.filter((system) => owned.has(system)));
}

interface Question {
  readonly catalogue: Catalogue;
  readonly scope: Scope;
}

/**
 * The numerator of systems that are paired one by one: of a unit's deliveries those count that tell of its systems with a
 * denominator, whoever handed them in. Cost that names no such system is not the cost that the measure asks for
 * (domain.md, section 5). Of units without any such system every one of their systems counts.
 */
export function countedBySystem<S extends SideFacts>(
  { catalogue, scope }: Question,
  numerator: S,
  denominator: SideFacts,
): S {
  const ownerOf = ({ system, months }: Fact): string | null => {
    const known = system === null ? undefined : catalogue.systems.get(system);
    return known ? ownerIn(catalogue, known, monthText(months.last)) : null;
  };
  const admitted = (system: string): boolean => scope.systems?.has(system) ?? true;
  const having = new Set(denominator.admittedGiven.facts.map(({ system }) => system));
  const ownersHaving = new Set(denominator.admittedGiven.facts.map(ownerOf));
  const counted = (fact: Fact): boolean =>
    fact.system !== null &&
    admitted(fact.system) &&
    (having.has(fact.system) || !ownersHaving.has(ownerOf(fact)));
  const byOwner = groupedBy(numerator.given.facts.filter(counted), ownerOf);
  const delivered = new Map<string, UnitFacts>([...byOwner].map(([unit, own]) => [unit, unitFacts(own)]));
  return { ...numerator, delivered };
}
