import { type ExplainedPart, type ExplainedRemainder, type FactOrigin, type Value } from '#core';
import { type UnitPeriod, unitPeriodsOf } from '../completeness.js';
import { type Pairing, workingsOf } from '../contributions.js';
import { type ChangeConflict } from '../once-per-change.js';
import { type FormulaPlan } from '../sides.js';
import { type CompositionQuestion } from './composition-question.js';
import { type Lack, lacksOf } from './lacks.js';
import { partsOf } from './parts.js';

/**
 * What a value is made of, as far as it may be shown: together with the values themselves this is all that leaves of what units
 * contribute. Every sum in it passed the same gate as values do; what answers a unit's own sum was made of is not told.
 */
export interface Composition {
  readonly value: Value;
  readonly plan: FormulaPlan;
  readonly ofPeople: boolean;
  readonly parts: readonly Omit<ExplainedPart, 'name'>[];
  readonly remainder: ExplainedRemainder | null;
  /** What is the subject's own, in canonical order; nothing of surveys. */
  readonly own: readonly Pairing[];
  readonly unitPeriods: ReadonlyMap<string, readonly UnitPeriod[]>;
  readonly lacks: readonly Lack[];
  readonly conflicts: readonly ChangeConflict[];
  readonly origins: readonly FactOrigin[];
  /** Systems that were, or should have been, probed. */
  readonly systems: readonly string[];
}

function originsOf({ numerator, denominator }: FormulaPlan, pairings: readonly Pairing[]): FactOrigin[] {
  const origins = new Map<string, FactOrigin>();
  for (const pairing of pairings) {
    if (!pairing.contribution) continue;
    for (const [{ source }, side] of [
      [numerator, pairing.numerator],
      [denominator, pairing.denominator],
    ] as const) {
      if (source === 'probes') continue;
      for (const { unit: owner, sliceUnit: unit = owner, period } of side?.facts ?? []) {
        origins.set(`${source} ${unit} ${period}`, { dataset: source, unit, period });
      }
    }
  }
  return [...origins.values()];
}

/** See {@link Composition}. */
export function compositionOf(question: CompositionQuestion): Composition {
  const { catalogue, contributions, value, unit, within } = question;
  const workings = workingsOf(question);
  const { plan, sides, conflicts } = workings;
  const isWithin = (other: string): boolean =>
    within === null || within.always.has(other) || within.sometimes.has(other);
  const pairings = workings.pairings.filter((pairing) => isWithin(pairing.unit));
  const counted = [...contributions.completeness.keys()].filter(
    (other) => isWithin(other) && contributions.without.get(other) !== 'not-applicable',
  );
  const ofPeople = [plan.numerator, plan.denominator].some(({ source }) => source === 'survey');
  const probed = [sides.numerator, sides.denominator].find((side) => side.plan.source === 'probes');
  const systems = (probed?.admitted.facts ?? [])
    .filter((fact) => isWithin(fact.unit))
    .map(({ system }) => system)
    .filter((system) => system !== null);
  return {
    value,
    plan,
    ofPeople,
    ...partsOf(question, plan),
    own: ofPeople
      ? []
      : pairings.filter((pairing) => pairing.contribution && (unit === null || pairing.unit === unit)),
    unitPeriods: new Map(counted.map((other) => [other, unitPeriodsOf(catalogue, other, sides)])),
    lacks: lacksOf(question, { ...workings, pairings }, isWithin),
    conflicts: conflicts.filter((conflict) => isWithin(conflict.unit)),
    origins: originsOf(plan, pairings),
    systems: [...new Set(systems)],
  };
}
