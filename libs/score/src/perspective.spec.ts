import { type MeasureScore, NOTHING_EXPECTED, type Status, noValue } from '#core';
import { type WeighedMeasure, perspectiveScore } from './perspective.js';

function weighed(
  score: number | null,
  status: Status,
  rest: { weight?: number; actual?: number; expected?: number } = {},
): WeighedMeasure {
  const { weight = 1, ...completeness } = rest;
  const measure: MeasureScore = {
    id: 'm',
    definitionVersion: 1,
    value: noValue('not-provided'),
    score,
    status,
    target: null,
    nearTarget: null,
    previous: noValue('not-provided'),
    sameLastYear: noValue('not-provided'),
    trend: { direction: 'unknown', reason: 'missing', change: null, changeSinceLastYear: null },
    completeness: { ...NOTHING_EXPECTED, ...completeness },
    quality: null,
    breakInSeries: false,
  };
  return { measure, weight, scoreAtNear: score === null ? null : 80 };
}

const judged = (...measures: WeighedMeasure[]) => perspectiveScore('cost', measures, 0.8);

describe('the score of a perspective', () => {
  it('is the weighted mean of the scores that are numbers', () => {
    const score = judged(
      weighed(100, 'met', { weight: 3 }),
      weighed(20, 'not-met'),
      weighed(null, 'suppressed'),
    );
    expect(score).toMatchObject({ score: 80, status: 'near' });
  });

  it.each([
    [100, 100, 'met'],
    [100, 60, 'near'],
    [100, 59, 'not-met'],
  ])('of %d and %d is %s', (a, b, status) => {
    expect(judged(weighed(a, 'met'), weighed(b, 'not-met')).status).toBe(status);
  });

  it.each<[Status[], Status]>([
    [['not-applicable', 'not-applicable'], 'not-applicable'],
    [['not-applicable', 'suppressed'], 'suppressed'],
    [['informative', 'not-provided'], 'not-provided'],
    [[], 'not-applicable'],
  ])('without scores, %j is %s', (statuses, status) => {
    expect(judged(...statuses.map((s) => weighed(null, s)))).toMatchObject({ score: null, status });
  });

  it('is preliminary below the share that it should stand on', () => {
    const of = (actual: number) => judged(weighed(50, 'near', { actual, expected: 10 }));
    expect([7, 8].map((actual) => of(actual).preliminary)).toEqual([true, false]);
    expect(judged(weighed(50, 'near')).preliminary).toBe(false);
    expect(
      judged(weighed(1, 'near', { actual: 1, expected: 2 }), weighed(1, 'near', { actual: 2, expected: 2 }))
        .completeness,
    ).toEqual({
      actual: 3,
      expected: 4,
    });
  });
});
