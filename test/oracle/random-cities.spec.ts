import { describe, expect, it } from '@jest/globals';
import { disagreementsInCities } from './random-cities.js';

const SEEDS = Array.from({ length: 200 }, (_, i) => i + 1);

describe('two hundred random cities', () => {
  it('are what the definitions say', async () => {
    expect(await disagreementsInCities(SEEDS)).toEqual([]);
  }, 1_200_000);
});
