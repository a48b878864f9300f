import fc from 'fast-check';
import { type Value, noValue } from '#core';
import { MeasureVersion } from '#catalogue';
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
  const [definition] = measure('m', formula, { minimumChange: 1 }).versions;
  if (!definition) throw new Error('no version');
  const perspective = 'quality' as const;
  const direction = (now: Value, previous: Value, better: 'higher' | 'lower' = 'higher') =>
    trendOf(Object.assign(new MeasureVersion(), definition, { id: 'm', perspective, better }), now, {
      previous,
      sameLastYear: noValue('not-provided'),
    }).direction;

  it('is an arrow from the smallest change that counts', () => {
    expect(direction(number(11), number(10))).toBe('better');
    expect(direction(number(10.9), number(10))).toBe('steady');
    expect(direction(number(9), number(10))).toBe('worse');
    expect(direction(number(9), number(10), 'lower')).toBe('better');
  });

  it('is an arrow for a survey when the last value lies outside the interval', () => {
    const now = number(60, { low: 55, high: 65 });
    expect(direction(now, number(56))).toBe('steady');
    expect(direction(now, number(54))).toBe('better');
    expect(direction(now, number(66))).toBe('worse');
  });

  it('is unknown when there is nothing to compare with, and then tells no change', () => {
    expect(direction(number(1), noValue('suppressed'))).toBe('unknown');
    expect(direction(noValue('suppressed'), number(1))).toBe('unknown');
  });
});
