import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quartileOf, quartilesOf, ranksOf } from './order-statistics.js';

const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 4, maxLength: 60 });

describe('quartiles', () => {
  // R: quantile(c(6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49), type = 7); Excel: QUARTILE.INC.
  it('lie between the two nearest numbers, by distance', () => {
    expect(quartilesOf([6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49])).toMatchObject({
      n: 11,
      low: 25.5,
      median: 40,
      high: 42.5,
    });
    expect(quartilesOf([7, 15, 36, 39, 40, 41])).toMatchObject({ low: 20.25, median: 37.5, high: 39.75 });
  });

  it('are none for fewer than four numbers', () => {
    expect(quartilesOf([1, 2, 3])).toBeNull();
    expect(quartilesOf([1, 2, 3, 4])).not.toBeNull();
  });

  it('do not depend on the order of the numbers, and lie in order within them', () => {
    fc.assert(
      fc.property(numbers, (list) => {
        const quartiles = quartilesOf(list);
        expect(quartilesOf(list.toReversed())).toEqual(quartiles);
        const { low = NaN, median = NaN, high = NaN } = quartiles ?? {};
        const inOrder = [Math.min(...list), low, median, high, Math.max(...list)];
        expect(inOrder.toSorted((a, b) => a - b)).toEqual(inOrder);
      }),
    );
  });

  it('hold the numbers that lie on a line, whatever the arithmetic makes of it', () => {
    const quartiles = quartilesOf([61.7, 61.7, 61.7, 61.7, 61.7, 63.1]);
    if (!quartiles) throw new Error('no quartiles');
    expect(quartiles).toMatchObject({ low: 61.7, median: 61.7, high: 61.7 });
    expect(quartilesOf([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])).toMatchObject({
      low: 0.25,
      median: 0.4,
      high: 0.55,
    });
  });

  it('tell which quarter is the best one, whichever way is better', () => {
    const quartiles = quartilesOf([1, 2, 3, 4, 5, 6, 7, 8]);
    if (!quartiles) throw new Error('no quartiles');
    expect([8, 6, 4, 1].map((number) => quartileOf(number, quartiles, 'higher'))).toEqual([1, 2, 3, 4]);
    expect([1, 4, 6, 8].map((number) => quartileOf(number, quartiles, 'lower'))).toEqual([1, 2, 3, 4]);
  });
});

describe('ranks', () => {
  it('are shared by equals', () => {
    expect(ranksOf([30, 10, 30, 20], 'higher')).toEqual([1, 4, 1, 3]);
    expect(ranksOf([30, 10, 30, 20], 'lower')).toEqual([3, 1, 3, 2]);
  });

  it('are one more than there are better ones', () => {
    fc.assert(
      fc.property(numbers, (list) => {
        const ranks = ranksOf(list, 'lower');
        for (const [i, number] of list.entries()) {
          expect(ranks[i]).toBe(1 + list.filter((other) => other < number).length);
        }
      }),
    );
  });
});
