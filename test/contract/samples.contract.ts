import { describe, expect, it } from '@jest/globals';
import { type Sample } from '#core';
import { DAY_MS, HOUR_MS, MINUTE_MS, SEPTEMBER_MS, samplesOf } from './facts.js';
import { type OpenStore } from './open-store.js';

const DAY = { startMs: SEPTEMBER_MS, endMs: SEPTEMBER_MS + DAY_MS };
const KEEP_ALL = 0;

/** What every engine promises of raw samples, before and after they are settled. */
export function describeSamples(open: OpenStore): void {
  describe('samples', () => {
    it('answers nothing when there is nothing', async () => {
      expect(await open.store.timeSeries.samples({ ...DAY, targets: ['webb'] })).toEqual([]);
      expect(await open.store.timeSeries.samples({ ...DAY, targets: [] })).toEqual([]);
      await open.store.timeSeries.writeSamples([]);
    });

    it('gives back every field, absent ones absent', async () => {
      const whole: Sample = {
        target: 'förskolekö-åäö',
        vantage: 'Tekniska nämndhuset ☎',
        timeMs: SEPTEMBER_MS + 1,
        state: 'degraded',
        totalMs: 1234.5678,
        dnsMs: 0,
        connectMs: 0.1,
        tlsMs: 3,
        ttfbMs: 900.25,
        statusCode: 503,
        reason: 'slow',
        certDays: 12,
      };
      const bare: Sample = {
        target: whole.target,
        vantage: 'b',
        timeMs: SEPTEMBER_MS,
        state: 'unmonitored',
      };
      await open.store.timeSeries.writeSamples([whole, bare]);
      expect(await open.store.timeSeries.samples({ ...DAY, targets: [whole.target] })).toEqual([bare, whole]);
    });

    it('answers by target, time and vantage, inside a half-open window, for the targets asked for', async () => {
      const one = samplesOf('ett', SEPTEMBER_MS, 5);
      const two = samplesOf('två', SEPTEMBER_MS, 5);
      const elsewhere = one.map((sample) => ({ ...sample, vantage: 'a' }));
      await open.store.timeSeries.writeSamples([
        ...two,
        ...one.toReversed(),
        ...elsewhere,
        ...samplesOf('tre', SEPTEMBER_MS, 5),
      ]);
      const asked = await open.store.timeSeries.samples({
        targets: ['två', 'ett', 'okänd'],
        startMs: SEPTEMBER_MS + MINUTE_MS,
        endMs: SEPTEMBER_MS + 3 * MINUTE_MS,
      });
      const expected = [elsewhere[1], one[1], elsewhere[2], one[2], two[1], two[2]];
      expect(asked).toEqual(expected);
    });

    it('keeps each sample once, the first, in a batch and over batches', async () => {
      const [first] = samplesOf('webb', SEPTEMBER_MS, 1);
      const again = samplesOf('webb', SEPTEMBER_MS, 1).map((sample) => ({ ...sample, totalMs: 1 }));
      await open.store.timeSeries.writeSamples([...samplesOf('webb', SEPTEMBER_MS, 1), ...again]);
      await open.store.timeSeries.writeSamples(again);
      expect(await open.store.timeSeries.samples({ ...DAY, targets: ['webb'] })).toEqual([first]);
    });

    it('takes a large batch, and many batches at once', async () => {
      const large = samplesOf('stor', SEPTEMBER_MS, 10_001);
      const parts = Array.from({ length: 40 }, (_, part) =>
        samplesOf('smått', SEPTEMBER_MS + part * 25 * MINUTE_MS, 25),
      );
      await Promise.all([
        open.store.timeSeries.writeSamples(large),
        ...parts.map((part) => open.store.timeSeries.writeSamples(part)),
      ]);
      const month = { startMs: SEPTEMBER_MS, endMs: SEPTEMBER_MS + 30 * DAY_MS };
      expect(await open.store.timeSeries.samples({ ...month, targets: ['stor'] })).toEqual(large);
      expect(await open.store.timeSeries.samples({ ...month, targets: ['smått'] })).toEqual(parts.flat());
    });

    it('stores all of a batch or none', async () => {
      const broken = { ...samplesOf('webb', SEPTEMBER_MS, 1)[0], timeMs: Number.NaN } as Sample;
      await expect(
        open.store.timeSeries.writeSamples([...samplesOf('webb', SEPTEMBER_MS, 3), broken]),
      ).rejects.toThrow();
      expect(await open.store.timeSeries.samples({ ...DAY, targets: ['webb'] })).toEqual([]);
      await open.store.timeSeries.writeSamples(samplesOf('webb', SEPTEMBER_MS, 1));
      expect(await open.store.timeSeries.samples({ ...DAY, targets: ['webb'] })).toHaveLength(1);
    });
  });

  describe('housekeeping', () => {
    const LATER_MS = SEPTEMBER_MS + 5 * DAY_MS;
    const all = { startMs: SEPTEMBER_MS - 90 * DAY_MS, endMs: LATER_MS, targets: ['webb'] };

    it('changes no answer, whatever was settled, late or doubled', async () => {
      const samples = samplesOf('webb', SEPTEMBER_MS, 5 * 1440);
      await open.store.timeSeries.writeSamples(samples.filter((_, index) => index % 10 !== 0));
      await open.store.timeSeries.housekeep(LATER_MS, KEEP_ALL);
      await open.store.timeSeries.writeSamples(
        samples.map((sample) => ({ ...sample, reason: 'late' as const })),
      );
      const expected = samples.map((sample, index) =>
        index % 10 === 0 ? { ...sample, reason: 'late' as const } : sample,
      );
      expect(await open.store.timeSeries.samples(all)).toEqual(expected);
      await open.store.timeSeries.housekeep(LATER_MS, KEEP_ALL);
      await open.store.timeSeries.housekeep(LATER_MS, KEEP_ALL);
      expect(await open.store.timeSeries.samples(all)).toEqual(expected);
      await open.again();
      expect(await open.store.timeSeries.samples(all)).toEqual(expected);
      const window = {
        startMs: SEPTEMBER_MS + DAY_MS - MINUTE_MS,
        endMs: SEPTEMBER_MS + DAY_MS + MINUTE_MS,
      };
      expect(await open.store.timeSeries.samples({ ...window, targets: ['webb'] })).toEqual(
        expected.slice(1439, 1441),
      );
    });

    it('drops the days that ended by the limit, and no more', async () => {
      const samples = samplesOf('webb', SEPTEMBER_MS, 4 * 1440);
      await open.store.timeSeries.writeSamples(samples);
      await open.store.timeSeries.housekeep(LATER_MS, KEEP_ALL);
      await open.store.timeSeries.housekeep(LATER_MS, SEPTEMBER_MS + 2 * DAY_MS + HOUR_MS);
      expect(await open.store.timeSeries.samples(all)).toEqual(samples.slice(2 * 1440));
    });

    it('may run while samples are written and read', async () => {
      const days = Array.from({ length: 4 }, (_, day) =>
        samplesOf('webb', SEPTEMBER_MS + day * DAY_MS, 1440),
      );
      await open.store.timeSeries.writeSamples(days.slice(0, 2).flat());
      const late = days.slice(2).flat();
      const writes = Array.from({ length: 24 }, (_, part) =>
        open.store.timeSeries.writeSamples(late.slice(part * 120, part * 120 + 120)),
      );
      const reads = writes.slice(0, 6).map(() => open.store.timeSeries.samples(all));
      const keeping = [1, 2, 3].map(() => open.store.timeSeries.housekeep(LATER_MS, KEEP_ALL));
      await Promise.all([...writes, ...keeping]);
      for (const read of await Promise.all(reads))
        expect(read.slice(0, 2880)).toEqual(days.slice(0, 2).flat());
      expect(await open.store.timeSeries.samples(all)).toEqual(days.flat());
    });
  });
}
