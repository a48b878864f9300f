import { type ExplainedPart, type ExplainedRemainder, sumRatios } from '#core';
import { childrenIn, timesOf } from '#catalogue';
import { type Contribution } from '../contributions.js';
import { isThere } from '../families.js';
import { groupedBy } from '../grouped-by.js';
import { branchOf } from '../membership.js';
import { type Month, monthText } from '../months.js';
import { type FormulaPlan, windowOf } from '../sides.js';
import { missingKind, valueOf } from '../value.js';
import { type CompositionQuestion } from './composition-question.js';

/** A part and what it adds, before it is known whether that may be told. */
interface Candidate extends Pick<ExplainedPart, 'of' | 'id'> {
  readonly added: readonly Contribution[];
  /** Its kind when it adds nothing. */
  readonly without: ExplainedPart['kind'];
}

type Part = Omit<ExplainedPart, 'name'>;

interface Parts {
  readonly parts: readonly Part[];
  readonly remainder: ExplainedRemainder | null;
}

/** The units right below, and what the unit itself adds. */
function children(question: CompositionQuestion, unit: string): Candidate[] {
  const { catalogue, contributions, valueOfUnit } = question;
  const below = childrenOver(question, unit).map((id): Candidate => {
    const isBelow = (other: string, month: Month): boolean =>
      question.within?.isIn(other, month) !== false &&
      branchOf(catalogue, { unit: other, below: unit }, month) === id;
    const added = contributions.parts.flatMap((part) => part.portion(isBelow) ?? []);
    return { of: 'unit', id, added, without: valueOfUnit(id).kind };
  });
  const own = contributions.parts.filter((part) => part.unit === unit);
  return own.length === 0 ? below : [...below, { of: 'own', id: unit, added: own, without: 'not-provided' }];
}

/** The units that are, at any time of the window, right below a unit, or that it took over from. */
function childrenOver({ catalogue, contributions, within }: CompositionQuestion, unit: string): string[] {
  const { first, last } = windowOf(contributions.plan.numerator, contributions.plan.denominator);
  const times = timesOf(catalogue, monthText(first), monthText(last));
  const below = times.flatMap((time) => childrenIn(catalogue, unit, time).map(({ id }) => id));
  if (times.length === 1) return below;
  const there = new Set<string>();
  for (let month = first; month <= last; month++) {
    for (const other of [...(within?.always ?? []), ...(within?.sometimes ?? [])]) {
      if (other === unit || !within?.isIn(other, month)) continue;
      if (isThere(catalogue, other, month) || contributions.completeness.has(other))
        there.add(branchOf(catalogue, { unit: other, below: unit }, month));
    }
  }
  const found = new Set([...below.filter((id) => there.has(id)), ...there]);
  return [...found].filter((id) =>
    [...Array(last - first + 1).keys()].some((i) => isThere(catalogue, id, first + i)),
  );
}

/** Units that have a part in another kind of subject. */
function units({ contributions }: CompositionQuestion): Candidate[] {
  const added = groupedBy(contributions.parts, (part) => part.unit);
  return [...contributions.completeness.keys()].map((id) => ({
    of: 'unit',
    id,
    added: added.get(id) ?? [],
    without: missingKind([contributions.without.get(id) ?? 'not-applicable']),
  }));
}

function systems(added: readonly Contribution[]): Candidate[] {
  return added.flatMap((one): Candidate[] =>
    one.system === null ? [] : [{ of: 'system', id: one.system, added: [one], without: 'not-provided' }],
  );
}

function candidates(question: CompositionQuestion, { pairBy }: FormulaPlan): Candidate[] {
  const { contributions, unit } = question;
  if (unit === null) return pairBy === 'system' ? systems(contributions.parts) : units(question);
  if (childrenOver(question, unit).length > 0) return children(question, unit);
  return systems(contributions.parts.filter((part) => part.unit === unit));
}

/**
 * The parts whose sums, with the remainder's, are the subject's. What may not be shown by itself is told as the sum of the
 * remainder, if that may be.
 */
export function partsOf(question: CompositionQuestion, plan: FormulaPlan): Parts {
  const { definition, value, mayShow } = question;
  const hidden: (readonly Contribution[])[] = [];
  const parts = candidates(question, plan).map(({ of, id, added, without }): Part => {
    if (added.length === 0) return { of, id, kind: without, number: null, sums: null };
    const { kind, number } = valueOf(definition, added);
    if (mayShow(added)) return { of, id, kind, number, sums: sumRatios(added) };
    hidden.push(added);
    return { of, id, kind: kind === 'number' ? 'suppressed' : kind, number: null, sums: null };
  });
  const together = hidden.flat();
  if (together.length === 0 || value.kind !== 'number') return { parts, remainder: null };
  const sums = mayShow(together) ? sumRatios(together) : null;
  return { parts, remainder: { parts: hidden.length, sums } };
}
