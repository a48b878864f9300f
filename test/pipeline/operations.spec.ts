import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MaintenancePlanned, type OutageDetail, type OutageRecord, type Sample, cityTime } from '#core';
import { type AvailabilityAnswer } from '../../apps/monitor/src/http/operations.controller.js';
import { type MaintenanceTime } from '../../apps/monitor/src/http/maintenance.controller.js';
import {
  type OutagesAnswer,
  type SystemStateAnswer,
  type TimelineAnswer,
} from '../../apps/monitor/src/http/outages.controller.js';
import { SmallCity, type TestPrincipal } from './small-city.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A Thursday; office hours are from 07 to 19. */
const NINE = Date.parse('2026-09-17T09:00:00+02:00');
const NOW = NINE + 5 * HOUR_MS;

/** One sample a minute from nine o'clock on, down in some minutes. */
function samples(target: string, minutes: number, isDown: (minute: number) => boolean): Sample[] {
  return Array.from({ length: minutes }, (_, minute) => ({
    target,
    vantage: 'elsewhere',
    timeMs: NINE + minute * MINUTE_MS,
    ...(isDown(minute)
      ? { state: 'down' as const, reason: 'timeout' as const, connectMs: 3, tlsMs: 9, totalMs: 5_000 }
      : { state: 'up' as const, totalMs: 80 }),
  }));
}

describe('operations', () => {
  let city: SmallCity;
  let nowMs = NOW;
  beforeAll(async () => {
    city = await SmallCity.start({ nowMs: () => nowMs });
    // A is down 10:00–10:30; B from 13:30 on, and still is.
    const taken = [
      ...samples('tjanst-a-http', 300, (minute) => minute >= 60 && minute < 90),
      ...samples('tjanst-b-http', 300, (minute) => minute >= 270),
    ];
    await city.perspektiv.measuring.collect.push(taken, NOW);
  });
  afterAll(() => city.remove());

  const get = async <T>(path: string): Promise<T> => (await city.call(`/api/v1/${path}`)).body as T;
  const send = (method: string, path: string, body?: unknown, as: TestPrincipal = 'drift') =>
    city.call(`/api/v1/${path}`, {
      method,
      as,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  const agreed = async () => {
    const query = new URLSearchParams({ from: '2026-09-17T00:00:00+02:00', to: '2026-09-18T00:00:00+02:00' });
    const { inside, maintenance } = await get<AvailabilityAnswer>(
      `systems/tjanst-a/availability?${query.toString()}`,
    );
    return { down: inside.downMs / MINUTE_MS, excluded: maintenance.downMs / MINUTE_MS };
  };

  describe('the present', () => {
    it('is known of every system, also from pushed samples', async () => {
      const { items } = await get<{ items: SystemStateAnswer[] }>('systems/states');
      expect(items).toMatchObject([
        { system: 'tjanst-a', state: 'up', since: '2026-09-17T10:30:00.000+02:00', behind: [] },
        { system: 'tjanst-b', state: 'down', since: '2026-09-17T13:30:00.000+02:00', reason: 'timeout' },
        { system: 'tjanst-c', state: 'unmonitored', since: null },
      ]);
    });

    it('is the same after a restart, and stale before long, as is whoever told of it', async () => {
      const before = await get('systems/states');
      const told = { vantage: 'elsewhere', targets: 2, measured: '2026-09-17T13:59:00.000+02:00' };
      await city.stop();
      city = await SmallCity.start({ dataFolder: city.dataFolder, nowMs: () => nowMs });
      expect(await get('systems/states')).toEqual(before);
      expect(await get('vantages')).toEqual({ items: [{ ...told, current: 2 }], next: null });
      nowMs = NOW + 3 * MINUTE_MS;
      const { items } = await get<{ items: SystemStateAnswer[] }>('systems/states');
      expect(items.map(({ state }) => state)).toEqual(['unmonitored', 'unmonitored', 'unmonitored']);
      expect(await get('vantages')).toEqual({ items: [{ ...told, current: 0 }], next: null });
      nowMs = NOW;
    });
  });

  describe('outages', () => {
    it('are listed newest first, page by page, with what they come to', async () => {
      const first = await get<OutagesAnswer>('outages?limit=1');
      expect(first.items).toMatchObject([{ system: 'tjanst-b', to: null, durationMs: 30 * MINUTE_MS }]);
      const second = await get<OutagesAnswer>(`outages?limit=1&cursor=${first.next ?? ''}`);
      expect(second).toMatchObject({
        items: [
          {
            system: 'tjanst-a',
            from: '2026-09-17T10:00:00.000+02:00',
            confirmed: '2026-09-17T10:01:00.000+02:00',
            to: '2026-09-17T10:30:00.000+02:00',
            reason: 'timeout',
            counted: true,
          },
        ],
        next: null,
        summary: {
          count: 2,
          // The one that goes on counts up to now.
          totalMs: 60 * MINUTE_MS,
          longestMs: 30 * MINUTE_MS,
          meanTimeToRestoreMs: 30 * MINUTE_MS,
        },
      });
      const owned = await get<OutagesAnswer>('outages?unit=a');
      expect(owned.items.map(({ system }) => system)).toEqual(['tjanst-a']);
      expect((await get<OutagesAnswer>('outages?ongoing=true')).items).toHaveLength(1);
    });

    it('tell by which samples and in which phase they began', async () => {
      const { items } = await get<OutagesAnswer>('outages?system=tjanst-a');
      const detail = await get<OutageDetail>(`outages/${items[0]?.id ?? ''}`);
      expect(detail.evidence).toMatchObject([
        {
          target: 'tjanst-a-http',
          vantage: 'elsewhere',
          time: '2026-09-17T10:00:00.000+02:00',
          phase: 'answer',
        },
      ]);
      expect(detail.parts).toMatchObject([{ state: 'down', reason: 'timeout' }]);
      expect((await city.call('/api/v1/outages/tjanst-a.1')).status).toBe(404);
    });

    it('carry what people say of them, also when a late sample makes them longer', async () => {
      const { items } = await get<OutagesAnswer>('outages?system=tjanst-b');
      const path = `outages/${items[0]?.id ?? ''}/annotations`;
      expect((await send('POST', path, { text: 'Databasen är full' }, 'unit-a')).status).toBe(403);
      expect((await send('POST', path, { text: 'Databasen är full' })).status).toBe(201);
      const late = samples('tjanst-b-http', 1, () => true).map((sample) => ({
        ...sample,
        timeMs: NINE + 269.5 * MINUTE_MS,
      }));
      await city.perspektiv.measuring.collect.push(late, NOW);
      const [outage] = (await get<OutagesAnswer>('outages?system=tjanst-b')).items;
      expect(outage?.from).toBe('2026-09-17T13:29:30.000+02:00');
      expect(outage?.annotations).toMatchObject([{ text: 'Databasen är full', by: 'drift' }]);
    });

    it('are seen on the timeline of the system', async () => {
      const query = new URLSearchParams({ from: cityTime(NINE), to: cityTime(NINE + 2 * HOUR_MS) });
      const { parts } = await get<TimelineAnswer>(`systems/tjanst-a/timeline?${query.toString()}`);
      expect(parts.map(({ state }) => state)).toEqual(['up', 'down', 'up']);
      expect((await city.call('/api/v1/systems/tjanst-a/timeline?from=2026-01-01T00:00:00Z')).status).toBe(
        400,
      );
    });
  });

  describe('planned work', () => {
    const plan = {
      systems: ['tjanst-a'],
      from: '2026-09-17T10:00+02:00',
      to: '2026-09-17T11:00+02:00',
      note: 'Byte av disk',
    };
    let planned: MaintenancePlanned;

    it('that is announced after it began counts as downtime', async () => {
      const { status, body } = await send('POST', 'maintenance', plan);
      expect(status).toBe(201);
      const [late] = (body as { items: MaintenancePlanned[] }).items;
      expect(late).toMatchObject({
        systems: ['tjanst-a'],
        by: 'drift',
        origin: 'people',
        announced: cityTime(NOW),
      });
      expect(await agreed()).toEqual({ down: 30, excluded: 0 });
    });

    it('that was announced before, as the follow-up team knows, is judged anew at once', async () => {
      const told = { ...plan, announced: '2026-09-16T09:00+02:00' };
      expect((await send('POST', 'maintenance', told)).status).toBe(403);
      const { body } = await send('POST', 'maintenance', told, 'followup');
      planned = (body as { items: [MaintenancePlanned] }).items[0];
      expect(await agreed()).toEqual({ down: 0, excluded: 30 });
      const [outage] = (await get<OutagesAnswer>('outages?system=tjanst-a')).items as [OutageRecord];
      expect(outage.counted).toBe(false);
    });

    it('can be withdrawn, and is judged anew again', async () => {
      const from = encodeURIComponent('2026-09-17T10:15:00+02:00');
      const { status, body } = await send('DELETE', `maintenance/${planned.id}?from=${from}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ withdrawn: { by: 'drift' } });
      expect(await agreed()).toEqual({ down: 15, excluded: 15 });
      expect((await send('DELETE', `maintenance/${planned.id}`)).status).toBe(404);
    });

    it('that was a mistake is withdrawn as if it had never been planned', async () => {
      const before = await agreed();
      const again = { ...plan, announced: '2026-09-16T08:00:00+02:00' };
      const { body } = await send('POST', 'maintenance', again, 'followup');
      const [mistaken] = (body as { items: [MaintenancePlanned] }).items;
      expect(await agreed()).not.toEqual(before);
      const path = `maintenance/${mistaken.id}?neverHeld=true&reason=Fel%20system`;
      expect((await send('DELETE', path)).body).toMatchObject({
        withdrawn: { from: mistaken.from, by: 'drift', reason: 'Fel system' },
      });
      expect(await agreed()).toEqual(before);
    });

    it('comes again by a rule, keeps over a restart, and is listed by its times', async () => {
      const weekly = {
        systems: ['tjanst-a', 'tjanst-b'],
        from: '2026-10-18T01:00+02:00',
        to: '2026-10-18T04:00+02:00',
        repeats: 'weekly',
        note: 'Uppdatering',
      };
      expect((await send('POST', 'maintenance', { ...weekly, repeats: 'FREQ=SECONDLY' })).status).toBe(400);
      expect((await send('POST', 'maintenance', { ...weekly, systems: ['okand'] })).status).toBe(404);
      await send('POST', 'maintenance', weekly);
      await city.stop();
      city = await SmallCity.start({ dataFolder: city.dataFolder, nowMs: () => nowMs });
      const query = new URLSearchParams({
        from: '2026-10-18T00:00:00+02:00',
        to: '2026-10-27T00:00:00+01:00',
        system: 'tjanst-b',
      });
      const { items } = await get<{ items: MaintenanceTime[] }>(`maintenance?${query.toString()}`);
      expect(items.map(({ from, to, inTime }) => [from, to, inTime])).toEqual([
        ['2026-10-18T01:00:00.000+02:00', '2026-10-18T04:00:00.000+02:00', true],
        ['2026-10-25T01:00:00.000+02:00', '2026-10-25T04:00:00.000+01:00', true], // four hours
      ]);
    });

    it('is read from a calendar file', async () => {
      const text = [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'BEGIN:VEVENT',
        'UID:1',
        'DTSTAMP:20260901T080000Z',
        'SUMMARY:Ny version',
        'DTSTART:20261001T200000Z',
        'DURATION:PT2H',
        'END:VEVENT',
        'END:VCALENDAR',
      ].join('\r\n');
      const call = (body: string) =>
        city.call('/api/v1/maintenance?system=tjanst-c', {
          ...{ method: 'POST', as: 'drift', body },
          headers: { 'content-type': 'text/calendar; charset=utf-8' },
        });
      expect((await call(text)).body).toMatchObject({
        items: [
          {
            systems: ['tjanst-c'],
            note: 'Ny version',
            from: '2026-10-01T22:00:00.000+02:00',
            origin: 'calendar',
          },
        ],
      });
      expect(await call('inget')).toMatchObject({ status: 400, body: { code: 'request/malformed' } });
    });
  });
});
