import { describe, expect, it } from '@jest/globals';
import { readPortfolioAddress, writePortfolioAddress } from './portfolio-address.js';

const NOW_MS = Date.UTC(2026, 11, 31, 23, 30);

describe('the address of a portfolio', () => {
  it('is this year in the city when it names none, or none that is a year', () => {
    expect(readPortfolioAddress('', NOW_MS)).toEqual({ portfolio: null, year: 2027 });
    expect(readPortfolioAddress('?portfolio=2&year=banan', NOW_MS)).toEqual({ portfolio: '2', year: 2027 });
  });

  it('reads back what it wrote', () => {
    for (const query of ['?portfolio=2&year=2026', '?year=2025']) {
      expect(writePortfolioAddress(readPortfolioAddress(query, NOW_MS))).toBe(query);
    }
  });
});
