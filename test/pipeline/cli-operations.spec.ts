import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MaintenancePlanned, type Sample } from '#core';
import { Cli, type Ended } from './cli.js';
import { SmallCity } from './small-city.js';

const MINUTE_MS = 60_000;

describe('operations by hand', () => {
  let cli: Cli;
  let city: SmallCity;
  beforeAll(async () => {
    cli = await Cli.made();
    city = await SmallCity.start();
    const startMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 60 * MINUTE_MS;
    const samples = Array.from({ length: 50 }, (_, i): Sample => ({
      ...{ target: 'tjanst-b-http', vantage: 'elsewhere', timeMs: startMs + i * MINUTE_MS },
      ...(i >= 10 && i < 25 ? { state: 'down', reason: 'dns' } : { state: 'up', totalMs: 90 }),
    }));
    await city.perspektiv.measuring.collect.push(samples, Date.now());
  });
  afterAll(() => Promise.all([cli.remove(), city.remove()]));

  const run = (...words: readonly string[]): Promise<Ended> => cli.run(city.dataFolder, ...words);

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
