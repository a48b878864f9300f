import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Period, type Subject } from '#core';
import { type Catalogue, loadCatalogue } from '#catalogue';
import { type Perspektiv, type Settings, openPerspektivOver } from '#pipeline';
import { type SampleFacts, grown, storeGrown } from './sample-facts.js';
import { wallMs } from './side-by-side.js';

const QUARTER = Period.of('2026-Q3');

/** Which engines a city is on; the embedded one where none is named. */
export type CityEngines = Pick<Settings, 'ledger' | 'timeSeries'>;

/** A city of some size, embedded or on engines of its own. */
export class StoredCity {
  /** How long it took to store it. */
  storedMs = NaN;

  private constructor(
    readonly times: number,
    readonly catalogue: Catalogue,
    private readonly folder: string,
    private readonly engines: CityEngines,
  ) {}

  static async make(
    base: Catalogue,
    facts: SampleFacts,
    { times, engines = {} }: { readonly times: number; readonly engines?: CityEngines },
  ): Promise<StoredCity> {
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-bench-'));
    const city = new StoredCity(times, grown(base, times), folder, engines);
    city.storedMs = await city.opened(({ store }) =>
      wallMs(() => storeGrown(store, facts, { catalogue: base, times })),
    );
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
      ...this.engines,
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

  /** Every unit's scorecard for a quarter, or another period, by a program that has just started. */
  coldMs(period: Period = QUARTER): Promise<number> {
    return this.opened(({ scoring: { score } }) => wallMs(() => score.scorecards(this.units, period, 0)));
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

/** The catalogue of the sample city. */
export async function demoCatalogue(): Promise<Catalogue> {
  const demo = await loadCatalogue('config/demo');
  if (!demo.ok) throw new Error(JSON.stringify(demo.problem));
  return demo.value;
}
