import { type ExplainedFact, exactSum } from '#core';
import { type Catalogue } from '#catalogue';
import { type Fact } from '../facts.js';
import { groupedBy } from '../grouped-by.js';
import { type FormulaPlan } from '../sides.js';
import { addedBy, weighing } from '../side-sum.js';
import { type Composition } from './composition.js';

const SIDES = ['numerator', 'denominator'] as const;

function rowOf(
  facts: readonly Fact[],
  { side, plan, weigh }: { side: ExplainedFact['side']; plan: FormulaPlan; weigh: (fact: Fact) => number },
): ExplainedFact[] {
  const [first] = facts;
  if (!first) return [];
  const { unit, period, system } = first;
  const sum = exactSum(facts.map((fact) => addedBy(fact, plan[side]) * weigh(fact)));
  return [{ side, unit, period, system, sum, count: facts.reduce((total, fact) => total + fact.count, 0) }];
}

/** The facts that are a subject's own, one row for each side, unit, period and system; nothing of surveys. */
export function ownFactsOf(catalogue: Catalogue, { plan, own }: Composition): ExplainedFact[] {
  const weigh = weighing(catalogue, plan);
  return SIDES.flatMap((side) => {
    const facts = own.flatMap((pairing) => pairing[side]?.facts ?? []);
    const rows = groupedBy(facts, ({ period, unit, system }) => JSON.stringify([period, unit, system]));
    return [...rows.values()].flatMap((row) => rowOf(row, { side, plan, weigh }));
  });
}
