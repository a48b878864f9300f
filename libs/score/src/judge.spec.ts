import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Value, noValue } from '#core';
import { AnswerMeanFormula, type MeasureDefinition, MeasureVersion } from '#catalogue';
import { scoreAt, scoreOf, statusOf, trendOf } from './judge.js';
import { measure, ratio, side } from './sample-city.spec-data.js';

const higher = { target: 80, nearTarget: 70, scoreFloor: 30 };
const lower = { target: 30, nearTarget: 40, scoreFloor: 120 };
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
    expect(scoreOf(noValue('suppressed'), higher, 'higher')).toBeNull();
    expect(scoreOf(number(1), null, 'higher')).toBeNull();
  });
});

describe('the status', () => {
  it.each([
    [80, 'met'],
    [70, 'near'],
    [69.9, 'not-met'],
  ])('of %d is %s', (value, status) => {
    expect(statusOf(number(value), higher, 'higher')).toBe(status);
  });

  it.each([
    [30, 'met'],
    [40, 'near'],
    [40.1, 'not-met'],
  ])('of %d is %s where less is better', (value, status) => {
    expect(statusOf(number(value), lower, 'lower')).toBe(status);
  });

  it('is informative without a target, and the kind of what is not a number', () => {
    expect(statusOf(number(1), null, 'higher')).toBe('informative');
    expect(statusOf(noValue('not-provided'), higher, 'higher')).toBe('not-provided');
  });
});

describe('the trend', () => {
  const formula = ratio(side('cases', { closed: 1 }), side('cases', { closed: 1 }));
  const answers = Object.assign(new AnswerMeanFormula(), { kind: 'answer-mean' });
  const direction = (now: Value, previous: Value, changes: Partial<MeasureDefinition> = {}) => {
    const [version] = measure('m', formula, { minimumChange: 1 }).versions;
    if (!version) throw new Error('no version');
    const named = { id: 'm', formerIds: [], perspective: 'quality' as const };
    return trendOf(Object.assign(new MeasureVersion(), version, named, changes), now, {
      previous,
      sameLastYear: noValue('not-provided'),
    }).direction;
  };

  it('is an arrow from the smallest change that counts', () => {
    expect(direction(number(11), number(10))).toBe('better');
    expect(direction(number(10.9), number(10))).toBe('steady');
    expect(direction(number(9), number(10))).toBe('worse');
    expect(direction(number(9), number(10), { better: 'lower' })).toBe('better');
  });

  it('is an arrow for a survey when the difference lies outside its interval', () => {
    const around = (mean: number) => number(mean, { low: mean - 3, high: mean + 3 });
    const ofSurvey = (now: Value, previous: Value) => direction(now, previous, { formula: answers });
    expect(ofSurvey(around(60), around(56))).toBe('steady'); // √(3² + 3²) = 4.24
    expect(ofSurvey(around(60), around(55.5))).toBe('better');
    expect(ofSurvey(around(60), around(65))).toBe('worse');
    expect(ofSurvey(around(60), number(58.5))).toBe('better'); // without a spread: the smallest change
  });

  it('is an arrow for a share from the smallest change that counts, whatever its interval', () => {
    expect(direction(number(60, { low: 55, high: 65 }), number(58, { low: 53, high: 63 }))).toBe('better');
  });

  it('is unknown when there is nothing to compare with, and then tells no change', () => {
    expect(direction(number(1), noValue('suppressed'))).toBe('unknown');
    expect(direction(noValue('suppressed'), number(1))).toBe('unknown');
  });
});
