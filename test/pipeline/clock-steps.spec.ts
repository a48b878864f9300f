import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Channel, Route, loadCatalogue } from '#catalogue';
import { type ProbeState } from '#core';
import { type Perspektiv, openPerspektivOver } from '#pipeline';
import { until } from '../until.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

let folder: string;
let hook: Server;
const told: string[] = [];
/** How many of these were waited for. */
let heard = 0;
/** By how much the machine's clock is wrong. */
let setByMs = 0;
const shownMs = (): number => Date.now() + setByMs;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perspektiv-clock-'));
  hook = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const { notices } = JSON.parse(body) as { notices: { transition: string; alert: { kind: string } }[] };
      told.push(...notices.map(({ transition, alert }) => `${transition} ${alert.kind}`));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((done) => hook.listen(0, '127.0.0.1', done));
});
beforeEach(() => {
  setByMs = 0;
  told.length = 0;
  heard = 0;
});
afterAll(async () => {
  await new Promise((done) => hook.close(done));
  await rm(folder, { recursive: true, force: true });
});

async function open(name: string): Promise<Perspektiv> {
  const read = await loadCatalogue(resolve('test/fixtures/config/small'));
  if (!read.ok) throw new Error('the fixture is broken');
  const catalogue = read.value;
  Object.assign(catalogue.systems.get('tjanst-a') ?? {}, { critical: true, serviceTime: 'dygnet-runt' });
  const { notifications } = catalogue;
  const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`;
  notifications.channels.push(Object.assign(new Channel(), { id: 'jour', kind: 'webhook', url }));
  notifications.routes.push(
    Object.assign(new Route(), { channels: ['jour'], kinds: ['system-down', 'pipeline-late'] }),
  );
  Object.assign(notifications.rules, { resolveAfterSeconds: 0, groupSeconds: 1 });
  const settings = {
    configFolder: 'test/fixtures/config/small',
    dataFolder: join(folder, name),
    host: '127.0.0.1',
    port: 0,
    roles: new Set(['schedule'] as const),
    logLevel: 'silent',
    vantage: 'main',
    version: 'test',
  } as const;
  const opened = await openPerspektivOver(catalogue, settings, shownMs);
  if (!opened.ok) throw new Error(opened.problem);
  return opened.value;
}

/** Samples of three minutes, the last of them now, by the clock as it is set. */
async function measures({ measuring }: Perspektiv, state: ProbeState): Promise<void> {
  const nowMs = shownMs();
  const samples = [2, 1, 0].map((minutes) => ({
    target: 'tjanst-a-http',
    vantage: 'main',
    timeMs: nowMs - minutes * MINUTE_MS,
    state,
    ...(state === 'down' ? { reason: 'refused' as const } : {}),
  }));
  await measuring.collect.push(samples, nowMs);
}

/** Goes on measuring until something is told. */
async function tells(perspektiv: Perspektiv, state: ProbeState, notice: string): Promise<void> {
  const hasTold = async (): Promise<boolean> => {
    if (told.slice(heard).includes(notice)) return true;
    await measures(perspektiv, state);
    await perspektiv.alerting.tick();
    return false;
  };
  await until(`"${notice}" is told`, hasTold, { everyMs: 100, known: () => `told is ${told.join(', ')}` });
  heard = told.indexOf(notice, heard) + 1;
}

async function stateNow({ measuring }: Perspektiv): Promise<string | undefined> {
  return (await measuring.systemStates()).find(({ system }) => system === 'tjanst-a')?.state;
}

describe('a clock that is set', () => {
  it.each([
    ['ten minutes back', -10 * MINUTE_MS],
    ['two hours back', -120 * MINUTE_MS],
    ['forty days forward', 40 * DAY_MS],
  ])('%s keeps no notice back, and nobody down who is up', async (name, stepMs) => {
    const perspektiv = await open(name);
    try {
      await tells(perspektiv, 'down', 'fired system-down');
      setByMs = stepMs;
      await measures(perspektiv, 'up');
      expect(await stateNow(perspektiv)).toBe('up');
      await tells(perspektiv, 'up', 'resolved system-down');
      // And back to the right time.
      setByMs = 0;
      await tells(perspektiv, 'down', 'fired system-down');
      await tells(perspektiv, 'up', 'resolved system-down');
      expect(told.filter((notice) => notice.endsWith('pipeline-late'))).toEqual([]);
    } finally {
      await perspektiv.close();
    }
  });
});
