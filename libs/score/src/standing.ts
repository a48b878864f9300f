import { type Catalogue } from '#catalogue';
import { cadencePeriods } from './completeness.js';
import { type Excused, excusedOf, isExcused, unexcused } from './excused.js';
import { marksNotApplicable } from './facts.js';
import { type MonthSpan } from './months.js';
import { deliveriesFor, owes } from './owed.js';
import { type Scope } from './scope.js';
import { type BothSides, type SideFacts } from './side-facts.js';
import { type FormulaPlan } from './sides.js';
import { systemsWith } from './systems-counted.js';

/** Whether a unit has a number, and otherwise why not (domain.md, section 3). */
export type Standing = 'number' | 'not-provided' | 'not-applicable';

interface StandingQuestion {
  readonly catalogue: Catalogue;
  readonly scope: Scope;
  readonly unit: string;
  readonly sides: BothSides;
  readonly plan: FormulaPlan;
}

type SideStanding = 'given' | 'not-provided' | 'not-applicable';

/** The periods that a unit owes of a side, in the window. */
function expectedSpans({ catalogue, unit }: StandingQuestion, { plan }: SideFacts): MonthSpan[] {
  return deliveriesFor(catalogue, unit, plan).flatMap(({ delivery, isOwedIn }) =>
    cadencePeriods(delivery.cadence, plan.months).filter(({ last }) => isOwedIn(last)),
  );
}

/** Whether all that is expected of a side was called not applicable: one month excuses itself and no other. */
function isAllExcused(question: StandingQuestion, facts: SideFacts, excused: Excused): boolean {
  const own = facts.admitted.byUnit.get(question.unit)?.facts ?? [];
  const expected = expectedSpans(question, facts);
  if (expected.length === 0) return own.some((fact) => marksNotApplicable(fact, facts.plan));
  return expected.every((span) => isExcused(span, excused));
}

/** Whether the unit has handed in for all that is expected, and nothing of it is about the subject. */
function isElsewhere(question: StandingQuestion, facts: SideFacts): boolean {
  const { scope, unit } = question;
  if (scope.systems === null || facts.plan.source === 'probes') return false;
  const all = facts.all.byUnit.get(unit)?.facts ?? [];
  if (all.length === 0) return false;
  const own = facts.admitted.byUnit.get(unit)?.facts ?? [];
  if (!own.some((fact) => marksNotApplicable(fact, facts.plan))) return true;
  return expectedSpans(question, facts).every((span) =>
    all.some(({ months }) => months.first <= span.last && span.first <= months.last),
  );
}

function sideStanding(question: StandingQuestion, facts: SideFacts, excused: Excused): SideStanding {
  const { catalogue, scope, unit } = question;
  const given = facts.admittedGiven.byUnit.get(unit)?.facts ?? [];
  if (unexcused(given, excused).length > 0) return 'given';
  if (!owes(catalogue, unit, facts.plan, scope)) return 'not-applicable';
  if (isAllExcused(question, facts, excused)) return 'not-applicable';
  return isElsewhere(question, facts) ? 'not-applicable' : 'not-provided';
}

/**
 * Systems are paired one by one: it makes no sense where no system has a denominator. Where one has, its numerator is missing,
 * unless that was called not applicable.
 */
function standingBySystem(
  question: StandingQuestion,
  above: Excused,
  below: Excused,
): Exclude<Standing, 'number'> {
  const { catalogue, unit, sides } = question;
  if (systemsWith(catalogue, unit, sides.denominator).size === 0) {
    const denominator = sideStanding(question, sides.denominator, below);
    return denominator === 'not-provided' ? 'not-provided' : 'not-applicable';
  }
  return isAllExcused(question, sides.numerator, above) ? 'not-applicable' : 'not-provided';
}

/**
 * Why a unit has no number. A side that makes no sense for the unit outweighs one that is missing. When both are given and
 * yet nothing came of it, months are missing.
 */
export function standingOf(question: StandingQuestion): Exclude<Standing, 'number'> {
  const { sides, unit, plan } = question;
  const handedIn = {
    numerator: sides.numerator.admitted.byUnit.get(unit)?.facts ?? [],
    denominator: sides.denominator.admitted.byUnit.get(unit)?.facts ?? [],
  };
  const excused = excusedOf(plan, handedIn);
  if (plan.pairBy === 'system') return standingBySystem(question, excused.numerator, excused.denominator);
  const standings = (['numerator', 'denominator'] as const).map((side) =>
    sideStanding(question, sides[side], excused[side]),
  );
  return standings.includes('not-applicable') ? 'not-applicable' : 'not-provided';
}
