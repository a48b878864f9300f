import { describe, expect, it } from '@jest/globals';
import { Period, type Subject } from '#core';
import { rounds } from '../rounds.js';
import { disagreementsOf, periodsToAsk } from './disagreements.js';
import { Oracle } from './oracle.js';
import { fill } from './product.js';
import { baseCatalogue, withProduct } from './random-cities.js';
import { type RandomCity, randomCity } from './random-city.js';
import { subjectsOf } from './subjects-of-city.js';
import { varied } from './varied-city.js';

/** Other cities than the usual ones: PERSPEKTIV_SEED=1000. */
const FIRST_SEED = Number(process.env.PERSPEKTIV_SEED ?? 501);
const SEEDS = Array.from({ length: rounds({ few: 1, many: 60 }) }, (_, i) => FIRST_SEED + i);
const PERIODS = ['2026-10', '2025-12', '2026-Q3', '2026-T2', '2026', '2025'].map((text) => Period.of(text));

/** What the oracle does not know of subjects: probes are told in time. */
const NOT_COMPARED = new Set(['availability', 'outages-per-system', 'response-apdex']);

async function disagreementsIn(city: RandomCity): Promise<string[]> {
  const { catalogue, files } = city;
  const subjects = subjectsOf(catalogue);
  const oracle = await Oracle.open();
  await oracle.add(catalogue, files, []);
  await oracle.addSubjects(subjects.map(({ about }) => about));
  const answers = await oracle.answers(periodsToAsk(PERIODS));
  oracle.close();
  return withProduct(catalogue, async (product) => {
    await fill(product, files, []);
    const measures = new Map([...catalogue.measures].filter(([id]) => !NOT_COMPARED.has(id)));
    const compared = { catalogue: { ...catalogue, measures }, scoring: product.scoring };
    const units = [...catalogue.units.keys()].map((id): Subject => ({ kind: 'unit', id }));
    const all = [...units, ...subjects.map(({ subject }) => subject)];
    return disagreementsOf(compared, answers, { periods: PERIODS, subjects: all });
  });
}

describe('subjects of every kind in random cities', () => {
  it.each(SEEDS)(
    'are what the definitions say: seed %i',
    async (seed) => {
      const city = varied(randomCity(await baseCatalogue(), seed), seed);
      expect(await disagreementsIn(city)).toEqual([]);
    },
    300_000,
  );
});
