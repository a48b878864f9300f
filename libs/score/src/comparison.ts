import {
  COMPARISON_BASES,
  type ComparedSubject,
  type Comparison,
  type ComparisonBase,
  type Period,
  type Result,
  type SubjectKind,
  type TargetLine,
  type Value,
  failed,
  ok,
  rounded,
  sumCompleteness,
  sumRatios,
  withoutNoise,
} from '#core';
import {
  type Catalogue,
  type MeasureDefinition,
  type Unit,
  existsIn,
  isGathering,
  parentIn,
  rootUnit,
  subjectName,
  subjectsOf,
} from '#catalogue';
import { type Base, inhabitantsOf, onBase, unitOnBase } from './bases.js';

import { quartileOf, quartilesOf, ranksOf } from './order-statistics.js';

/** What is put side by side. */
export interface ComparisonQuestion {
  readonly kind: SubjectKind;
  readonly period: Period;
  readonly base: ComparisonBase;
  /** Only units of this kind; `null` for all that hand in. */
  readonly peers: Unit['kind'] | null;
}

/** A subject as it is judged by itself. */
export type JudgedSubject = Pick<
  ComparedSubject,
  'value' | 'score' | 'status' | 'target' | 'nearTarget' | 'completeness'
>;

/** What is known of a measure in the period. */
export interface ComparedMeasure {
  readonly catalogue: Catalogue;
  readonly definition: MeasureDefinition;
  readonly breakInSeries: boolean;
  /** The last of the period. */
  readonly month: string;
  readonly judge: (subjectId: string) => JudgedSubject;
  /** The mean FTE of a unit in the months of the measure's numerator. */
  readonly fteOf: (unitId: string) => Value;
}

/** Numbers per inhabitant or employee are small. */
const DECIMALS_ON_BASE = 2;

function baseOf(measure: ComparedMeasure, base: 'inhabitant' | 'fte', unitId: string): Base {
  const { catalogue, fteOf, month } = measure;
  if (base === 'inhabitant') return inhabitantsOf(catalogue, unitId, month);
  const fte = fteOf(unitId);
  return fte.kind === 'number' ? fte.numerator : fte.kind;
}

function judgedOnBase(measure: ComparedMeasure, id: string, base: ComparisonBase): JudgedSubject {
  const judged = measure.judge(id);
  if (base === 'none') return judged;
  const value = onBase(judged.value, baseOf(measure, base, id));
  const status = value.kind === 'number' ? 'informative' : value.kind;
  return { ...judged, value, score: null, status, target: null, nearTarget: null };
}

type Unranked = Omit<ComparedSubject, 'rank' | 'quartile'>;

function compared(measure: ComparedMeasure, { kind, base }: ComparisonQuestion, id: string): Unranked {
  const { catalogue } = measure;
  const subject = { kind, id };
  return {
    subject: { ...subject, name: subjectName(catalogue, subject)?.sv ?? id },
    unitKind: kind === 'unit' ? (catalogue.units.get(id)?.kind ?? null) : null,
    ...judgedOnBase(measure, id, base),
  };
}

/** Those that hand in themselves, or those of one kind, as they are at the period's end. */
function unitsCompared({ catalogue, month }: ComparedMeasure, peers: Unit['kind'] | null): string[] {
  return [...catalogue.units.values()]
    .filter((unit) => existsIn(unit, month))
    .filter((unit) => (peers === null ? !isGathering(unit) : unit.kind === peers))
    .map((unit) => unit.id);
}

/**
 * The city: its own value, or on a base the sum of the units that have both sides. Those are taken as high up in the tree
 * as they hand in, since what is below a unit is part of it.
 */
function wholeOf(measure: ComparedMeasure, question: ComparisonQuestion): ComparedSubject {
  const { catalogue, month } = measure;
  const whole = { ...compared(measure, question, rootUnit(catalogue).id), rank: null, quartile: null };
  if (question.base === 'none') return whole;
  const highest = [...catalogue.units.values()].filter((unit) => {
    const above = parentIn(unit, month);
    const parent = above === undefined ? undefined : catalogue.units.get(above);
    return existsIn(unit, month) && !isGathering(unit) && (parent === undefined || isGathering(parent));
  });
  const parts = highest.map((unit) => compared(measure, question, unit.id));
  const numbers = parts.map((part) => part.value).filter((value) => value.kind === 'number');
  if (numbers.length === 0) return whole;
  const sums = sumRatios(numbers);
  return {
    ...whole,
    value: {
      kind: 'number',
      ...sums,
      number: withoutNoise(sums.numerator / sums.denominator),
      interval: null,
    },
    status: 'informative',
    completeness: sumCompleteness(parts.map((part) => part.completeness)),
  };
}

function targetLines(items: readonly Unranked[]): TargetLine[] {
  const lines = new Map<string, TargetLine>();
  for (const { target, nearTarget } of items) {
    if (target === null || nearTarget === null) continue;
    const key = `${target} ${nearTarget}`;
    lines.set(key, { target, nearTarget, subjects: (lines.get(key)?.subjects ?? 0) + 1 });
  }
  return [...lines.values()].sort((a, b) => b.subjects - a.subjects);
}

/** Ranks and quartiles of the numbers as they are shown: what looks alike is alike. */
function ranked(
  items: readonly Unranked[],
  { better }: MeasureDefinition,
  decimals: number,
): Pick<Comparison, 'items' | 'quartiles'> {
  const shown = items.flatMap((item) =>
    item.value.kind === 'number' ? [{ item, number: rounded(item.value.number, decimals) }] : [],
  );
  const numbers = shown.map(({ number }) => number);
  const quartiles = quartilesOf(numbers);
  const ranks = ranksOf(numbers, better);
  const inOrder = shown
    .map(({ item, number }, i) => ({
      ...item,
      rank: ranks[i] ?? null,
      quartile: quartiles && quartileOf(number, quartiles, better),
    }))
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const others = items.filter((item) => item.value.kind !== 'number');
  return {
    items: [...inOrder, ...others.map((item) => ({ ...item, rank: null, quartile: null }))],
    quartiles,
  };
}

/**
 * All subjects of a kind side by side. What must not be shown has no number here either, and so no rank, and no part in
 * the quartiles. Fails with a sentence when the base makes no sense for the measure, or for subjects that are not units.
 */
export function compare(measure: ComparedMeasure, question: ComparisonQuestion): Result<Comparison> {
  const { catalogue, definition, breakInSeries } = measure;
  const { kind, base, peers, period } = question;
  const unitOfMeasure = base !== 'none' && kind !== 'unit' ? null : unitOnBase(definition, base);
  if (!unitOfMeasure) {
    return failed(`"${definition.id}" of a ${kind} cannot be compared per ${base}.`);
  }
  const bases = COMPARISON_BASES.filter(
    (each) => each === 'none' || (kind === 'unit' && unitOnBase(definition, each) !== null),
  );
  const decimals = base === 'none' ? definition.decimals : DECIMALS_ON_BASE;
  const ids = kind === 'unit' ? unitsCompared(measure, peers) : subjectsOf(catalogue, kind);
  const items = ids.map((id) => compared(measure, question, id));
  return ok({
    measure: definition.id,
    name: definition.name,
    definitionVersion: definition.version,
    breakInSeries,
    unitOfMeasure,
    decimals,
    better: definition.better,
    period: period.toString(),
    kind,
    base,
    bases,
    peers,
    targets: targetLines(items),
    whole: kind === 'unit' ? wholeOf(measure, question) : null,
    ...ranked(items, definition, decimals),
  });
}
