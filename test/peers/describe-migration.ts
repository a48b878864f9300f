import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cityTime } from '#core';
import { Perspektiv, type Settings, migrateTo } from '#pipeline';
import { temporaryFolder } from '../contract/place.js';
import { SmallCity } from '../pipeline/small-city.js';

const NOW_MS = Date.parse('2026-11-24T14:30:20+01:00');
const MINUTE_MS = 60_000;
const COST = 'Enhet;Period;Belopp;Slag;Anskaffningsområde\na;2026-09;1200,50;actual;software\n';
const CASES = 'unit;period;process;closed;within_target\na;2026-09;bygglov;10;9\nb;2026-08;bygglov;7;1\n';

/** What moving a city promises, to engines that are given when the tests run. */
export function describeMigration(engines: () => Promise<Pick<Settings, 'ledger' | 'timeSeries'>>): void {
  describe('a city that is moved', () => {
    let city: SmallCity;

    beforeAll(async () => {
      city = await SmallCity.start({ nowMs: () => NOW_MS });
      for (const [dataset, file] of [
        ['cost', COST],
        ['cost', COST.replace('1200,50', '1300,25')],
        ['cases', CASES],
      ] as const)
        expect((await city.upload(dataset, file)).status).toBe(201);
      await city.call('/api/v1/periods/2026-Q3/freeze', { method: 'POST', as: 'followup' });
      const samples = Array.from({ length: 90 }, (_, i) => ({
        target: 'tjanst-a-http',
        vantage: 'elsewhere',
        time: cityTime(NOW_MS - (90 - i) * MINUTE_MS),
        ...(i >= 30 && i < 45 ? { state: 'down', reason: 'refused' } : { state: 'up', totalMs: 80 }),
      }));
      const pushed = await city.call('/api/v1/samples', {
        method: 'POST',
        as: 'matare',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(samples),
      });
      expect(pushed.status).toBeLessThan(300);
      await city.stop();
    });

    afterAll(() => city.remove().catch(() => undefined));

    it('has the same scores, and all that it was told, with every version and in the same order', async () => {
      const from = city.perspektiv.settings;
      const folder = await temporaryFolder();
      const to = { ...from, dataFolder: folder.path, ...(await engines()) };
      const moved = await migrateTo({ from, to, nowMs: NOW_MS });
      if (!moved.ok) throw new Error(moved.problem);
      expect(moved.value).toMatchObject({
        uploads: 3,
        sliceVersions: 4,
        samples: 90,
        slices: 3,
        different: [],
      });
      expect(moved.value.systemDays).toBeGreaterThan(0);
      expect(moved.value.measures).toBeGreaterThan(500);

      const told: unknown[] = [];
      for (const settings of [from, to]) {
        const opened = await Perspektiv.open(settings, () => NOW_MS);
        if (!opened.ok) throw new Error(opened.problem);
        const { ledger, timeSeries } = opened.value.store;
        const window = { startMs: NOW_MS - 86_400_000, endMs: NOW_MS };
        told.push({
          receipts: await ledger.receipts({ limit: 10 }),
          slices: await ledger.slices({ everyVersion: true }),
          // That the slices reached the new time series is told there besides.
          entries: (await ledger.entries({})).filter(({ kind }) => kind !== 'projection'),
          revision: await ledger.revision(['edition']),
          outages: await timeSeries.outages(window),
          hours: await timeSeries.availability({ ...window, granularity: 'hour' }),
        });
        expect(await opened.value.edition.verify()).toEqual({ editions: 1, faults: [] });
        await opened.value.close();
      }
      expect(told[1]).toEqual(told[0]);

      await expect(migrateTo({ from, to, nowMs: NOW_MS })).rejects.toMatchObject({ code: 'store/not-empty' });
      await folder.remove();
    });
  });
}
