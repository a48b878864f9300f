import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exactSum, withoutNoise } from './exact-sum.js';

describe('a sum', () => {
  it('is told as a person adds it', () => {
    expect(0.1 + 0.2).not.toBe(0.3);
    expect(exactSum([0.1, 0.2])).toBe(0.3);
    expect(exactSum([])).toBe(0);
  });

  it('is infinite when a number is', () => {
    expect(exactSum([1.001, -Infinity, 2])).toBe(-Infinity);
    expect(exactSum([1e308, 1e308, -1])).toBe(Infinity);
  });

  it('of amounts in öre is exact, in any order, and so is what is left when they are taken away again', () => {
    const ore = fc.array(fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 }), { maxLength: 100 });
    fc.assert(
      fc.property(ore, (amounts) => {
        const whole = amounts.reduce((sum, amount) => sum + amount, 0);
        const sek = amounts.map((amount) => amount / 100);
        expect(exactSum(sek)).toBe(whole / 100 + 0);
        expect(exactSum([...sek].reverse())).toBe(whole / 100 + 0);
        expect(exactSum([...sek, ...sek.map((amount) => -amount)])).toBe(0);
      }),
    );
  });
});

describe('a number without noise', () => {
  it.each([
    [279607.60000000003, 279607.6],
    [2.9999999999999996, 3],
    [810 / 11, 73.6363636363636],
    [1234567890123.45, 1234567890123.45],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  ])('%d is %d', (number, told) => {
    expect(withoutNoise(number)).toBe(told);
  });
});
