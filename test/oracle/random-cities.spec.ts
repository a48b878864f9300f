import { describe, expect, it } from '@jest/globals';
import { rounds } from '../rounds.js';
import { disagreementsInCities } from './random-cities.js';

const CITIES = rounds({ few: 10, many: 200 });
/** Other cities than the usual ones: PERSPEKTIV_SEED=1000. */
const FIRST_SEED = Number(process.env.PERSPEKTIV_SEED ?? 1);
const SEEDS = Array.from({ length: CITIES }, (_, i) => FIRST_SEED + i);

describe(`random cities of the seeds ${FIRST_SEED} to ${FIRST_SEED + CITIES - 1}`, () => {
  it('are what the definitions say', async () => {
    expect(await disagreementsInCities(SEEDS)).toEqual([]);
  }, 7_200_000);
});
