import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CollectedCity } from '../collected-city.js';
import { MatomoStandIn } from '../matomo-stand-in.js';

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(120_000);

const MONTHS = ['2026-08', '2026-09', '2026-10'];

describe('a collector of Matomo', () => {
  let matomo: MatomoStandIn;
  let collected: CollectedCity;

  beforeAll(async () => {
    matomo = await MatomoStandIn.start();
    for (const site of [1, 2, 3]) matomo.sites.add(site);
    for (const month of MONTHS) {
      matomo.months.set(`1 ${month}`, {
        visits: 900,
        goals: { 7: [120, 100] },
        events: { Starta: [200, 150], Annat: [9, 9] },
      });
      matomo.months.set(`2 ${month}`, { visits: 50, goals: { 7: [30, 25] }, events: { Starta: [40, 35] } });
    }
    process.env.TEST_MATOMO = 'matomonyckel';
    const common = `
  kind: matomo
  dataset: transactions
  schedule: '15 4 * * *'
  retry: { attempts: 3, backOff: PT0.01S }
  options:
    address: ${matomo.url}`;
    const sites = `
    sites:
      - { site: 1, system: tjanst-a, started: { eventAction: Starta }, completed: { goal: 7 } }
      - { site: 2, system: tjanst-a, started: { eventAction: Starta }, completed: { goal: 7, as: visits } }
      - { site: 3, system: tjanst-b, completed: { goal: 7 } }`;
    collected = await CollectedCity.start(
      `
- id: matomo${common}
    token: { fromEnvironment: TEST_MATOMO }${sites}
- id: fel-nyckel${common}
    token: { fromEnvironment: HOME }${sites}
`,
      { nowMs: () => Date.parse('2026-11-05T10:00+01:00') },
    );
  });
  afterAll(async () => {
    await collected.remove();
    await matomo.stop();
    delete process.env.TEST_MATOMO;
  });

  const totals = async (unit: string): Promise<(number | null)[]> =>
    (
      await collected.city.perspektiv.store.ledger.slices({
        dataset: 'transactions',
        units: [unit],
        source: 'matomo',
      })
    ).map(({ total }) => total);

  it('counts goals and events as each site says, adds up sites of one system, and takes silence for missing', async () => {
    const run = await collected.run('matomo');
    expect(run).toMatchObject({ outcome: 'succeeded', read: 3, stored: 3, asked: 3 });
    expect(run.warnings.map(({ code, period }) => [code, period])).toEqual(
      MONTHS.map((month) => ['nothing-measured', month]),
    );
    expect(await totals('a')).toEqual([145, 145, 145]);
    expect(await totals('b')).toEqual([]);
  });

  it('waits when it is throttled, and changes nothing by asking again', async () => {
    matomo.failing.push(429, 503);
    expect(await collected.run('matomo')).toMatchObject({ outcome: 'succeeded', unchanged: 3, retried: 2 });
  });

  it('keeps a unit whole when one of its sites may not be viewed', async () => {
    matomo.sites.delete(2);
    matomo.months.set('3 2026-10', { visits: 10, goals: { 7: [5, 5] } });
    const run = await collected.run('matomo');
    expect(run).toMatchObject({ outcome: 'partial', stored: 1, refused: 3 });
    expect(run.refusals.map(({ unit, period }) => [unit, period])).toEqual(
      MONTHS.map((month) => ['a', month]),
    );
    expect(await totals('a')).toEqual([145, 145, 145]);
    expect(await totals('b')).toEqual([5]);
    matomo.sites.add(2);
  });

  it('says that the token is refused, though that comes with HTTP 200, and never shows it', async () => {
    const run = await collected.run('fel-nyckel');
    expect(run).toMatchObject({
      outcome: 'failed',
      text: { sv: expect.stringContaining('Kontrollera nyckeln') },
    });
    expect(JSON.stringify(run)).not.toContain(process.env.HOME);
  });

  it('stores nothing of a month whose answers are not all there, and keeps those before', async () => {
    matomo.dropsAnswers = true;
    const run = await collected.run('matomo', { from: '2026-07', to: '2026-10' });
    expect(run).toMatchObject({
      outcome: 'failed',
      stored: 0,
      text: { sv: 'Matomo svarar på 7 av 8 frågor.' },
    });
    matomo.dropsAnswers = false;
  });
});
