import {
  type MeasureScore,
  type PerspectiveId,
  type PerspectiveScore,
  type Status,
  completenessRatio,
  sumCompleteness,
  withoutNoise,
} from '#core';

/** A measure's score with what the perspective needs of its definition. */
export interface WeighedMeasure {
  readonly measure: MeasureScore;
  readonly weight: number;
  /** What the measure would score at its `nearTarget`; `null` without a target. */
  readonly scoreAtNear: number | null;
}

const ROUNDING = 1e-9;

function weightedMean(parts: readonly { readonly score: number; readonly weight: number }[]): number {
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  return withoutNoise(parts.reduce((sum, part) => sum + part.score * part.weight, 0) / weight);
}

/** Without a score: what all measures that make sense here have in common, otherwise that something is missing. */
function statusWithoutScore(measures: readonly WeighedMeasure[]): Status {
  const statuses = new Set(measures.map(({ measure }) => measure.status));
  statuses.delete('not-applicable');
  if (statuses.size === 0) return 'not-applicable';
  const [only] = statuses;
  return statuses.size === 1 && only !== undefined ? only : 'not-provided';
}

/**
 * The score of a perspective: the weighted mean of its measures' scores that are numbers. It is `met` when they all are at
 * target, `near` when it is no worse than the mean of what they would score at their near targets; completeness is the sum
 * of theirs, and below `preliminaryBelow` (0–1) the score is preliminary (domain.md, section 5).
 */
export function perspectiveScore(
  id: PerspectiveId,
  weighed: readonly WeighedMeasure[],
  preliminaryBelow: number,
): PerspectiveScore {
  const measures = weighed.map(({ measure }) => measure);
  const completeness = sumCompleteness(measures.map((measure) => measure.completeness));
  const ratio = completenessRatio(completeness);
  const common = {
    id,
    preliminary: ratio !== null && ratio < preliminaryBelow,
    completeness,
    measures,
  };
  const scored = weighed.flatMap(({ measure: { score }, weight, scoreAtNear }) =>
    score === null || scoreAtNear === null ? [] : [{ score, weight, scoreAtNear }],
  );
  if (scored.length === 0) return { ...common, score: null, status: statusWithoutScore(weighed) };
  if (scored.every(({ score }) => score === 100)) return { ...common, score: 100, status: 'met' };
  const score = weightedMean(scored);
  const near = weightedMean(scored.map(({ scoreAtNear, weight }) => ({ score: scoreAtNear, weight })));
  return { ...common, score, status: score >= near - ROUNDING ? 'near' : 'not-met' };
}
