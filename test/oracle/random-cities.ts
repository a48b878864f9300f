import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Period } from '#core';
import { type Catalogue, loadCatalogue } from '#catalogue';
import { Perspektiv } from '#pipeline';
import { disagreements, periodsToAsk } from './disagreements.js';
import { Oracle } from './oracle.js';
import { fill } from './product.js';
import { type RandomCity, randomCity } from './random-city.js';

/** Each kind of period, those that overlap, one that the data begin in and one after all of them. */
const PERIODS = [
  '2026-10',
  '2026-06',
  '2025-12',
  '2026-Q3',
  '2026-Q2',
  '2025-Q3',
  '2026-T2',
  '2025-T3',
  '2026',
  '2025',
  '2026-12',
].map((text) => Period.of(text));

/** The product on a data folder of its own, for as long as the work lasts. */
export async function withProduct<T>(
  catalogue: Catalogue,
  work: (product: Perspektiv) => Promise<T>,
): Promise<T> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'perspektiv-'));
  const opened = await Perspektiv.over(catalogue, {
    configFolder: dataFolder,
    dataFolder,
    host: '127.0.0.1',
    port: 0,
    roles: new Set(['schedule']),
    logLevel: 'silent',
    vantage: 'main',
    version: 'test',
  });
  if (!opened.ok) throw new Error(opened.problem);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
    await rm(dataFolder, { recursive: true });
  }
}

/** What the measures and data sets of the random cities are. */
export async function baseCatalogue(): Promise<Catalogue> {
  const base = await loadCatalogue('config');
  if (!base.ok) throw new Error(JSON.stringify(base.problem));
  return base.value;
}

/** Where the product shows something else than what follows from the definitions, in the cities of some seeds. */
export async function disagreementsInCities(seeds: readonly number[]): Promise<string[]> {
  const base = await baseCatalogue();
  const cities = seeds.map((seed): RandomCity => randomCity(base, seed));
  const oracle = await Oracle.open();
  for (const { catalogue, files, rollUps } of cities) {
    await oracle.add(
      catalogue,
      files.filter(({ outcome }) => outcome === 'accepted'),
      rollUps,
    );
  }
  const answers = await oracle.answers(periodsToAsk(PERIODS));
  oracle.close();
  const found: string[] = [];
  for (const { catalogue, files, rollUps } of cities) {
    const disputed = await withProduct(catalogue, async (product) => {
      await fill(product, files, rollUps);
      return disagreements(product, answers, PERIODS);
    });
    found.push(...disputed);
  }
  return found;
}
