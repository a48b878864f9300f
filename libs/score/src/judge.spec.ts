import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Value, noValue } from '#core';
import { AnswerMeanFormula, type MeasureDefinition, MeasureVersion, RatioFormula } from '#catalogue';
import { type Judging, type TrendSide, scoreAt, scoreOf, statusOf, trendOf } from './judge.js';
import { measure, ratio, side } from './sample-city.spec-data.js';

const higher = { target: 80, nearTarget: 70, scoreFloor: 30 };
const lower = { target: 30, nearTarget: 40, scoreFloor: 120 };
const MORE: Judging = { better: 'higher', decimals: 1 };
const LESS: Judging = { better: 'lower', decimals: 1 };
const number = (n: number, interval: Value['interval'] = null): Value => ({
  kind: 'number',
  number: n,
  numerator: n,
  denominator: 1,
  n: 10,
  interval,
});

describe('the score', () => {
  it.each([
    [30, 0],
    [55, 50],
    [80, 100],
    [99, 100],
    [0, 0],
  ])('of %d where more is better is %d', (value, score) => {
    expect(scoreAt(value, higher, 'higher')).toBe(score);
  });

  it.each([
    [120, 0],
    [75, 50],
    [30, 100],
    [1, 100],
    [500, 0],
  ])('of %d where less is better is %d', (value, score) => {
    expect(scoreAt(value, lower, 'lower')).toBe(score);
  });

  it('never falls when the value gets better', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        expect(scoreAt(small, higher, 'higher')).toBeLessThanOrEqual(scoreAt(large, higher, 'higher'));
        expect(scoreAt(small, lower, 'lower')).toBeGreaterThanOrEqual(scoreAt(large, lower, 'lower'));
      }),
    );
  });

  it('is all or nothing when floor and target are the same', () => {
    const step = { target: 5, nearTarget: 5, scoreFloor: 5 };
    expect([4, 5, 6].map((n) => scoreAt(n, step, 'higher'))).toEqual([0, 100, 100]);
  });

  it('is none without a number or a target', () => {
    expect(scoreOf(noValue('suppressed'), higher, MORE)).toBeNull();
    expect(scoreOf(number(1), null, MORE)).toBeNull();
  });
});

describe('the status', () => {
  it.each([
    [80, 'met'],
    [70, 'near'],
    [69.9, 'not-met'],
  ])('of %d is %s', (value, status) => {
    expect(statusOf(number(value), higher, MORE)).toBe(status);
  });

  it.each([
    [30, 'met'],
    [40, 'near'],
    [40.1, 'not-met'],
  ])('of %d is %s where less is better', (value, status) => {
    expect(statusOf(number(value), lower, LESS)).toBe(status);
  });

  it('goes by the value as it is shown: 79.96 is 80.0, and 79.94 is 79.9', () => {
    expect(statusOf(number(79.96), higher, MORE)).toBe('met');
    expect(scoreOf(number(79.96), higher, MORE)).toBe(100);
    expect(statusOf(number(79.94), higher, MORE)).toBe('near');
    expect(statusOf(number(30.04), lower, LESS)).toBe('met');
    expect(scoreOf(number(55.04), higher, MORE)).toBe(50);
  });

  it('is informative without a target, and the kind of what is not a number', () => {
    expect(statusOf(number(1), null, MORE)).toBe('informative');
    expect(statusOf(noValue('not-provided'), higher, MORE)).toBe('not-provided');
  });
});

describe('the trend', () => {
  const formula = ratio(side('cases', { closed: 1 }), side('cases', { closed: 1 }));
  const share = Object.assign(new RatioFormula(), formula, { proportion: true });
  const answers = Object.assign(new AnswerMeanFormula(), { kind: 'answer-mean' });
  const ALL = { actual: 10, expected: 10 };
  const whole = (value: Value): TrendSide => ({ value, completeness: ALL, redefined: false });
  const NONE = whole(noValue('not-provided'));
  const CLOSED = { preliminaryBelow: 0.8, open: false };

  function defined(changes: Partial<MeasureDefinition>): MeasureDefinition {
    const [version] = measure('m', formula, { minimumChange: 1 }).versions;
    if (!version) throw new Error('no version');
    const named = { id: 'm', formerIds: [], perspective: 'quality' as const };
    return Object.assign(new MeasureVersion(), version, named, changes);
  }

  const direction = (now: Value, previous: Value, changes: Partial<MeasureDefinition> = {}) =>
    trendOf(defined(changes), whole(now), { previous: whole(previous), sameLastYear: NONE }, CLOSED)
      .direction;

  it('is an arrow for more than the smallest change that counts; equal is steady', () => {
    expect(direction(number(11.1), number(10))).toBe('better');
    expect(direction(number(11), number(10))).toBe('steady');
    expect(direction(number(10.3), number(9.3))).toBe('steady'); // 1.0000000000000018
    expect(direction(number(8.9), number(10))).toBe('worse');
    expect(direction(number(8.9), number(10), { better: 'lower' })).toBe('better');
    expect(direction(number(10.1), number(10), { minimumChange: 0 })).toBe('better');
    expect(direction(number(10), number(10), { minimumChange: 0 })).toBe('steady');
  });

  it('is an arrow for a survey when the difference lies outside its interval', () => {
    const around = (mean: number) => number(mean, { low: mean - 3, high: mean + 3 });
    const ofSurvey = (now: Value, previous: Value) => direction(now, previous, { formula: answers });
    expect(ofSurvey(around(60), around(56))).toBe('steady'); // √(3² + 3²) = 4.24
    expect(ofSurvey(around(60), around(55.5))).toBe('better');
    expect(ofSurvey(around(60), around(65))).toBe('worse');
    expect(ofSurvey(around(60), number(58.5))).toBe('better'); // without a spread: the smallest change
  });

  it('is unknown for a share when the intervals cover the change, and tells it', () => {
    const around = (mean: number) => number(mean, { low: mean - 5, high: mean + 5 });
    const of = (now: number) =>
      trendOf(
        defined({ formula: share }),
        whole(around(now)),
        { previous: whole(around(58)), sameLastYear: NONE },
        CLOSED,
      );
    expect(of(60)).toMatchObject({ direction: 'unknown', reason: 'within-interval', change: 2 });
    expect(of(66)).toMatchObject({ direction: 'better', reason: null, change: 8 }); // √(5² + 5²) = 7.07
  });

  it.each<[string, Partial<TrendSide>, Partial<TrendSide>, boolean]>([
    ['missing', {}, { value: noValue('suppressed') }, false],
    ['missing', { value: noValue('suppressed') }, {}, false],
    ['open', {}, {}, true],
    ['incomplete', { completeness: { actual: 7, expected: 10 } }, {}, false],
    ['incomplete', {}, { completeness: { actual: 7, expected: 10 } }, false],
    ['break', {}, { redefined: true }, false],
  ])('is unknown and tells no change, but why: %s', (reason, now, previous, open) => {
    const before = { ...whole(number(10)), ...previous };
    const trend = trendOf(
      defined({}),
      { ...whole(number(20)), ...now },
      { previous: before, sameLastYear: before },
      { ...CLOSED, open },
    );
    expect(trend).toEqual({ direction: 'unknown', reason, change: null, changeSinceLastYear: null });
  });

  it('is told at just enough completeness, and where nothing was expected', () => {
    const enough = { ...whole(number(20)), completeness: { actual: 8, expected: 10 } };
    const previous = { ...whole(number(10)), completeness: { actual: 0, expected: 0 } };
    expect(trendOf(defined({}), enough, { previous, sameLastYear: NONE }, CLOSED).direction).toBe('better');
  });
});
