import { type NoValue, type Value, noValue, sumRatios } from '#core';
import { type MeasureDefinition } from '#catalogue';
import { answerInterval, sumAnswers } from './answers.js';
import { type Contribution } from './contributions.js';

function scaleOf({ formula }: MeasureDefinition): number {
  if (formula.kind === 'ratio') return formula.scale;
  return formula.kind === 'answer-mean' ? 100 : 1;
}

/** Why a subject has no number: something is missing, unless the measure makes no sense for any of its units. */
export function missingKind(kinds: Iterable<NoValue['kind']>): NoValue['kind'] {
  for (const kind of kinds) if (kind === 'not-provided') return 'not-provided';
  return 'not-applicable';
}

/**
 * Σ numerators / Σ denominators of contributions: there must be some. When all was delivered and the denominators add up
 * to nothing there was nothing to measure, which is `not-applicable`.
 */
export function valueOf(definition: MeasureDefinition, parts: readonly Contribution[]): Value {
  const { numerator, denominator, n } = sumRatios(parts);
  if (denominator === 0) return noValue('not-applicable');
  const answers = parts.map((part) => part.answers).filter((counts) => counts !== null);
  return {
    kind: 'number',
    // Scaled before the division: 7 of 100 is 7 %, not 7.000000000000001 %.
    number: (numerator * scaleOf(definition)) / denominator,
    numerator,
    denominator,
    n,
    interval: answers.length > 0 ? answerInterval(sumAnswers(answers)) : null,
  };
}
