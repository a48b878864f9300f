import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DeliveryState, type Receipt } from '#core';
import { type Answer, SmallCity, type TestPrincipal } from './small-city.js';

const NOW_MS = Date.parse('2026-10-10T09:00:00+02:00');

describe('what does not concern a unit', () => {
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start({ nowMs: () => NOW_MS });
  });
  afterAll(() => city.remove());

  function declare(
    dataset: string,
    period: string,
    unit = 'a',
    as: TestPrincipal = 'unit-a',
  ): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ dataset, unit, period });
    return city.call('/api/v1/not-applicable', { method: 'POST', as, headers, body });
  }

  async function standings(period: string): Promise<Record<string, string>> {
    const { body } = await city.call(`/api/v1/completeness?period=${period}&unit=a`);
    const { items } = body as { items: DeliveryState[] };
    const own = items.filter((item) => item.unit === 'a' && item.period === period);
    return Object.fromEntries(own.map(({ delivery, state }) => [delivery, state]));
  }

  it.each([
    ['cases', '2026-09'],
    ['licences', '2026-09'],
    ['base-figures', '2026-09'],
    ['cost', '2026-09'],
    ['transactions', '2026-09'],
    ['survey', '2026-Q3'],
    ['maturity', '2025'],
  ])('%s is said so without a file, with a receipt', async (dataset, period) => {
    const answer = await declare(dataset, period);
    expect([answer.status, (answer.body as Receipt).dataset]).toEqual([201, dataset]);
    expect((answer.body as Receipt).warnings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const states = await standings(period);
    const own = Object.entries(states).filter(([id]) => id.startsWith(dataset));
    expect(own.length).toBeGreaterThan(0);
    expect(own.map(([, state]) => state)).toEqual(own.map(() => 'not-applicable'));
  });

  it('is not applicable on the scorecard, of that month alone', async () => {
    expect((await city.measure('a', '2026-09', 'cases-within-target')).value.kind).toBe('not-applicable');
    expect((await city.measure('a', '2026-Q3', 'cases-within-target')).value.kind).toBe('not-provided');
  });

  it('is said once, and by those who hand in for the unit', async () => {
    expect(await declare('cases', '2026-09')).toMatchObject({
      status: 409,
      body: { code: 'upload/nothing-owed', title: 'Ingenting väntas' },
    });
    expect(await declare('cases', '2026-08', 'b')).toMatchObject({ status: 403 });
  });

  it('is taken back like anything else', async () => {
    const { body } = await declare('cases', '2026-08');
    const { id } = body as Receipt;
    expect((await standings('2026-08')).cases).toBe('not-applicable');
    const answer = await city.call(`/api/v1/uploads/${id}/revert`, { method: 'POST', as: 'unit-a' });
    expect(answer.status).toBe(201);
    expect((await standings('2026-08')).cases).toBe('missing');
  });

  it('never takes the place of figures', async () => {
    const answers =
      'Enhet;Omgång;Målgrupp;Fråga;Antal svar 1;Antal svar 10\r\na;2026-Q2;citizen;nki-overall;3;9';
    expect((await city.upload('survey', answers, { as: 'unit-a' })).status).toBe(201);
    expect(await declare('survey', '2026-Q2')).toMatchObject({
      status: 409,
      body: { code: 'upload/already-stored' },
    });
  });

  it('is told in the guide, which needs neither token nor script', async () => {
    for (const [path, words] of [
      ['/lamna/hjalp', 'Gäller inte oss'],
      ['/lamna/hjalp/datamangder', 'Ärendehandläggning'],
    ] as const) {
      const answer = await city.call(path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(answer.text).toContain(words);
      expect(answer.text).not.toContain('<script');
    }
  });
});
