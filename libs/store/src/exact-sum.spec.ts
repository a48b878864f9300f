import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addTo, noSum } from './exact-sum.js';

function sumOf(numbers: readonly number[]): number {
  const parts = noSum();
  for (const number of numbers) addTo(parts, number);
  return parts.whole + (parts.fraction + parts.rest);
}

describe('the exact sum', () => {
  it.each([
    [[0.1, 0.2], 0.1 + 0.2],
    [Array.from({ length: 10 }, () => 0.1), 1],
    [[1e12, 0.01, -1e12], 0.01],
    [[-0.01, 1e15, 0.03, -1e15], 0.03 - 0.01],
    [[0.1], 0.1],
    [[1e-7], 1e-7],
    [[-1_234.56, 1_234.56], 0],
    [[], 0],
  ])('of %j is %d', (numbers, expected) => {
    expect(sumOf(numbers)).toBe(expected);
  });

  it('is the same in every order, and in parts', () => {
    const amount = fc.integer({ min: -1e13, max: 1e13 }).map((ore) => ore / 100);
    const amounts = fc.array(amount, { maxLength: 60 });
    fc.assert(
      fc.property(
        amounts.chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
        ([all, other]) => {
          expect(sumOf(other)).toBe(sumOf(all));
        },
      ),
    );
  });

  it('of whole öre is the nearest number to the true sum', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { maxLength: 100 }), (quarters) => {
        const exact = quarters.reduce((sum, quarter) => sum + quarter, 0) / 4;
        expect(sumOf(quarters.map((quarter) => quarter / 4))).toBe(exact === 0 ? 0 : exact);
      }),
    );
  });
});

function shuffled<T>(all: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length });
}
