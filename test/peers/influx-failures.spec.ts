import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sample } from '#core';
import { type InfluxDbPlace, type Store, openStore } from '#store';
import { type Bundled, bundled } from '../bundled.js';
import { Child } from '../child-process.js';
import { DATASETS, DAY_MS, HOUR_MS, SEPTEMBER_MS, samplesOf } from '../contract/facts.js';
import { temporaryFolder } from '../contract/place.js';
import {
  TARGET,
  batch,
  rollUps,
  rollUpMs,
  roundWindow,
  upload,
  UNITS,
  ROWS_A_SLICE,
} from '../contract/store-work.js';
import { describeWithInflux } from './describe-with-influx.js';
import { InfluxServer } from './influx-server.js';
import { type Refusal, RefusingFront } from './refusing-front.js';

const DAY = { startMs: SEPTEMBER_MS, endMs: SEPTEMBER_MS + DAY_MS };
const KILLS = 6;

interface SetAside {
  readonly reason: string;
  readonly line: string;
}

describeWithInflux('InfluxDB, when something is wrong', () => {
  let child: Bundled;
  let server: InfluxServer;
  let front: RefusingFront;
  let place: InfluxDbPlace;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let store: Store | undefined;

  beforeAll(async () => {
    child = await bundled('test/contract/store-child.ts');
    server = await InfluxServer.start();
    front = await RefusingFront.start(server.url);
  });
  afterAll(async () => {
    await front.stop();
    await Promise.all([server.remove(), child.remove()]);
  });
  beforeEach(async () => {
    front.refusal = () => null;
    front.refused = 0;
    place = await server.databaseToKill();
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    await store?.close();
    store = undefined;
    await folder.remove();
  });

  const open = async (more: Partial<InfluxDbPlace> = {}): Promise<Store> => {
    store = await openStore(folder.path, DATASETS, { timeSeries: { ...place, ...more } });
    return store;
  };
  const webb = ({ timeSeries }: Store): Promise<Sample[]> =>
    timeSeries.samples({ ...DAY, targets: ['webb'] });
  const setAside = async (): Promise<SetAside[]> => {
    const text = await readFile(join(folder.path, 'influxdb', 'rejected-lines.ndjson'), 'utf8');
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as SetAside);
  };
  const onWrites =
    (status: number, error: string): Refusal =>
    (path) =>
      path.startsWith('/api/v2/write') ? { status, error } : null;

  it.each([
    [
      401,
      'unable to parse authentication credentials',
      'store/refused',
      /refuses the token .*PERSPEKTIV_INFLUX_TOKEN_FILE/,
    ],
    [404, 'database not found', 'store/no-bucket', /has no bucket .*influx bucket create/],
    [429, 'max concurrent writes exceeded', 'store/unreachable', /too much to do.*tried again by itself/],
    [503, 'engine: no space left on device', 'store/unreachable', /no space left.*See that it runs/],
  ])(
    'keeps what is acknowledged while the server answers %i, and says why reads fail',
    async (status, error, code, message) => {
      const { timeSeries, ...rest } = await open({ url: front.url });
      front.refusal = onWrites(status, error);
      const samples = samplesOf('webb', SEPTEMBER_MS, 30);
      await timeSeries.writeSamples(samples.slice(0, 20));
      await timeSeries.writeSamples(samples.slice(20));
      await expect(webb({ timeSeries, ...rest })).rejects.toMatchObject({
        code,
        message: expect.stringMatching(message),
      });
      expect(rest.delivery?.()).toMatchObject({
        waiting: 2,
        rejectedLines: 0,
        failure: expect.stringMatching(message),
      });
      front.refusal = () => null;
      expect(await webb({ timeSeries, ...rest })).toEqual(samples);
      expect(rest.delivery?.()).toMatchObject({
        waiting: 0,
        waitingBytes: 0,
        rejectedLines: 0,
        failure: null,
      });
    },
  );

  it('sends fewer lines at a time when the server says that they are too many', async () => {
    const opened = await open({ url: front.url });
    front.refusal = (path, lines) =>
      path.startsWith('/api/v2/write') && lines.length > 7
        ? { status: 413, error: 'Request Entity Too Large' }
        : null;
    const samples = samplesOf('webb', SEPTEMBER_MS, 100);
    await opened.timeSeries.writeSamples(samples);
    expect(await webb(opened)).toEqual(samples);
    expect(front.refused).toBeGreaterThan(0);
    expect(await setAside()).toEqual([]);
  });

  it('sets the lines aside that the server will never take, with the reason, and none beside them', async () => {
    const opened = await open({ url: front.url });
    const samples = samplesOf('webb', SEPTEMBER_MS, 100);
    const late = samples[41]?.timeMs;
    front.refusal = (path, lines) =>
      path.startsWith('/api/v2/write') && lines.some((line) => line.endsWith(` ${late}`))
        ? { status: 422, error: 'point beyond retention policy' }
        : null;
    await opened.timeSeries.writeSamples(samples);
    expect(await webb(opened)).toEqual(samples.filter(({ timeMs }) => timeMs !== late));
    expect(await setAside()).toMatchObject([
      {
        reason: 'point beyond retention policy',
        line: expect.stringMatching(/^probe,target=webb,vantage=stadshuset /),
      },
    ]);
    expect(opened.delivery?.().rejectedLines).toBe(1);
  });

  it('sets nothing aside while the server refuses everything', async () => {
    const opened = await open({ url: front.url });
    front.refusal = onWrites(400, 'unable to parse: everything is wrong');
    const samples = samplesOf('webb', SEPTEMBER_MS, 8);
    await opened.timeSeries.writeSamples(samples);
    await expect(webb(opened)).rejects.toMatchObject({ code: 'store/failed' });
    front.refusal = () => null;
    expect(await webb(opened)).toEqual(samples);
    expect(await setAside()).toEqual([]);
  });

  it('sets aside what a real server refuses: a field of another type', async () => {
    const opened = await open();
    const [first, ...others] = samplesOf('webb', SEPTEMBER_MS, 10);
    await server.write(place.bucket, `probe,target=annan,vantage=x cert_days="snart" ${SEPTEMBER_MS}`);
    await opened.timeSeries.writeSamples([{ ...first, certDays: 3 } as Sample, ...others]);
    expect(await webb(opened)).toEqual(others);
    expect(await setAside()).toMatchObject([{ reason: expect.stringMatching(/field type conflict/) }]);
  });

  it('has all that was acknowledged after the server was killed, again and again', async () => {
    const opened = await open();
    const samples = samplesOf('webb', SEPTEMBER_MS, 600);
    for (let round = 0; round < KILLS; round++) {
      const writes = Array.from({ length: 10 }, (_, part) =>
        opened.timeSeries.writeSamples(samples.slice(round * 100 + part * 10, round * 100 + part * 10 + 10)),
      );
      await server.kill();
      await Promise.all(writes);
      await expect(webb(opened)).rejects.toMatchObject({ code: 'store/unreachable' });
      await server.again();
      expect(await webb(opened)).toEqual(samples.slice(0, (round + 1) * 100));
    }
  });

  it('waits for a server that is slow, and says so when it takes too long', async () => {
    const opened = await open({ timeoutMs: 1_000 });
    const samples = samplesOf('webb', SEPTEMBER_MS, 10);
    server.pause();
    try {
      await opened.timeSeries.writeSamples(samples);
      await expect(webb(opened)).rejects.toMatchObject({ code: 'store/unreachable' });
    } finally {
      server.resume();
    }
    expect(await webb(opened)).toEqual(samples);
  });

  it('refuses more when too much waits, and takes it when the server is back', async () => {
    const opened = await open({ mostSpoolBytes: 100_000 });
    await server.kill();
    const stored: Sample[] = [];
    let refused: unknown;
    for (let part = 0; refused === undefined; part++) {
      const samples = samplesOf('webb', SEPTEMBER_MS + part * 10 * 60_000, 10);
      refused = await opened.timeSeries.writeSamples(samples).catch((error: unknown) => error);
      if (refused === undefined) stored.push(...samples);
    }
    expect(refused).toMatchObject({
      code: 'store/spool-full',
      message: expect.stringMatching(/wait for InfluxDB/),
    });
    await server.again();
    const month = { startMs: SEPTEMBER_MS, endMs: SEPTEMBER_MS + 30 * DAY_MS, targets: ['webb'] };
    expect(await opened.timeSeries.samples(month)).toEqual(stored);
    await opened.timeSeries.writeSamples(samplesOf('webb', month.endMs, 1));
  });

  it('delivers at the next start what waited at the last', async () => {
    const before = await open();
    await server.kill();
    const samples = samplesOf('webb', SEPTEMBER_MS, 20);
    await before.timeSeries.writeSamples(samples);
    await before.close();
    await server.again();
    const after = await open();
    expect(await webb(after)).toEqual(samples);
  });

  it(`has all that was acknowledged, once, after each of ${KILLS} kills of our own process`, async () => {
    const brief = ({ timeMs, state, totalMs }: Sample): string => `${timeMs} ${state} ${totalMs ?? ''}`;
    for (let round = 0; round < KILLS; round++) {
      const worker = new Child(child.script, ['work', folder.path, String(round), JSON.stringify(place)]);
      await Promise.all(['samples', 'upload', 'roll-up'].map((kind) => worker.said(kind)));
      if (round % 2 === 1) await server.kill();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
      await worker.kill();
      if (round % 2 === 1) await server.again();

      const acknowledged = (kind: string): number =>
        worker.lines.filter((line) => line.startsWith(`${kind} `)).length;
      const { timeSeries, facts, ledger } = await open();
      const count = acknowledged('samples');
      const samples = await timeSeries.samples({ ...roundWindow(round), targets: [TARGET] });
      const expected = Array.from({ length: count }, (_, index) => batch(round, index)).flat();
      // One more batch may be in the spool without a word, but then whole.
      if (samples.length > expected.length) expected.push(...batch(round, count));
      expect(samples.map(brief)).toEqual(expected.sort((a, b) => a.timeMs - b.timeMs).map(brief));

      const last = round * 100_000 + acknowledged('roll-up') - 1;
      const startMs = rollUpMs(last);
      const hour = { startMs, endMs: startMs + HOUR_MS, granularity: 'hour' } as const;
      expect(await facts.availability(hour)).toEqual(rollUps(last).flatMap(({ rows }) => rows));

      const recorded = (await ledger.receipts({ limit: 10_000 })).filter(
        ({ source }) => source === `round-${round}`,
      );
      const month = { fromMonth: '2026-01', toMonth: '2026-01', columns: ['amount'], labels: [] };
      const sums = await facts.sumObservations({ dataset: 'cost', ...month });
      const rounds = Array.from({ length: round + 1 }, (_, index) => index);
      expect(upload(round, 0).receipt.source).toBe(`round-${round}`);
      expect(recorded.length).toBeGreaterThanOrEqual(acknowledged('upload'));
      expect(sums.map(({ unit, count }) => [unit, count])).toEqual(
        UNITS.map((unit) => [unit, rounds.length * ROWS_A_SLICE]),
      );
      await store?.close();
    }
  });

  it('refuses to start, with the remedy, when it cannot work', async () => {
    const starting = (more: Partial<InfluxDbPlace>): Promise<Store> => open(more);
    await expect(starting({ bucket: 'finns inte' })).rejects.toMatchObject({
      code: 'store/no-bucket',
      message: expect.stringMatching(
        /no bucket "finns inte".*influx bucket create .*finns inte.*may not read/,
      ),
    });
    await expect(starting({ url: 'http://127.0.0.1:1' })).rejects.toMatchObject({
      code: 'store/unreachable',
      message: expect.stringMatching(/127\.0\.0\.1:1 .*ECONNREFUSED.*PERSPEKTIV_TIME_SERIES/),
    });
    front.refusal = () => ({ status: 401, error: 'unauthorized' });
    await expect(starting({ url: front.url })).rejects.toMatchObject({ code: 'store/refused' });
    await server.write(place.bucket, 'probe,target=a,vantage=b total_ms="lång"');
    await expect(starting({})).rejects.toMatchObject({
      code: 'store/column-changed',
      message: expect.stringMatching(/total_ms of probe is of type string/),
    });
    const other = await server.database();
    await server.write(other.bucket, 'layout version=99i');
    await expect(starting(other)).rejects.toMatchObject({ code: 'store/newer-file' });
    const third = await server.database();
    await server.write(third.bucket, 'observation,amount=tre observations=1i');
    await expect(starting(third)).rejects.toMatchObject({
      code: 'store/column-changed',
      message: expect.stringMatching(/amount of observation is a text/),
    });
  });

  it('refuses a data folder that another holds', async () => {
    await open();
    await expect(openStore(folder.path, DATASETS, { timeSeries: place })).rejects.toMatchObject({
      code: 'store/held',
    });
  });
});
