import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually } from '../until.js';
import { SmallCity } from './small-city.js';

/** Of the small city: nothing listens where it is measured, so that it is down, or we are. */
const TARGET = 'tjanst-c-tcp';

let folder: string;
let server: Server;
let city: SmallCity;
let isWell = true;

beforeAll(async () => {
  server = createServer(({ url }, response) => {
    response.end(url === '/in' ? 'pass=17' : isWell && url === '/sida?pass=17' ? 'Välkommen' : 'Nej');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const steps = [
    { name: 'in', url: `${origin}/in`, extract: [{ as: 'pass', pattern: 'pass=(\\d+)' }] },
    { name: 'sida', url: `${origin}/sida?pass={{pass}}`, expectText: 'Välkommen' },
  ];
  folder = await mkdtemp(join(tmpdir(), 'perspektiv-canaries-'));
  const small = JSON.stringify(resolve('test/fixtures/config/small'));
  await writeFile(join(folder, 'perspektiv.yaml'), `name: Teststaden\nextends: ${small}\n`);
  const probes = [{ id: 'grannen', kind: 'transaction', steps }];
  await writeFile(join(folder, 'canaries.yaml'), JSON.stringify([{ vantage: 'main', probes }]));
  city = await SmallCity.start({ roles: ['collect'], more: { configFolder: folder } });
});
afterAll(async () => {
  await city.remove();
  await new Promise((done) => server.close(done));
  await rm(folder, { recursive: true });
});

/** What the first sample since an instant said. */
async function saidSince(sinceMs: number) {
  const query = { targets: [TARGET], startMs: sinceMs, endMs: sinceMs + 60_000 };
  const { state, reason } = await eventually(
    'a sample is stored',
    async () => (await city.perspektiv.store.timeSeries.samples(query))[0] ?? null,
  );
  return { state, reason };
}

it('takes a transaction for a canary: while it sings failures are believed, and while it is silent they are our own', async () => {
  expect(await saidSince(Date.now())).toEqual({ state: 'down', reason: 'refused' });
  isWell = false;
  expect(await saidSince(Date.now() + 1_000)).toEqual({ state: 'unmonitored', reason: 'isolated' });
  isWell = true;
  expect(await saidSince(Date.now() + 1_000)).toEqual({ state: 'down', reason: 'refused' });
});
