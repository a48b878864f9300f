import { suggest } from '#catalogue';
import { type MatchedColumn } from '../columns.js';
import { type CheckContext } from './check-context.js';
import { type FieldComplaint, type RowRule, answersIn, numberIn } from './row-rules.js';

interface Scale {
  readonly min: number;
  readonly max: number;
}

/** The scales on which the measures' questions are put, as their newest definitions have them. */
function askedScales({ measures }: CheckContext['catalogue']): ReadonlyMap<string, Scale> {
  const scales = new Map<string, Scale>();
  for (const { versions } of measures.values()) {
    const formula = versions.at(-1)?.formula;
    if (formula?.kind !== 'answer-mean') continue;
    for (const question of formula.questions) scales.set(question, { min: formula.min, max: formula.max });
  }
  return scales;
}

/**
 * Holds the answers of a row against the question's own scale: those on another one are refused (domain.md, section 8). A
 * question that no measure asks is remarked on when it looks like one that a measure does.
 */
export function questionRule({ catalogue }: CheckContext, columns: readonly MatchedColumn[]): RowRule {
  const scales = askedScales(catalogue);
  const lastColumn = Math.max(
    0,
    ...columns.map(({ field }) => Number(/^n_(\d+)$/.exec(field.name)?.[1] ?? 0)),
  );
  const said = new Set<string>();
  return function* (reading) {
    const question = reading.labels.question;
    if (question === undefined) return;
    const scale = scales.get(question);
    if (scale) yield* offScale(reading, scale);
    const hasNoScale = numberIn(reading, 'scale_max') === undefined;
    if (said.has(question)) return;
    said.add(question);
    if (!scale) yield* unknown(question, [...scales.keys()]);
    else if (hasNoScale && lastColumn < scale.max) {
      yield {
        code: 'alternatives-missing',
        field: 'question',
        details: { last: lastColumn, maximum: scale.max },
      };
    }
  };
}

function* offScale(reading: Parameters<RowRule>[0], { min, max }: Scale): Iterable<FieldComplaint> {
  const details = { minimum: min, maximum: max };
  const given = [
    ['scale_min', min],
    ['scale_max', max],
  ] as const;
  const other = given.find(([field, asked]) => (numberIn(reading, field) ?? asked) !== asked);
  if (other) {
    yield { code: 'other-question-scale', field: other[0], details };
    return;
  }
  for (const { field, answer, count } of answersIn(reading)) {
    const isToldAlready = numberIn(reading, 'scale_max') !== undefined;
    if (count > 0 && !isToldAlready && (answer < min || answer > max)) {
      yield { code: 'answer-outside-scale', field, details };
    }
  }
}

function unknown(question: string, known: readonly string[]): FieldComplaint[] {
  const didYouMean = { word: question, known };
  if (suggest(question, known) === null) return [];
  return [{ code: 'question-of-no-measure', field: 'question', didYouMean }];
}
