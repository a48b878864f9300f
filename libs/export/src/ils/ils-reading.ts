import { type MeasureScore, type Scorecard, type Status, type Value, noValue, rounded } from '#core';
import { type MeasureDefinition } from '#catalogue';

/** What is told of a measure of a unit of the receiver, which may be several of ours. */
export interface IlsReading {
  readonly value: Value;
  readonly target: number | null;
  readonly previous: Value;
  readonly status: Status;
}

/** A measure of a scorecard; `null` when it is not on it. */
export function measureOn({ perspectives }: Scorecard, measure: string): MeasureScore | null {
  for (const { measures } of perspectives) {
    const found = measures.find(({ id }) => id === measure);
    if (found) return found;
  }
  return null;
}

function scaleOf({ formula }: MeasureDefinition): number {
  if (formula.kind === 'ratio') return formula.scale;
  return formula.kind === 'answer-mean' ? 100 : 1;
}

/**
 * Several values as one: Σ numerators / Σ denominators of those that are numbers. A suppressed part suppresses the whole, for
 * what is left would be told as something that it is not; without any number, something is missing unless all make no sense.
 */
function combined(values: readonly Value[], definition: MeasureDefinition): Value {
  const numbers = values.filter((value) => value.kind === 'number');
  if (values.some(({ kind }) => kind === 'suppressed')) return noValue('suppressed');
  const [numerator, denominator, n] = (['numerator', 'denominator', 'n'] as const).map((part) =>
    numbers.reduce((sum, value) => sum + value[part], 0),
  );
  if (!numerator && !denominator) {
    return noValue(values.every(({ kind }) => kind === 'not-applicable') ? 'not-applicable' : 'not-provided');
  }
  if (numerator === undefined || !denominator || n === undefined) return noValue('not-applicable');
  const number = (numerator * scaleOf(definition)) / denominator;
  return { kind: 'number', number, numerator, denominator, n, interval: null };
}

/** What all have in common; `null` when they differ. */
function common(levels: readonly (number | null)[]): number | null {
  const [first = null] = levels;
  return levels.every((level) => level === first) ? first : null;
}

/** How a combined value stands, by the value as it is shown (domain.md, section 5); acceptances hold for single units only. */
function statusOf(
  value: Value,
  { target, nearTarget }: { readonly target: number | null; readonly nearTarget: number | null },
  { better, decimals }: MeasureDefinition,
): Status {
  if (value.kind !== 'number') return value.kind;
  if (target === null || nearTarget === null) return 'informative';
  const shown = rounded(value.number, decimals);
  const reaches = (level: number): boolean => (better === 'higher' ? shown >= level : shown <= level);
  if (reaches(target)) return 'met';
  return reaches(nearTarget) ? 'near' : 'not-met';
}

/** What is told of a measure for some of our units that the receiver has as one; `null` when none has the measure. */
export function readingOf(cards: readonly Scorecard[], definition: MeasureDefinition): IlsReading | null {
  const measures = cards.flatMap((card) => measureOn(card, definition.id) ?? []);
  const [only] = measures;
  if (!only) return null;
  if (measures.length === 1) return only;
  const value = combined(
    measures.map((measure) => measure.value),
    definition,
  );
  const previous = combined(
    measures.map((measure) => measure.previous),
    definition,
  );
  const levels = {
    target: common(measures.map(({ target }) => target)),
    nearTarget: common(measures.map(({ nearTarget }) => nearTarget)),
  };
  return { value, previous, target: levels.target, status: statusOf(value, levels, definition) };
}
