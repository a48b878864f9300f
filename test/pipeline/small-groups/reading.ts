import {
  type Derivation,
  type ExplainedPart,
  type MeasureScore,
  Period,
  type Scorecard,
  type Subject,
  type Value,
} from '#core';
import { type Catalogue, type MeasureDefinition, measureInForce, parentIn } from '#catalogue';
import { type Answers, type ShownSum } from './attack.js';

/** The unit and those above it in the month of a wave, from below. */
function pathUp(
  { units }: Pick<Catalogue, 'units'>,
  { unit, wave }: Pick<Answers, 'unit' | 'wave'>,
): string[] {
  const entry = units.get(unit);
  const above = entry && parentIn(entry, Period.of(wave).lastMonth.toString());
  return above === undefined ? [unit] : [unit, ...pathUp({ units }, { unit: above, wave })];
}

function isAbout(catalogue: Catalogue, answers: Answers, subject: Subject): boolean {
  if (subject.kind === 'unit') return pathUp(catalogue, answers).includes(subject.id);
  const { system } = answers;
  const about = system === null ? undefined : catalogue.systems.get(system);
  if (subject.kind === 'system') return about?.id === subject.id;
  return subject.kind === 'service-domain'
    ? about?.serviceDomain === subject.id
    : about?.category === subject.id;
}

/** The answers that a measure of a subject in a period is the sum of, straight from the definitions. */
export function sumBehind(
  catalogue: Catalogue,
  answers: readonly Answers[],
  what: { definition: MeasureDefinition; subject: Subject; period: Period },
): ShownSum {
  const { definition, subject, period } = what;
  const { formula } = definition;
  if (formula.kind !== 'answer-mean') throw new Error(`${definition.id} does not ask anybody`);
  const months = new Set(period.months().map(String));
  const taken = answers.filter(
    (one) =>
      months.has(Period.of(one.wave).lastMonth.toString()) &&
      formula.questions.includes(one.question) &&
      formula.audiences.includes(one.audience) &&
      isAbout(catalogue, one, subject),
  );
  return { asked: `${definition.id} ${definition.version}`, of: new Set(taken) };
}

/** The answers of one part of an explanation. */
function partOf(
  catalogue: Catalogue,
  whole: ShownSum,
  { of, id }: ExplainedPart,
  subject: Subject,
): ShownSum {
  const alone = of !== 'unit' || subject.kind !== 'unit';
  // A unit that moves within a period is a part of the subject only while it stands directly below it.
  const belongs = (one: Answers): boolean => {
    if (alone) return one.unit === id;
    const path = pathUp(catalogue, one);
    return path[path.indexOf(subject.id) - 1] === id;
  };
  return { asked: whole.asked, of: new Set([...whole.of].filter(belongs)) };
}

function joined(sums: readonly ShownSum[], { asked }: ShownSum): ShownSum {
  return { asked, of: new Set(sums.flatMap(({ of }) => [...of])) };
}

/** Every sum of answers that an explanation shows; throws when it tells of single facts, or of what is suppressed. */
export function sumsExplained(
  catalogue: Catalogue,
  answers: readonly Answers[],
  { subject, period, definition, measure, parts, remainder, facts, steps, shown }: Derivation,
): ShownSum[] {
  const inForce = measureInForce(catalogue, definition.id, Period.of(period).lastDay);
  if (inForce?.formula.kind !== 'answer-mean') return [];
  const whole = sumBehind(catalogue, answers, { definition: inForce, subject, period: Period.of(period) });
  if (facts.length > 0) throw new Error('single facts are told');
  if (measure.value.kind !== 'number' && (steps.length > 0 || shown !== null))
    throw new Error('told in steps');
  const told = parts.filter(({ number, sums }) => number !== null || sums !== null);
  const hidden = parts.filter((part) => !told.includes(part));
  const sumOfPart = (part: ExplainedPart): ShownSum => partOf(catalogue, whole, part, subject);
  return [
    ...(measure.value.kind === 'number' ? [whole] : []),
    ...told.map(sumOfPart),
    ...(remainder?.sums ? [joined(hidden.map(sumOfPart), whole)] : []),
  ];
}

/** A period and those that a scorecard compares it with, each with whether anything of it can be seen. */
function* seenIn(measure: MeasureScore, period: Period): Iterable<[Period, Value, boolean]> {
  const { value, previous, sameLastYear, score, status, trend } = measure;
  const changed = trend.change !== null;
  const changedSinceLastYear = trend.changeSinceLastYear !== null;
  const judged = score !== null || status !== value.kind || changed || changedSinceLastYear;
  yield [period, value, isSeen(value) || (value.kind !== 'number' && judged)];
  yield [period.previous(), previous, isSeen(previous) || changed];
  yield [period.sameLastYear(), sameLastYear, isSeen(sameLastYear) || changedSinceLastYear];
}

function isSeen({ kind, ...rest }: Value): boolean {
  return kind === 'number' || Object.values(rest).some((part) => part !== null);
}

/** Every sum of answers that a scorecard shows; throws when a value is not the sum that it should be. */
export function sumsShown(catalogue: Catalogue, answers: readonly Answers[], card: Scorecard): ShownSum[] {
  const { subject } = card;
  return card.perspectives
    .flatMap(({ measures }) => measures)
    .flatMap((measure) =>
      [...seenIn(measure, Period.of(card.period))].flatMap(([period, value, seen]) => {
        const definition = measureInForce(catalogue, measure.id, period.lastDay);
        if (!seen || definition?.formula.kind !== 'answer-mean') return [];
        const sum = sumBehind(catalogue, answers, { definition, subject, period });
        const { min, max } = definition.formula;
        const denominator = (max - min) * [...sum.of].reduce((total, { count }) => total + count, 0);
        if (value.denominator !== denominator)
          throw new Error(`${sum.asked} of ${subject.id} ${card.period}`);
        return [sum];
      }),
    );
}
