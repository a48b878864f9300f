import fc from 'fast-check';
import { rounded } from './rounded.js';

describe('rounded', () => {
  it.each([
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [73.63636363636364, 1, 73.6],
    [-0.04, 1, 0],
    [1e-7, 2, 0],
    [1.5e-7, 7, 2e-7],
    [1e21, 2, 1e21],
    [123456789.125, 2, 123456789.13],
  ])('%d to %d decimals is %d', (number, decimals, expected) => {
    expect(rounded(number, decimals)).toBe(expected);
  });

  it('is never further away than half a step, and the same on both sides of zero', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.nat(6), (number, decimals) => {
        const result = rounded(number, decimals);
        // Half a step, and the two roundings to a double that any decimal number of this size has to take.
        const halfStep = 0.5 * 10 ** -decimals;
        const doubles = 2 * Number.EPSILON * Math.max(1, Math.abs(number));
        expect(Math.abs(result - number)).toBeLessThanOrEqual(halfStep + doubles);
        expect(rounded(-number, decimals) + result).toBe(0);
      }),
    );
  });
});
