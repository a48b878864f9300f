import {
  type ConfidenceInterval,
  type NoValue,
  type Ratio,
  type Value,
  noValue,
  sumRatios,
  withoutNoise,
} from '#core';
import { type MeasureDefinition } from '#catalogue';
import { sumAnswers } from './answers.js';
import { type Contribution } from './contributions.js';
import { answerInterval, wilsonInterval } from './uncertainty.js';

function scaleOf({ formula }: MeasureDefinition): number {
  if (formula.kind === 'ratio') return formula.scale;
  return formula.kind === 'answer-mean' ? 100 : 1;
}

/** The 95 % interval of a mean of answers, and of a share of what was counted; money and time have none. */
function intervalOf(
  definition: MeasureDefinition,
  parts: readonly Contribution[],
  { numerator, denominator }: Ratio,
): ConfidenceInterval | null {
  const { formula } = definition;
  if (formula.kind === 'ratio' && formula.proportion) {
    const share = wilsonInterval(numerator, denominator);
    const scale = scaleOf(definition);
    return share && { low: share.low * scale, high: share.high * scale };
  }
  const answers = parts.map((part) => part.answers).filter((counts) => counts !== null);
  return answers.length > 0 ? answerInterval(sumAnswers(answers)) : null;
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
  const sums = sumRatios(parts);
  const { numerator, denominator, n } = sums;
  if (denominator === 0) return noValue('not-applicable');
  return {
    kind: 'number',
    // Scaled before the division: 7 of 100 is 7 %, not 7.000000000000001 %.
    number: withoutNoise((numerator * scaleOf(definition)) / denominator),
    numerator,
    denominator,
    n,
    interval: intervalOf(definition, parts, sums),
  };
}
