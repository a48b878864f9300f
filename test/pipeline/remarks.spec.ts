import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AcceptedDeviation, type Comment, Period } from '#core';
import { type Answer, SmallCity, type TestPrincipal } from './small-city.js';

const Q3 = Period.of('2026-Q3');
const DAY_MS = 86_400_000;
const FEW_DIGITAL = ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09']
  .flatMap((month) => [`tjanst-a;${month};web;10;10`, `tjanst-a;${month};phone;90;90`])
  .join('\n');

describe('remarks', () => {
  let nowMs = Q3.endMs + 5 * DAY_MS;
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start({ nowMs: () => nowMs });
    await city.upload('transactions', `system;period;channel;started;completed\n${FEW_DIGITAL}`);
  });
  afterAll(() => city.remove());

  const send = (
    path: string,
    as: TestPrincipal | undefined,
    body: unknown,
    method = 'POST',
  ): Promise<Answer> =>
    city.call(path, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
      ...(as ? { as } : {}),
    });
  const status = async (period = '2026-Q3', unit = 'a'): Promise<string> =>
    (await city.measure(unit, period, 'digital-take-up')).status;

  describe('as comments', () => {
    const about = (subject: string): string =>
      `/api/v1/comments?${new URLSearchParams({ measure: 'digital-take-up', subject, period: '2026-Q3' }).toString()}`;
    const texts = async (query: string): Promise<string[]> =>
      ((await city.call(`/api/v1/comments${query}`)).body as { items: Comment[] }).items.map(
        ({ text }) => text,
      );

    it('come from units on what is theirs, and from the follow-up team on everything', async () => {
      const own = await send(about('unit:a'), 'unit-a', { text: '  Telefonkö under sommaren. ' });
      expect(own).toMatchObject({
        status: 201,
        body: {
          ...{ measure: 'digital-take-up', subject: 'unit:a', period: '2026-Q3', by: 'unit-a' },
          ...{ text: 'Telefonkö under sommaren.', at: '2026-10-06T00:00:00.000+02:00' },
        },
      });
      expect((await send(about('system:tjanst-a'), 'unit-a', { text: 'Om systemet' })).status).toBe(201);
      for (const subject of ['unit:b', 'unit:city', 'system:tjanst-b', 'service-domain:social']) {
        expect((await send(about(subject), 'unit-a', { text: 'Inte min' })).status).toBe(403);
        expect((await send(about(subject), 'followup', { text: `Om ${subject}` })).status).toBe(201);
      }
      expect((await send(about('unit:a'), 'drift', { text: 'x' })).status).toBe(403);
      expect((await send(about('unit:a'), undefined, { text: 'x' })).status).toBe(401);
    });

    it('need a text, and something that is there', async () => {
      expect((await send(about('unit:a'), 'unit-a', { text: '  ' })).status).toBe(400);
      expect((await send(about('unit:a'), 'unit-a', { text: 'x'.repeat(4_001) })).status).toBe(400);
      expect((await send(about('unit:nobody'), 'followup', { text: 'x' })).status).toBe(404);
      expect((await send(about('unit:a').replace('take-up', 'x'), 'followup', { text: 'x' })).status).toBe(
        404,
      );
    });

    it('are taken back by who made them, and by the follow-up team, as if they had never been', async () => {
      const { body } = await send(about('unit:a'), 'unit-a', { text: 'Fel enhet' });
      const path = `/api/v1/comments/${(body as Comment).id}?reason=Miss`;
      expect((await send(path, 'drift', undefined, 'DELETE')).status).toBe(403);
      expect((await send(path, 'unit-a', undefined, 'DELETE')).status).toBe(200);
      expect(await texts('?subject=unit:a')).toEqual(['Telefonkö under sommaren.']);
      expect((await send(path, 'followup', undefined, 'DELETE')).status).toBe(404);
    });

    it('are found by what they are about', async () => {
      expect(await texts('?subject=unit:a')).toEqual(['Telefonkö under sommaren.']);
      expect(await texts('?period=2026-Q3&measure=digital-take-up')).toHaveLength(6);
      expect(await texts('?period=2026-Q2')).toEqual([]);
    });
  });

  describe('as accepted deviations', () => {
    const deviation = {
      ...{ measure: 'digital-take-up', subject: 'unit:a', from: '2026-07-01', until: '2026-12-31' },
      reason: 'E-tjänsten byts ut.',
    };
    const all = async (query = ''): Promise<readonly AcceptedDeviation[]> =>
      ((await city.call(`/api/v1/deviations${query}`)).body as { items: AcceptedDeviation[] }).items;

    it('change the status while they are in force at the end of the period, and no other', async () => {
      expect(await status()).toBe('not-met');
      const accepted = await send('/api/v1/deviations', 'followup', deviation);
      expect(accepted).toMatchObject({
        status: 201,
        body: { ...deviation, by: 'followup', withdrawn: null },
      });
      expect(await status()).toBe('accepted');
      expect(await status('2026-07')).toBe('accepted');
      expect(await status('2026-06')).toBe('not-met');
      expect(await status('2026-Q3', 'city')).toBe('not-met');
      expect(await city.measure('a', '2026-Q3', 'digital-take-up')).toMatchObject({
        value: { number: 10 },
        quality: { grade: 'A', reasons: [] },
      });
    });

    it('are for the follow-up team, with days and a reason', async () => {
      expect((await send('/api/v1/deviations', 'unit-a', deviation)).status).toBe(403);
      for (const faulty of [{ until: '2026-06-30' }, { from: '2026-02-30' }, { reason: '' }, { until: 7 }]) {
        expect((await send('/api/v1/deviations', 'followup', { ...deviation, ...faulty })).status).toBe(400);
      }
      expect((await send('/api/v1/deviations', 'followup', { ...deviation, subject: 'unit:x' })).status).toBe(
        404,
      );
      expect(await all()).toHaveLength(1);
    });

    it('that were a mistake are withdrawn as if they had never held, with the reason in the log', async () => {
      const mistaken = { ...deviation, measure: 'completion-rate', subject: 'unit:b' };
      const { body } = await send('/api/v1/deviations', 'followup', mistaken);
      const path = `/api/v1/deviations/${(body as AcceptedDeviation).id}?reason=Fel%20enhet`;
      expect((await send(path, 'unit-a', {}, 'DELETE')).status).toBe(403);
      const withdrawn = await send(path, 'followup', {}, 'DELETE');
      expect(withdrawn).toMatchObject({
        status: 200,
        body: { withdrawn: { from: mistaken.from, reason: 'Fel enhet', by: 'followup' } },
      });
      expect(await all('?subject=unit:b')).toEqual([withdrawn.body]);
      const log = (await city.call('/api/v1/audit', { as: 'followup' })).body as { items: unknown[] };
      expect(log.items).toContainEqual(
        expect.objectContaining({
          action: 'DELETE /api/v1/deviations/:id',
          about: expect.objectContaining({ reason: 'Fel enhet' }) as unknown,
        }),
      );
    });

    it('are frozen with the period, and kept there when they are withdrawn', async () => {
      expect((await send('/api/v1/periods/2026-Q3/freeze', 'followup', {})).status).toBe(201);
      const { items } = (await city.call('/api/v1/comments?subject=unit:a')).body as { items: Comment[] };
      const comment = `/api/v1/comments/${items[0]?.id ?? ''}`;
      expect((await send(comment, 'followup', undefined, 'DELETE')).body).toMatchObject({
        code: 'comment/frozen',
      });
      const long = { ...deviation, measure: 'completion-rate' };
      const { body: mistaken } = await send('/api/v1/deviations', 'followup', long);
      const undo = `/api/v1/deviations/${(mistaken as AcceptedDeviation).id}`;
      expect((await send(undo, 'followup', undefined, 'DELETE')).body).toMatchObject({
        withdrawn: { from: '2026-10-01' }, // what is frozen stays
      });
      nowMs += DAY_MS;
      const [accepted] = await all('?subject=unit:a&measure=digital-take-up');
      const path = `/api/v1/deviations/${accepted?.id ?? ''}`;
      expect((await send(`${path}?from=2026-08-01`, 'unit-a', {}, 'DELETE')).status).toBe(403);
      const withdrawn = await send(`${path}?from=2026-08-01`, 'followup', {}, 'DELETE');
      expect(withdrawn).toMatchObject({
        status: 200,
        body: { withdrawn: { from: '2026-08-01', by: 'followup' } },
      });
      expect((await send(path, 'followup', {}, 'DELETE')).status).toBe(404);
      expect(await all('?subject=unit:a&measure=digital-take-up')).toEqual([withdrawn.body]);
      expect([await status(), await status('2026-07')]).toEqual(['not-met', 'accepted']);

      const { body } = await city.call('/api/v1/periods/2026-Q3/editions/original', { as: 'followup' });
      expect(body).toMatchObject({ deviations: [{ ...deviation, withdrawn: null }] });
      expect((body as { comments: Comment[] }).comments).toHaveLength(6);
      expect((await city.call('/api/v1/periods/2026-Q3/diff')).body).toMatchObject({
        measures: [
          { measure: 'digital-take-up', before: { status: 'accepted' }, after: { status: 'not-met' } },
        ],
        slices: [],
      });
    });
  });
});
