import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { type Perspektiv, openPerspektiv } from '#pipeline';
import { until } from '../until.js';

const DEPENDENTS = 50;
const FLAPS = 10;

/** Whether the city's servers answer; the canary always does. */
let isUp = true;
let city: Server;
let folder: string;
let perspektiv: Perspektiv;
const pages: string[] = [];

function listen(server: Server): Promise<string> {
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

function systemOf(id: string, url: string, dependsOn: readonly string[]) {
  const probe = { id: `${id}-web`, kind: 'http', url: `${url}/${id}`, intervalSeconds: 2, timeoutMs: 1_000 };
  return {
    id,
    name: id,
    owner: 'a',
    representative: 'Anna A',
    category: 'basic',
    serviceDomain: 'social',
    critical: true,
    serviceTime: 'dygnet-runt',
    outageMinSeconds: 1,
    dependsOn,
    probes: [{ ...probe, retries: 1 }],
  };
}

beforeAll(async () => {
  city = createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(isUp || request.url === '/canary' ? 200 : 503).end();
      return;
    }
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const { notices } = JSON.parse(body) as {
        notices: { transition: string; text: { sv: string }; alert: { kind: string; subject: string } }[];
      };
      for (const { transition, text, alert } of notices)
        pages.push(`${transition} ${alert.kind} ${alert.subject}: ${text.sv}`);
      response.writeHead(204).end();
    });
  });
  const url = await listen(city);
  folder = await mkdtemp(join(tmpdir(), 'perspektiv-storm-'));
  const ids = Array.from({ length: DEPENDENTS }, (_, i) => `etjanst-${i + 1}`);
  const systems = [systemOf('portalen', url, []), ...ids.map((id) => systemOf(id, url, ['portalen']))];
  const files: Record<string, unknown> = {
    'perspektiv.yaml': { name: 'Stormstaden', extends: resolve('test/fixtures/config/small') },
    'systems.yaml': systems,
    'maintenance.yaml': [],
    'projects.yaml': [],
    'canaries.yaml': [{ probes: [{ id: 'canary', kind: 'http', url: `${url}/canary`, timeoutMs: 1_000 }] }],
    'notifications.yaml': {
      channels: [{ id: 'jour', kind: 'webhook', url: `${url}/larm` }],
      routes: [{ channels: ['jour'] }],
      rules: { resolveAfterSeconds: 0, groupSeconds: 0 },
    },
  };
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), stringify(content));
  const opened = await openPerspektiv({
    configFolder: folder,
    dataFolder: join(folder, 'data'),
    host: '127.0.0.1',
    port: 0,
    roles: new Set(['collect', 'schedule'] as const),
    logLevel: 'silent',
    vantage: 'main',
    version: 'test',
  });
  if (!opened.ok) throw new Error(opened.problem);
  perspektiv = opened.value;
  await perspektiv.alerting.alerts.start();
  await perspektiv.measuring.collect.start(Date.now());
}, 120_000);
afterAll(async () => {
  await perspektiv.close();
  await new Promise((done) => city.close(done));
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** Goes on deciding until something holds. */
async function comes(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const hasCome = async (): Promise<boolean> => {
    if (await holds()) return true;
    await perspektiv.alerting.tick();
    return false;
  };
  await until(what, hasCome, { everyMs: 100, known: () => `told was ${pages.join(', ')}` });
}

async function areAll(state: string): Promise<boolean> {
  return (await perspektiv.measuring.systemStates()).every((each) => each.state === state);
}

it('a portal with fifty dependents that flaps ten times gives one page for each of its outages', async () => {
  await comes('all are up', () => areAll('up'));
  for (let flap = 1; flap <= FLAPS; flap++) {
    isUp = false;
    await comes('all are down', () => areAll('down'));
    isUp = true;
    await comes(
      'the outage is over',
      () => pages.filter((page) => page.startsWith('resolved')).length >= flap,
    );
    // Every third time it falls again before all dependents were seen to be back.
    if (flap % 3 !== 0) await comes('all are up', () => areAll('up'));
  }
  const fired = pages.filter((page) => page.startsWith('fired'));
  const wanted = 'fired system-down portalen: portalen är nere; 50 system står bakom.';
  expect(fired).toEqual(Array.from({ length: FLAPS }, () => wanted));
  expect(pages.filter((page) => page.startsWith('resolved'))).toHaveLength(FLAPS);
}, 400_000);
