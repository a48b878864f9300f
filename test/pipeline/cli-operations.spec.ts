import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type MaintenancePlanned, type Sample } from '#core';
import { NODE_ARGUMENTS } from '../child-process.js';
import { SmallCity } from './small-city.js';

const MAIN = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url));
const CONFIG = join(resolve(import.meta.dirname, '../fixtures/config'), 'small');
const MINUTE_MS = 60_000;

describe('operations by hand', () => {
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start();
    const startMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 60 * MINUTE_MS;
    const samples = Array.from({ length: 50 }, (_, i): Sample => ({
      ...{ target: 'tjanst-b-http', vantage: 'elsewhere', timeMs: startMs + i * MINUTE_MS },
      ...(i >= 10 && i < 25 ? { state: 'down', reason: 'dns' } : { state: 'up', totalMs: 90 }),
    }));
    await city.perspektiv.collect.push(samples, Date.now());
  });
  afterAll(() => city.remove());

  function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
    const env = { ...process.env, PERSPEKTIV_CONFIG: CONFIG, PERSPEKTIV_DATA: city.dataFolder };
    return new Promise((settle) => {
      execFile(process.execPath, [...NODE_ARGUMENTS, MAIN, ...words], { env }, (error, out, err) => {
        settle({ code: error ? Number(error.code) : 0, out, err });
      });
    });
  }

  it('tells outages, and takes what is said of them', async () => {
    const { out } = await run('outages', '--system', 'tjanst-b');
    expect(out).toContain('15 min');
    expect(out).toContain('1 räknade, tillsammans 15 min');
    const id = /tjanst-b\.\d+/.exec(out)?.[0] ?? '';
    expect(await run('outages', 'annotate', id, 'Namnservern var nere')).toMatchObject({ code: 0 });
    expect((await run('outages')).out).toContain('Namnservern var nere (local-admin)');
    expect(await run('outages', 'annotate', 'tjanst-b.1', 'x')).toMatchObject({ code: 1 });
  });

  it('plans work and withdraws it', async () => {
    const words = ['--from', '2030-10-18T01:00+02:00', '--to', '2030-10-18T04:00+02:00', '--note', 'Byte'];
    const { out } = await run('maintenance', 'plan', 'tjanst-a', 'tjanst-b', ...words, '--repeats', 'weekly');
    expect(out).toContain('2030-10-18 01:00 – 2030-10-18 04:00, FREQ=WEEKLY');
    const plans = JSON.parse((await run('maintenance', '--json')).out) as MaintenancePlanned[];
    const id = plans.find(({ note }) => note === 'Byte')?.id ?? '';
    expect((await run('maintenance', 'withdraw', id)).out).toContain('återtaget');
    expect(await run('maintenance', 'withdraw', id)).toMatchObject({ code: 1 });
    expect((await run('maintenance', 'plan', 'okand', ...words)).code).toBe(1);
  });
});
