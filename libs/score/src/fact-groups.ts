import { type Catalogue, ownerIn, predecessorsOf, timesOf } from '#catalogue';
import { type HandedIn, excusedOf, excusesBoth, unexcused } from './excused.js';
import { type Fact, type FactList } from './facts.js';
import { familiesOf, isThere } from './families.js';
import { groupedBy } from './grouped-by.js';
import { type MonthSpan, monthText } from './months.js';
import { type BothSides } from './side-facts.js';
import { type GivenFacts } from './side-sum.js';
import { type FormulaPlan, windowOf } from './sides.js';

/** Facts that are paired with each other: those of a unit, or of one system. */
export interface Group extends GivenFacts {
  readonly unit: string;
  readonly system: string | null;
  /** What is folded over the same months: the unit by itself, or with those that it took over from or that took over from it. */
  readonly family: (GivenFacts & { readonly members: readonly string[]; readonly isWhole: boolean }) | null;
}

const NO_FACTS: GivenFacts = { numerator: [], denominator: [] };

/** A group without what falls in months that are not applicable on either side. */
function withoutExcused(plan: FormulaPlan, group: GivenFacts, handedIn: HandedIn): GivenFacts {
  if (!excusesBoth(plan)) return { numerator: group.numerator, denominator: group.denominator };
  const excused = excusedOf(plan, handedIn);
  return {
    numerator: unexcused(group.numerator, excused.numerator),
    denominator: unexcused(group.denominator, excused.denominator),
  };
}

function inCanonicalOrder(ids: Iterable<string>): string[] {
  return [...new Set(ids)].sort();
}

/** The facts of each unit that give something. */
export function groupsByUnit(
  catalogue: Catalogue,
  plan: FormulaPlan,
  { numerator, denominator }: BothSides,
  inherits: boolean,
): Group[] {
  const [above, below] = [numerator.admittedGiven.byUnit, denominator.admittedGiven.byUnit];
  const units = inCanonicalOrder([...above.keys(), ...below.keys()]);
  const window = windowOf(numerator.plan, denominator.plan);
  const alone = new Map(
    units.map((unit): readonly [string, GivenFacts] => {
      const facts = { numerator: above.get(unit)?.facts ?? [], denominator: below.get(unit)?.facts ?? [] };
      return [
        unit,
        withoutExcused(plan, facts, {
          numerator: numerator.admitted.byUnit.get(unit)?.facts ?? [],
          denominator: denominator.admitted.byUnit.get(unit)?.facts ?? [],
        }),
      ];
    }),
  );
  const given = (members: readonly string[]): GivenFacts => {
    const [only] = members;
    if (members.length === 1 && only !== undefined) return alone.get(only) ?? NO_FACTS;
    return {
      numerator: members.flatMap((unit) => alone.get(unit)?.numerator ?? []),
      denominator: members.flatMap((unit) => alone.get(unit)?.denominator ?? []),
    };
  };
  if (isSteady(catalogue, window)) {
    return units.map((unit) => ({ unit, system: null, family: null, ...given([unit]) }));
  }
  /** Who took over and has not been assessed since is as those were whom it took over from. */
  const inherited = (unit: string): readonly Fact[] =>
    predecessorsOf(catalogue, unit).flatMap(({ id }) => above.get(id)?.facts ?? inherited(id));
  const own = (unit: string): GivenFacts => {
    const facts = given([unit]);
    return inherits && facts.numerator.length === 0 ? { ...facts, numerator: inherited(unit) } : facts;
  };
  return familiesOf(catalogue, units, window)
    .flatMap((members) => {
      const isWhole = members.every(
        (unit) => isThere(catalogue, unit, window.first) && isThere(catalogue, unit, window.last),
      );
      const family = { members, isWhole, ...given(members) };
      return members.map((unit) => {
        const facts = own(unit);
        return {
          unit,
          system: null,
          ...facts,
          family: inherits ? { ...family, numerator: facts.numerator } : family,
        };
      });
    })
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

/** Whether nobody changes place or owner within a window. */
function isSteady(catalogue: Catalogue, { first, last }: MonthSpan): boolean {
  return timesOf(catalogue, monthText(first), monthText(last)).length === 1;
}

/** The facts of each system that give something; they are its owner's whoever handed them in. */
export function groupsBySystem(catalogue: Catalogue, plan: FormulaPlan, sides: BothSides): Group[] {
  const { last } = windowOf(plan.numerator, plan.denominator);
  const bySystem = ({ facts }: FactList): Map<string, Fact[]> => groupedBy(facts, ({ system }) => system);
  const [above, below] = [bySystem(sides.numerator.admittedGiven), bySystem(sides.denominator.admittedGiven)];
  const allAbove = bySystem(sides.numerator.admitted);
  const allBelow = bySystem(sides.denominator.admitted);
  return inCanonicalOrder([...above.keys(), ...below.keys()]).flatMap((system) => {
    const facts = { numerator: above.get(system) ?? [], denominator: below.get(system) ?? [] };
    const known = catalogue.systems.get(system);
    const unit = known
      ? ownerIn(catalogue, known, monthText(last))
      : (facts.numerator[0] ?? facts.denominator[0])?.unit;
    if (unit === undefined) return [];
    const handedIn = { numerator: allAbove.get(system) ?? [], denominator: allBelow.get(system) ?? [] };
    return [{ unit, system, family: null, ...withoutExcused(plan, facts, handedIn) }];
  });
}
