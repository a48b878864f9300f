import { type Catalogue, systemsOwnedBy } from '#catalogue';
import { type Fact, type UnitFacts, unitFacts } from './facts.js';
import { groupedBy } from './grouped-by.js';
import { type Scope } from './scope.js';
import { type SideFacts } from './side-facts.js';

/** The systems of a unit that a measure is about: those that the denominator has something of. */
export function systemsWith(
  catalogue: Catalogue,
  unit: string,
  { admittedGiven }: Pick<SideFacts, 'admittedGiven'>,
): Set<string> {
  const owned = new Set(systemsOwnedBy(catalogue, unit).map(({ id }) => id));
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
  const ownerOf = ({ system }: Fact): string | null =>
    system === null ? null : (catalogue.systems.get(system)?.owner ?? null);
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
