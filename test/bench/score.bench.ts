import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Period, type Subject } from '#core';
import { type Catalogue, loadCatalogue } from '#catalogue';
import { type Perspektiv, openPerspektivOver } from '#pipeline';
import { type Bench, type Extent } from './bench.js';
import { type SampleFacts, demoFacts, grown, storeGrown } from './sample-facts.js';
import { type Contender, sideBySide, wallMs } from './side-by-side.js';
import { printTable } from './table.js';

const QUARTER = Period.of('2026-Q3');

/** A city of some size on disk. */
class StoredCity {
  private constructor(
    readonly times: number,
    readonly catalogue: Catalogue,
    private readonly folder: string,
  ) {}

  static async make(base: Catalogue, facts: SampleFacts, times: number): Promise<StoredCity> {
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-bench-'));
    const city = new StoredCity(times, grown(base, times), folder);
    await city.opened(({ store }) => storeGrown(store, facts, { catalogue: base, times }));
    return city;
  }

  /** Does some work on the city as a program that has just started. */
  async opened<T>(work: (perspektiv: Perspektiv) => Promise<T>): Promise<T> {
    const opened = await openPerspektivOver(this.catalogue, {
      configFolder: this.folder,
      dataFolder: this.folder,
      host: '127.0.0.1',
      port: 0,
      roles: new Set(['schedule']),
      logLevel: 'silent',
      vantage: 'main',
      version: 'bench',
    });
    if (!opened.ok) throw new Error(opened.problem);
    try {
      return await work(opened.value);
    } finally {
      await opened.value.close();
    }
  }

  get units(): Subject[] {
    return [...this.catalogue.units.keys()].map((id) => ({ kind: 'unit', id }));
  }

  /** Every unit's scorecard for a quarter, by a program that has just started. */
  coldMs(): Promise<number> {
    return this.opened(({ scoring: { score } }) => wallMs(() => score.scorecards(this.units, QUARTER, 0)));
  }

  /** The same once more. */
  repeatedMs(): Promise<number> {
    return this.opened(async ({ scoring: { score } }) => {
      await score.scorecards(this.units, QUARTER, 0);
      return wallMs(() => score.scorecards(this.units, QUARTER, 0));
    });
  }

  /** One measure of every unit over some quarters, by a program that has just started. */
  seriesMs(measure: string, quarters: number): Promise<number> {
    const periods = Array.from({ length: quarters }, (_, i) => QUARTER.shift(i - quarters + 1));
    return this.opened(({ scoring: { score } }) =>
      wallMs(async () => {
        for (const unit of this.units) await score.series(measure, unit, periods);
      }),
    );
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

async function demoCatalogue(): Promise<Catalogue> {
  const demo = await loadCatalogue('config/demo');
  if (!demo.ok) throw new Error(JSON.stringify(demo.problem));
  return demo.value;
}

async function growth(base: Catalogue, extent: Extent): Promise<void> {
  const facts = demoFacts(base, extent === 'smoke' ? 8 : 26);
  const sizes = extent === 'smoke' ? [1, 2] : [1, 2, 5, 10];
  const cities: StoredCity[] = [];
  for (const times of sizes) cities.push(await StoredCity.make(base, facts, times));
  const contenders = (how: 'coldMs' | 'repeatedMs'): Contender[] =>
    cities.map((city) => ({ name: String(city.times), round: () => city[how]() }));
  const rounds = extent === 'smoke' ? 1 : 5;
  const cold = await sideBySide(contenders('coldMs'), rounds);
  const repeated = await sideBySide(contenders('repeatedMs'), rounds);
  printTable(
    'Every unit’s scorecard for a quarter: 15 measures, all levels, with the periods they are compared with',
    ['units', 'systems', 'cold ms', 'least', 'most', '× one city', 'again ms'],
    cities.map(({ catalogue }, i) => [
      String(catalogue.units.size),
      String(catalogue.systems.size),
      cold[i]?.medianMs ?? NaN,
      cold[i]?.leastMs ?? NaN,
      cold[i]?.mostMs ?? NaN,
      (cold[i]?.medianMs ?? NaN) / (cold[0]?.medianMs ?? NaN),
      repeated[i]?.medianMs ?? NaN,
    ]),
  );
  console.log('goals: one city under 1,000 ms cold and 50 ms again; ten cities at most 12 times as long');
  for (const city of cities) await city.remove();
}

async function years(base: Catalogue, extent: Extent): Promise<void> {
  const months = extent === 'smoke' ? 8 : 60;
  const city = await StoredCity.make(base, demoFacts(base, months), 1);
  const contenders = [...base.measures.keys()].map((measure) => ({
    name: measure,
    round: () => city.seriesMs(measure, Math.ceil(months / 3)),
  }));
  const timings = await sideBySide(contenders, extent === 'smoke' ? 1 : 5);
  printTable(
    `One measure of every unit over ${months} months, by quarter, cold`,
    ['measure', 'ms', 'least', 'most'],
    timings.map(({ name, medianMs, leastMs, mostMs }) => [name, medianMs, leastMs, mostMs]),
  );
  console.log('goal: five years under 300 ms');
  await city.remove();
}

/** Scorecards of a whole city, of cities up to ten times its size, and the long series of each measure. */
export const scoreBench: Bench = {
  name: 'score',
  run: async (extent) => {
    const base = await demoCatalogue();
    await growth(base, extent);
    await years(base, extent);
  },
};
