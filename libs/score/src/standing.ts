import { type Catalogue } from '#catalogue';
import { marksNotApplicable } from './facts.js';
import { type BothSides, type SideFacts } from './side-facts.js';
import { owes } from './owed.js';
import { type Scope } from './scope.js';
import { type FormulaPlan } from './sides.js';

/** Whether a unit has a number, and otherwise why not (domain.md, section 3). */
export type Standing = 'number' | 'not-provided' | 'not-applicable';

interface StandingQuestion {
  readonly catalogue: Catalogue;
  readonly scope: Scope;
  readonly unit: string;
  readonly sides: BothSides;
  readonly pairBy: FormulaPlan['pairBy'];
}

type SideStanding = 'given' | 'not-provided' | 'not-applicable';

function sideStanding(question: StandingQuestion, facts: SideFacts): SideStanding {
  const { plan, all, admitted, admittedGiven } = facts;
  const { catalogue, scope, unit } = question;
  if (admittedGiven.byUnit.has(unit)) return 'given';
  const own = admitted.byUnit.get(unit)?.facts ?? [];
  if (own.some((fact) => marksNotApplicable(fact, plan))) return 'not-applicable';
  if (!owes(catalogue, unit, plan, scope)) return 'not-applicable';
  // The unit has handed in, and nothing of it is about the subject: there is nothing to expect.
  const elsewhere = scope.systems !== null && plan.source !== 'probes' && all.byUnit.has(unit);
  return elsewhere ? 'not-applicable' : 'not-provided';
}

/**
 * Why a unit has no number. A side that makes no sense for the unit outweighs one that is missing. When both are given and
 * yet nothing came of it: no system has both sides (there is nothing to measure), or months are missing.
 */
export function standingOf(question: StandingQuestion): Exclude<Standing, 'number'> {
  const { sides, pairBy } = question;
  const standings = [sides.numerator, sides.denominator].map((side) => sideStanding(question, side));
  if (standings.includes('not-applicable')) return 'not-applicable';
  if (standings.includes('not-provided')) return 'not-provided';
  return pairBy === 'system' ? 'not-applicable' : 'not-provided';
}
