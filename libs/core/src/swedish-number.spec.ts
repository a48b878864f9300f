import {
  completenessPercent,
  formatChange,
  formatCount,
  formatNumber,
  formatBriefly,
  formatScore,
} from './swedish-number.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

describe('numbers in Swedish', () => {
  it.each([
    [73.636_363, 1, '73,6'],
    [1_234_567.5, 2, '1\u202f234\u202f567,50'],
    [18_432, 0, '18\u202f432'],
    [99.954, 2, '99,95'],
    [0.25, 1, '0,3'],
    [-0.25, 1, '−0,3'],
    [-0.01, 1, '0,0'],
    [2.5, 0, '3'],
  ])('%p with %p decimals reads %p', (number, decimals, text) => {
    expect(formatNumber(number, decimals)).toBe(text);
  });

  it('repeats a short unit on the same line, and leaves a long one out', () => {
    expect(formatBriefly(73.6, 1, '%')).toBe('73,6\u00a0%');
    expect(formatBriefly(71.2, 1, 'index 0–100')).toBe('71,2');
  });

  it('counts with the decimals there are', () => {
    expect(formatCount(1100)).toBe('1\u202f100');
    expect(formatCount(42.254)).toBe('42,25');
  });
});

describe('a change', () => {
  it.each([
    [1.24, '%', '+1,2\u00a0procentenheter'],
    [-1.26, '%', '−1,3\u00a0procentenheter'],
    [0.01, '%', '0,0\u00a0procentenheter'],
    [-312.4, 'kr', '−312,4'],
  ])('of %p %s reads %p', (change, unit, text) => {
    expect(formatChange(change, 1, unit)).toBe(text);
  });
});

describe('a score', () => {
  it.each([
    [100, '100'],
    [99.7, '99'],
    [72.5, '73'],
    [0.2, '1'],
    [0, '0'],
  ])('of %p reads %p', (score, text) => {
    expect(formatScore(score)).toBe(text);
  });
});

describe('completeness', () => {
  it('has no share when nothing was expected', () => {
    expect(completenessPercent({ actual: 0, expected: 0 })).toBeNull();
  });

  it('reads 100 only when nothing lacks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.nat(), (expected, lack) => {
        const actual = expected - (lack % (expected + 1));
        const percent = completenessPercent({ actual, expected });
        expect(percent === 100).toBe(actual === expected);
      }),
    );
  });
});
