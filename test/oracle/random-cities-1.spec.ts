import { describe, expect, it } from '@jest/globals';
import { disagreementsInCities } from './random-cities.js';

/** One half of the two hundred cities: the other half is random-cities-2.spec.ts, for the machine's other core. */
const SEEDS = Array.from({ length: 100 }, (_, i) => 1 + i);

describe('random cities 1 of 2', () => {
  it('are what the definitions say', async () => {
    expect(await disagreementsInCities(SEEDS)).toEqual([]);
  }, 300_000);
});
