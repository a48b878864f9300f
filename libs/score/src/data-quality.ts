import {
  type Completeness,
  type DataQuality,
  type QualityGrade,
  type QualityReason,
  QUALITY_GRADES,
  type Value,
  completenessRatio,
} from '#core';

/** What a grade is given by. */
export interface QualityQuestion {
  readonly value: Value;
  readonly completeness: Completeness;
  /** Months from the last month with data, of the side that has the older, to the period's last month. */
  readonly monthsBehind: number;
  readonly method: 'objective' | 'subjective';
}

/** The least that earns A, B and C; what has less gets D. */
type Steps = readonly [number, number, number];

/** Share of what was expected that came in. */
const COMPLETE: Steps = [0.95, 0.8, 0.5];
/** Months that the data may be older than the period's end. */
const MONTHS_BEHIND: Steps = [0, 3, 6];
/** Half the width of the 95 % interval, in the measure's unit: all measures that have one go from 0 to 100. */
const HALF_WIDTH: Steps = [5, 10, 20];
/** Respondents behind an opinion whose interval is not known. */
const RESPONDENTS: Steps = [100, 30, 10];

function atLeast(number: number, steps: Steps): QualityGrade {
  const place = steps.findIndex((step) => number >= step);
  return QUALITY_GRADES[place] ?? 'D';
}

function atMost(number: number, steps: Steps): QualityGrade {
  const place = steps.findIndex((step) => number <= step);
  return QUALITY_GRADES[place] ?? 'D';
}

function precision({ value, method }: QualityQuestion): readonly [QualityReason, QualityGrade] {
  if (value.kind !== 'number') return ['imprecise', 'A'];
  if (value.interval) {
    return ['imprecise', atMost((value.interval.high - value.interval.low) / 2, HALF_WIDTH)];
  }
  return ['few', method === 'subjective' ? atLeast(value.n, RESPONDENTS) : 'A'];
}

/**
 * How far a measure's score can be relied on, from A to D: the worst of what its completeness, freshness, number of
 * answers (or the width of the interval) and method earn. An opinion without an interval is at most B. What pulls the
 * grade below A is named. A value that is not a number has no grade: there is nothing to rely on.
 *
 * | grade | completeness | data older by months | half interval | respondents |
 * | ----- | ------------ | -------------------- | ------------- | ----------- |
 * | A     | ≥ 95 %       | 0                    | ≤ 5           | ≥ 100       |
 * | B     | ≥ 80 %       | ≤ 3                  | ≤ 10          | ≥ 30        |
 * | C     | ≥ 50 %       | ≤ 6                  | ≤ 20          | ≥ 10        |
 * | D     | less         | more                 | wider         | fewer       |
 */
export function dataQuality(question: QualityQuestion): DataQuality | null {
  const { value, completeness, monthsBehind, method } = question;
  if (value.kind !== 'number') return null;
  const opinion = method === 'subjective' && value.interval === null;
  const grades: readonly (readonly [QualityReason, QualityGrade])[] = [
    ['incomplete', atLeast(completenessRatio(completeness) ?? 1, COMPLETE)],
    ['stale', atMost(monthsBehind, MONTHS_BEHIND)],
    precision(question),
    ['opinion', opinion ? 'B' : 'A'],
  ];
  const worst = Math.max(...grades.map(([, grade]) => QUALITY_GRADES.indexOf(grade)));
  return {
    grade: QUALITY_GRADES[worst] ?? 'D',
    reasons: grades.filter(([, grade]) => grade !== 'A').map(([reason]) => reason),
  };
}
