import { suggest } from '#catalogue';
import { type MatchedColumn } from '../columns.js';
import { type CheckContext } from './check-context.js';
import { type FieldComplaint, type RowRule, answersIn, numberIn } from './row-rules.js';

/** How, and to whom, a measure puts a question. */
interface Asked {
  readonly min: number;
  readonly max: number;
  readonly audiences: ReadonlySet<string>;
}

/** The questions of the measures, as their newest definitions put them. */
function askedByMeasures({ measures }: CheckContext['catalogue']): ReadonlyMap<string, Asked> {
  const asked = new Map<string, Asked>();
  for (const { versions } of measures.values()) {
    const formula = versions.at(-1)?.formula;
    if (formula?.kind !== 'answer-mean') continue;
    const { min, max } = formula;
    for (const question of formula.questions) {
      const others = asked.get(question)?.audiences ?? [];
      asked.set(question, { min, max, audiences: new Set([...others, ...formula.audiences]) });
    }
  }
  return asked;
}

/**
 * Holds the answers of a row against the question's own scale: those on another one are refused (domain.md, section 8). A
 * question that no measure asks is remarked on when it looks like one that a measure does, and one that is asked of others
 * than the measures count, always.
 */
export function questionRule({ catalogue }: CheckContext, columns: readonly MatchedColumn[]): RowRule {
  const measured = askedByMeasures(catalogue);
  const lastColumn = Math.max(
    0,
    ...columns.map(({ field }) => Number(/^n_(\d+)$/.exec(field.name)?.[1] ?? 0)),
  );
  const said = new Set<string>();
  return function* (reading) {
    const question = reading.labels.question;
    if (question === undefined) return;
    const asked = measured.get(question);
    if (asked) {
      yield* offScale(reading, asked);
      yield* ofOtherAudience(reading.labels.audience, asked, said);
    }
    const hasNoScale = numberIn(reading, 'scale_max') === undefined;
    if (said.has(question)) return;
    said.add(question);
    if (!asked) yield* unknown(question, [...measured.keys()]);
    else if (hasNoScale && lastColumn < asked.max) {
      yield {
        code: 'alternatives-missing',
        field: 'question',
        details: { last: lastColumn, maximum: asked.max },
      };
    }
  };
}

function* offScale(reading: Parameters<RowRule>[0], { min, max }: Asked): Iterable<FieldComplaint> {
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

/** Answers of an audience that no measure counts are kept, and told of once. */
function* ofOtherAudience(
  audience: string | undefined,
  { audiences }: Asked,
  said: Set<string>,
): Iterable<FieldComplaint> {
  if (audience === undefined || audiences.size === 0 || audiences.has(audience) || said.has(audience)) return;
  said.add(audience);
  yield { code: 'audience-of-no-measure', field: 'audience' };
}

function unknown(question: string, known: readonly string[]): FieldComplaint[] {
  const didYouMean = { word: question, known };
  if (suggest(question, known) === null) return [];
  return [{ code: 'question-of-no-measure', field: 'question', didYouMean }];
}
