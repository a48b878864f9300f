import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PackedSlice, Period, type SliceContent, type SliceKey, packSlice, unpackSlice } from '#core';
import { type Catalogue, loadCatalogue } from '#catalogue';
import { type ReadUpload, besideSystems, readUpload } from '#intake';
import { type AgreedWithin, type Perspektiv, ScoreCycle, openPerspektivOver } from '#pipeline';
import { type Store } from '#store';
import { disagreements, periodsToAsk } from './disagreements.js';
import { Oracle, type OracleAnswers } from './oracle.js';
import { fill, settingsIn } from './product.js';
import { type RandomCity, randomCity } from './random-city.js';
import { uploadOf } from '../upload-of.js';

/** Each kind of period, those that overlap, one that the data begin in and one after all of them. */
const PERIODS = ['2026-10', '2025-12', '2026-Q3', '2026-T2', '2026', '2025'].map((text) => Period.of(text));

/** The product on a data folder of its own, for as long as the work lasts. */
export async function withProduct<T>(
  catalogue: Catalogue,
  work: (product: Perspektiv) => Promise<T>,
): Promise<T> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'perspektiv-'));
  const opened = await openPerspektivOver(catalogue, settingsIn(dataFolder));
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

/** What a city's files hold; of slices that are handed in twice, the later comes later. */
function slicesOf({ catalogue, files }: RandomCity): PackedSlice[] {
  const standing = new Map<string, SliceContent>();
  return files.flatMap((file): readonly PackedSlice[] => {
    const dataset = catalogue.datasets.get(file.dataset);
    if (!dataset) throw new Error(`There is no data set ${file.dataset}`);
    const read = readUpload({ ...file, dataset, catalogue, mayHandInFor: () => true, language: 'en' });
    if (read.accepted !== (file.outcome === 'accepted')) throw new Error(JSON.stringify(read.problems));
    const { slices } = besideSystems(
      read,
      [...standing.values()].filter(({ key }) => isReplaced(key, read)),
    );
    for (const slice of slices) standing.set(JSON.stringify(slice.key), unpackSlice(slice));
    return slices;
  });
}

/** Whether a file brings slices of the same data set, period and source. */
function isReplaced({ dataset, period, source }: SliceKey, { slices }: ReadUpload): boolean {
  return slices.some(({ key }) => key.dataset === dataset && key.period === period && key.source === source);
}

/** Puts a city in the place of what is there, in one upload: that takes a tenth of the time. */
async function replaceCity(
  { facts, ledger }: Store,
  gone: readonly PackedSlice[],
  city: RandomCity,
): Promise<PackedSlice[]> {
  const emptied = gone.map(({ key }) => packSlice({ key, observations: [] }));
  const slices = slicesOf(city);
  await ledger.record(uploadOf([...emptied, ...slices]));
  await facts.writeRollUps(city.rollUps);
  return slices;
}

/** A city comes in through the door, hand-in by hand-in; then others, one after the other, take its place in the store. */
async function disagreementsInTurn(
  [first, ...others]: readonly RandomCity[],
  answers: OracleAnswers,
): Promise<string[]> {
  if (!first) return [];
  return withProduct(first.catalogue, async (product) => {
    await fill(product, first.files, first.rollUps);
    const found = await disagreements(product, answers, PERIODS);
    let slices = slicesOf(first);
    for (const city of others) {
      slices = await replaceCity(product.store, slices, city);
      const { catalogue } = city;
      const { remarks, editions } = product.scoring;
      const agreed: AgreedWithin = (window, nowMs) => product.measuring.agreed.within(window, nowMs);
      const score = new ScoreCycle({ ...product.stage, catalogue }, remarks, agreed, editions);
      found.push(...(await disagreements({ catalogue, scoring: { score } }, answers, PERIODS)));
    }
    return found;
  });
}

const GROUPS = 4;

/** Where the product shows something else than what follows from the definitions, in the cities of some seeds. */
export async function disagreementsInCities(seeds: readonly number[]): Promise<string[]> {
  const base = await baseCatalogue();
  const cities = seeds.map((seed) => randomCity(base, seed));
  const oracle = await Oracle.open();
  for (const { catalogue, files, rollUps } of cities) {
    const taken = files.filter(({ outcome }) => outcome === 'accepted');
    await oracle.add(catalogue, taken, rollUps);
  }
  const answers = await oracle.answers(periodsToAsk(PERIODS));
  oracle.close();
  const groups = Array.from({ length: GROUPS }, (_, i) => cities.filter((_, j) => j % GROUPS === i));
  const found: string[] = [];
  for (let i = 0; i < GROUPS; i += 2) {
    // Two at a time: while one waits for the engine, the other computes.
    const both = groups.slice(i, i + 2).map((group) => disagreementsInTurn(group, answers));
    found.push(...(await Promise.all(both)).flat());
  }
  return found;
}
