import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sample } from '#core';
import { type Store, openStore } from '#store';
import { INFLUXD_2, InfluxServer } from '../peers/influx-server.js';
import { type Bench, type Extent } from './bench.js';
import { processorMs, sideBySide, wallMs } from './side-by-side.js';
import { printTable } from './table.js';

const START_MS = Date.UTC(2026, 8, 1);
/** Each target gives a sample in so many seconds; what one second brings is acknowledged together. */
const INTERVAL_SECONDS = 10;

/** A store on one of the engines, and the time series' past in it. */
class EngineRun {
  private turns = 0;

  constructor(
    readonly name: string,
    private readonly store: Store,
    private readonly targets: number,
  ) {}

  /** One sample of each target, acknowledged second by second; and read, so that the engine must have them. */
  async turn(): Promise<void> {
    const { timeSeries } = this.store;
    const turnMs = START_MS + this.turns++ * INTERVAL_SECONDS * 1000;
    for (let second = 0; second < INTERVAL_SECONDS; second++) {
      await timeSeries.writeSamples(this.samplesAt(turnMs + second * 1000, second), { isOwn: true });
    }
    const endMs = turnMs + INTERVAL_SECONDS * 1000;
    const found = await timeSeries.samples({ targets: ['t0'], startMs: turnMs, endMs });
    if (found.length !== 1) throw new Error(`${this.name} has ${found.length} samples of a target, not 1`);
  }

  private samplesAt(timeMs: number, second: number): Sample[] {
    const samples: Sample[] = [];
    for (let target = second; target < this.targets; target += INTERVAL_SECONDS) {
      samples.push({
        ...{ target: `t${target}`, vantage: 'main', timeMs, state: 'up', statusCode: 200 },
        ...{ totalMs: 80 + (target % 97), connectMs: 3, ttfbMs: 60 },
      });
    }
    return samples;
  }
}

async function compare(
  server: InfluxServer,
  targets: number,
  extent: Extent,
): Promise<(string | number)[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'perspektiv-bench-'));
  const stores = [
    await openStore(join(folder, 'embedded'), []),
    await openStore(join(folder, 'grown'), [], { timeSeries: await server.database() }),
  ];
  const runs = ['DuckDB', 'InfluxDB'].flatMap((name, index) => {
    const store = stores[index];
    return store ? [new EngineRun(name, store, targets)] : [];
  });
  const rounds = extent === 'smoke' ? 1 : 7;
  const wall = await sideBySide(
    runs.map((run) => ({ name: run.name, round: () => wallMs(() => run.turn()) })),
    rounds,
  );
  const processor = await sideBySide(
    runs.map((run) => ({ name: run.name, round: () => processorMs(() => run.turn()) })),
    rounds,
  );
  for (const store of stores) await store.close();
  await rm(folder, { recursive: true });
  const [embedded] = wall;
  return wall.map(({ name, medianMs }, index) => [
    ...[name, targets, (1000 * targets) / medianMs, (1000 * (processor[index]?.medianMs ?? NaN)) / targets],
    medianMs / (embedded?.medianMs ?? NaN),
  ]);
}

/** Samples from acknowledged to found again, on each engine of the time series, from a city's targets to a country's. */
export const enginesBench: Bench = {
  name: 'engines',
  run: async (extent) => {
    if (!existsSync(INFLUXD_2)) {
      console.log(`engines: left out, for there is no InfluxDB 2 (.ci/build-influxd)`);
      return;
    }
    const server = await InfluxServer.start();
    const rows: (string | number)[][] = [];
    for (const targets of extent === 'smoke' ? [200] : [200, 2_000, 20_000]) {
      rows.push(...(await compare(server, targets, extent)));
    }
    await server.remove();
    printTable(
      `A sample of each target each ${INTERVAL_SECONDS} s: acknowledged second by second, and found again`,
      ['engine', 'targets', 'samples a second', 'our processor µs a sample', '× embedded'],
      rows,
    );
  },
};
