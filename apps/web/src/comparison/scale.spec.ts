import { describe, expect, it } from '@jest/globals';
import { type ComparedSubject, type Comparison, noValue } from '#core';
import fc from 'fast-check';
import { scaleOf } from './scale.js';

const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true });

function compared(number: number | null): ComparedSubject {
  return {
    subject: { kind: 'unit', id: 'a', name: 'A' },
    unitKind: 'committee',
    value:
      number === null
        ? noValue('suppressed')
        : { kind: 'number', number, numerator: number, denominator: 1, n: 1, interval: null },
    score: null,
    status: 'informative',
    target: null,
    nearTarget: null,
    completeness: { actual: 1, expected: 1 },
    rank: null,
    quartile: null,
  };
}

function comparison(numbers: readonly (number | null)[], target: number): Comparison {
  return {
    measure: 'm',
    name: { sv: 'm', en: 'm' },
    definitionVersion: 1,
    breakInSeries: false,
    unitOfMeasure: { sv: '%', en: '%' },
    decimals: 1,
    better: 'higher',
    period: '2026-Q3',
    kind: 'unit',
    base: 'none',
    bases: ['none'],
    peers: null,
    targets: [{ target, nearTarget: target, subjects: 1 }],
    quartiles: null,
    whole: null,
    items: numbers.map(compared),
  };
}

describe('the scale of a comparison', () => {
  it('has room for every number and the target, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.option(finite)), finite, (numbers, target) => {
        const { at } = scaleOf(comparison(numbers, target));
        const drawn = [target, ...numbers.filter((number) => number !== null)].sort((a, b) => a - b);
        const places = drawn.map(at);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        for (const place of places) {
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it('draws what is all alike in the middle', () => {
    expect(scaleOf(comparison([7, null], 7)).at(7)).toBe(50);
  });
});
