import { existsSync } from 'node:fs';
import { InfluxDB } from '@influxdata/influxdb-client';
import { Period } from '#core';
import { type InfluxDbPlace } from '#store';
import { INFLUXD_2, InfluxServer } from '../peers/influx-server.js';
import { POSTGRES, PostgresServer } from '../peers/postgres-server.js';
import { type Bench, type Extent } from './bench.js';
import { HandingInAndReading } from './second-process.js';
import { demoFacts } from './sample-facts.js';
import { sideBySide, wallMs } from './side-by-side.js';
import { StoredCity, demoCatalogue } from './stored-city.js';
import { printTable } from './table.js';

/** A city on both kinds of engines. */
interface Pair {
  readonly times: number;
  readonly embedded: StoredCity;
  readonly grown: StoredCity;
}

/** What is timed of both, and how many times as long it may take on PostgreSQL and InfluxDB. */
interface Row {
  readonly name: string;
  readonly goal: string;
  readonly round: (city: StoredCity) => Promise<number>;
}

const BATCH = 5_000;
const YEAR = Period.of('2026');
const ROWS: readonly Row[] = [
  { name: 'quarter, cold', goal: '≤ 1.5; five and ten cities ≤ 2', round: (city) => city.coldMs() },
  { name: 'year, cold', goal: '≤ 2', round: (city) => city.coldMs(YEAR) },
  { name: 'one measure over five years', goal: '≤ 2', round: (city) => city.seriesMs('it-cost-share', 20) },
];

async function pairs(
  [postgres, influx]: readonly [PostgresServer, InfluxServer],
  extent: Extent,
): Promise<Pair[]> {
  const base = await demoCatalogue();
  const facts = demoFacts(base, extent === 'smoke' ? 3 : 60);
  const made: Pair[] = [];
  for (const times of extent === 'smoke' ? [1] : [1, 5, 10]) {
    const engines = { ledger: await postgres.newDatabase(), timeSeries: await influx.database() };
    const embedded = await StoredCity.make(base, facts, { times });
    made.push({ times, embedded, grown: await StoredCity.make(base, facts, { times, engines }) });
  }
  return made;
}

async function scores(all: readonly Pair[], extent: Extent): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const { times, embedded, grown } of all) {
    const ratio = grown.storedMs / embedded.storedMs;
    rows.push([times, 'storing the city', embedded.storedMs, grown.storedMs, ratio, '≤ 2']);
    for (const { name, goal, round } of ROWS) {
      const contenders = [embedded, grown].map((city, index) => ({
        name: String(index),
        round: () => round(city),
      }));
      const [one, other] = await sideBySide(contenders, extent === 'smoke' ? 1 : 5);
      const [ms, grownMs] = [one?.medianMs ?? NaN, other?.medianMs ?? NaN];
      rows.push([times, name, ms, grownMs, grownMs / ms, goal]);
    }
  }
  const columns = ['cities', 'what', 'embedded ms', 'PostgreSQL and InfluxDB ms', '×', 'goal'];
  printTable('Every unit of the sample city, by a program that has just started', columns, rows);
}

/** A file from when it is sent until a second process counts it. */
async function file(
  [postgres, influx]: readonly [PostgresServer, InfluxServer],
  extent: Extent,
): Promise<void> {
  const rows = extent === 'smoke' ? 2_000 : 100_000;
  const engines = { ledger: await postgres.newDatabase(), timeSeries: await influx.database() };
  const cities = [await HandingInAndReading.start(), await HandingInAndReading.start(engines)];
  const contenders = cities.map((city, index) => ({
    name: String(index),
    round: () => city.countedMs(rows),
  }));
  const [one, other] = await sideBySide(contenders, extent === 'smoke' ? 1 : 5);
  for (const city of cities) await city.remove();
  const [ms = NaN, grownMs = NaN] = [one?.medianMs, other?.medianMs];
  printTable(
    'A file from sent to counted: embedded in the process that took it, grown in a second one',
    ['rows', 'embedded ms', 'PostgreSQL and InfluxDB ms', '×', 'goal'],
    [[rows, ms, grownMs, grownMs / ms, '≤ 1.5']],
  );
}

/**
 * Lines as the client writes them by itself, in batches beside each other, until the server has them all. A batch that fills
 * by itself would not be waited for.
 */
async function writeRaw(
  client: InfluxDB,
  { org, bucket }: InfluxDbPlace,
  lines: readonly string[],
  timeMs: number,
): Promise<void> {
  const writer = client.getWriteApi(org, bucket, 'ms', { batchSize: BATCH + 1, flushInterval: 0 });
  const sent: Promise<void>[] = [];
  for (let first = 0; first < lines.length; first += BATCH) {
    writer.writeRecords(lines.slice(first, first + BATCH).map((line) => `${line} ${timeMs}`));
    sent.push(writer.flush());
  }
  await Promise.all(sent);
  await writer.close();
}

/** Samples acknowledged and found, against lines that the client writes by itself to the same server. */
async function samples(influx: InfluxServer, extent: Extent): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const targets of extent === 'smoke' ? [200] : [2_000, 20_000]) {
    const place = await influx.database();
    const lines = Array.from(
      { length: targets },
      (_, n) =>
        `probe,target=t${n},vantage=raw state="up",status_code=200i,total_ms=${80 + (n % 97)},connect_ms=3,ttfb_ms=60`,
    );
    const client = new InfluxDB({ url: place.url, token: place.token ?? '', timeout: 60_000 });
    const city = await StoredCity.make(
      await demoCatalogue(),
      { slices: [], rollUps: [] },
      {
        ...{ times: 1, engines: { timeSeries: place } },
      },
    );
    let turn = Date.UTC(2026, 8, 1);
    const ours = await city.opened(({ store: { timeSeries } }) =>
      sideBySide(
        [
          {
            name: 'raw',
            round: () => wallMs(() => writeRaw(client, place, lines, (turn += 1))),
          },
          {
            name: 'ours',
            round: () =>
              wallMs(async () => {
                const timeMs = (turn += 1);
                const common = { vantage: 'main', timeMs, state: 'up', statusCode: 200 } as const;
                const taken = lines.map((_, n) => ({
                  ...common,
                  ...{ target: `t${n}`, totalMs: 80 + (n % 97), connectMs: 3, ttfbMs: 60 },
                }));
                await timeSeries.writeSamples(taken, { isOwn: true });
                await timeSeries.samples({ targets: ['t0'], startMs: timeMs, endMs: timeMs + 1 });
              }),
          },
        ],
        extent === 'smoke' ? 1 : 7,
      ),
    );
    const [raw, own] = ours.map(({ medianMs }) => (1_000 * targets) / medianMs);
    rows.push([targets, raw ?? NaN, own ?? NaN, (own ?? NaN) / (raw ?? NaN), '≥ 0.7']);
    await city.remove();
  }
  printTable('Samples a second', ['targets', 'raw lines', 'ours', '× raw', 'goal'], rows);
}

/** The grown city beside the embedded one, on the same machine in one run. */
export const grownBench: Bench = {
  name: 'grown',
  run: async (extent) => {
    const missing = [POSTGRES, INFLUXD_2].find((program) => !existsSync(program));
    if (missing !== undefined) {
      console.log(`grown: left out, for ${missing} is not there`);
      return;
    }
    const [postgres, influx] = await Promise.all([PostgresServer.start(), InfluxServer.start()]);
    const all = await pairs([postgres, influx], extent);
    await scores(all, extent);
    for (const { embedded, grown } of all) await Promise.all([embedded.remove(), grown.remove()]);
    await file([postgres, influx], extent);
    await samples(influx, extent);
    await Promise.all([postgres.stop(), influx.remove()]);
  },
};
