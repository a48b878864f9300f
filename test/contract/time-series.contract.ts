import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { type ObservationQuery, type Sample, type SliceKey } from '#core';
import { type TimeSeries } from '#store';
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  SEPTEMBER_MS,
  availabilityRow,
  cost,
  costContent,
  costSlice,
  hourRollUp,
  outage,
  samplesOf,
} from './facts.js';
import { type Place } from './place.js';

const DAY = { startMs: SEPTEMBER_MS, endMs: SEPTEMBER_MS + DAY_MS };
const KEEP_ALL = 0;

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(60_000);

/** What every engine of the time series promises. The data sets of facts.ts are known to it. */
export function describeTimeSeries(name: string, empty: () => Promise<Place<TimeSeries>>): void {
  describe(`time series in ${name}`, () => {
    let place: Place<TimeSeries>;
    let timeSeries: TimeSeries;

    beforeEach(async () => {
      place = await empty();
      timeSeries = await place.open();
    });

    afterEach(async () => {
      await timeSeries.close();
      await place.remove();
    });

    async function reopen(): Promise<void> {
      await timeSeries.close();
      timeSeries = await place.open();
    }

    describe('samples', () => {
      it('answers nothing when there is nothing', async () => {
        expect(await timeSeries.samples({ ...DAY, targets: ['webb'] })).toEqual([]);
        expect(await timeSeries.samples({ ...DAY, targets: [] })).toEqual([]);
        await timeSeries.writeSamples([]);
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
        await timeSeries.writeSamples([whole, bare]);
        expect(await timeSeries.samples({ ...DAY, targets: [whole.target] })).toEqual([bare, whole]);
      });

      it('answers by target, time and vantage, inside a half-open window, for the targets asked for', async () => {
        const one = samplesOf('ett', SEPTEMBER_MS, 5);
        const two = samplesOf('två', SEPTEMBER_MS, 5);
        const elsewhere = one.map((sample) => ({ ...sample, vantage: 'a' }));
        await timeSeries.writeSamples([
          ...two,
          ...one.toReversed(),
          ...elsewhere,
          ...samplesOf('tre', SEPTEMBER_MS, 5),
        ]);
        const asked = await timeSeries.samples({
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
        await timeSeries.writeSamples([...samplesOf('webb', SEPTEMBER_MS, 1), ...again]);
        await timeSeries.writeSamples(again);
        expect(await timeSeries.samples({ ...DAY, targets: ['webb'] })).toEqual([first]);
      });

      it('takes a large batch, and many batches at once', async () => {
        const large = samplesOf('stor', SEPTEMBER_MS, 10_001);
        const parts = Array.from({ length: 40 }, (_, part) =>
          samplesOf('smått', SEPTEMBER_MS + part * 25 * MINUTE_MS, 25),
        );
        await Promise.all([
          timeSeries.writeSamples(large),
          ...parts.map((part) => timeSeries.writeSamples(part)),
        ]);
        const month = { startMs: SEPTEMBER_MS, endMs: SEPTEMBER_MS + 30 * DAY_MS };
        expect(await timeSeries.samples({ ...month, targets: ['stor'] })).toEqual(large);
        expect(await timeSeries.samples({ ...month, targets: ['smått'] })).toEqual(parts.flat());
      });

      it('stores all of a batch or none', async () => {
        const broken = { ...samplesOf('webb', SEPTEMBER_MS, 1)[0], timeMs: Number.NaN } as Sample;
        await expect(
          timeSeries.writeSamples([...samplesOf('webb', SEPTEMBER_MS, 3), broken]),
        ).rejects.toThrow();
        expect(await timeSeries.samples({ ...DAY, targets: ['webb'] })).toEqual([]);
        await timeSeries.writeSamples(samplesOf('webb', SEPTEMBER_MS, 1));
        expect(await timeSeries.samples({ ...DAY, targets: ['webb'] })).toHaveLength(1);
      });
    });

    describe('housekeeping', () => {
      const LATER_MS = SEPTEMBER_MS + 5 * DAY_MS;
      const all = { startMs: SEPTEMBER_MS - 90 * DAY_MS, endMs: LATER_MS, targets: ['webb'] };

      it('changes no answer, whatever was settled, late or doubled', async () => {
        const samples = samplesOf('webb', SEPTEMBER_MS, 5 * 1440);
        await timeSeries.writeSamples(samples.filter((_, index) => index % 10 !== 0));
        await timeSeries.housekeep(LATER_MS, KEEP_ALL);
        await timeSeries.writeSamples(samples.map((sample) => ({ ...sample, reason: 'late' as const })));
        const expected = samples.map((sample, index) =>
          index % 10 === 0 ? { ...sample, reason: 'late' as const } : sample,
        );
        expect(await timeSeries.samples(all)).toEqual(expected);
        await timeSeries.housekeep(LATER_MS, KEEP_ALL);
        await timeSeries.housekeep(LATER_MS, KEEP_ALL);
        expect(await timeSeries.samples(all)).toEqual(expected);
        await reopen();
        expect(await timeSeries.samples(all)).toEqual(expected);
        const window = {
          startMs: SEPTEMBER_MS + DAY_MS - MINUTE_MS,
          endMs: SEPTEMBER_MS + DAY_MS + MINUTE_MS,
        };
        expect(await timeSeries.samples({ ...window, targets: ['webb'] })).toEqual(
          expected.slice(1439, 1441),
        );
      });

      it('drops the days that ended by the limit, and no more', async () => {
        const samples = samplesOf('webb', SEPTEMBER_MS, 4 * 1440);
        await timeSeries.writeSamples(samples);
        await timeSeries.housekeep(LATER_MS, KEEP_ALL);
        await timeSeries.housekeep(LATER_MS, SEPTEMBER_MS + 2 * DAY_MS + HOUR_MS);
        expect(await timeSeries.samples(all)).toEqual(samples.slice(2 * 1440));
      });

      it('may run while samples are written and read', async () => {
        const days = Array.from({ length: 4 }, (_, day) =>
          samplesOf('webb', SEPTEMBER_MS + day * DAY_MS, 1440),
        );
        await timeSeries.writeSamples(days.slice(0, 2).flat());
        const late = days.slice(2).flat();
        const writes = Array.from({ length: 24 }, (_, part) =>
          timeSeries.writeSamples(late.slice(part * 120, part * 120 + 120)),
        );
        const reads = writes.slice(0, 6).map(() => timeSeries.samples(all));
        const keeping = [1, 2, 3].map(() => timeSeries.housekeep(LATER_MS, KEEP_ALL));
        await Promise.all([...writes, ...keeping]);
        for (const read of await Promise.all(reads))
          expect(read.slice(0, 2880)).toEqual(days.slice(0, 2).flat());
        expect(await timeSeries.samples(all)).toEqual(days.flat());
      });
    });

    describe('roll-ups', () => {
      const hours = { ...DAY, granularity: 'hour' } as const;
      const days = { ...DAY, granularity: 'day' } as const;
      const dayRollUp = {
        ...DAY,
        system: 'skolplattformen',
        rows: [
          availabilityRow('skolplattformen', 'day', SEPTEMBER_MS),
          ...Array.from({ length: 24 }, (_, hour) =>
            availabilityRow('skolplattformen', 'hour', SEPTEMBER_MS + hour * HOUR_MS),
          ),
        ],
        outages: [outage('skolplattformen', SEPTEMBER_MS + HOUR_MS, SEPTEMBER_MS + 2 * HOUR_MS)],
      };

      it('gives back every field, by granularity, and nothing when there is nothing', async () => {
        expect(await timeSeries.availability(hours)).toEqual([]);
        expect(await timeSeries.outages(DAY)).toEqual([]);
        await timeSeries.writeRollUps([]);
        await timeSeries.writeRollUps([dayRollUp]);
        expect(await timeSeries.availability(days)).toEqual(dayRollUp.rows.slice(0, 1));
        expect(await timeSeries.availability(hours)).toEqual(dayRollUp.rows.slice(1));
        expect(await timeSeries.outages(DAY)).toEqual(dayRollUp.outages);
      });

      it('changes nothing when written twice', async () => {
        await timeSeries.writeRollUps([dayRollUp]);
        await timeSeries.writeRollUps([dayRollUp, dayRollUp]);
        expect(await timeSeries.availability(hours)).toEqual(dayRollUp.rows.slice(1));
        expect(await timeSeries.outages(DAY)).toEqual(dayRollUp.outages);
      });

      it('replaces in a window only the granularities that are brought, and all outages', async () => {
        const system = 'skolplattformen';
        await timeSeries.writeRollUps([dayRollUp]);
        const newHour = hourRollUp(system, SEPTEMBER_MS + 5 * HOUR_MS, 42);
        const newDay = availabilityRow(system, 'day', SEPTEMBER_MS, 43);
        const newOutage = outage(system, SEPTEMBER_MS + 7 * HOUR_MS, null);
        await timeSeries.writeRollUps([newHour, { ...dayRollUp, rows: [newDay], outages: [newOutage] }]);
        const expected = dayRollUp.rows
          .slice(1)
          .with(5, availabilityRow(system, 'hour', newHour.startMs, 42));
        expect(await timeSeries.availability(hours)).toEqual(expected);
        expect(await timeSeries.availability(days)).toEqual([newDay]);
        expect(await timeSeries.outages(DAY)).toEqual([newOutage]);
      });

      it('lets the later of two overlapping roll-ups of one call stand', async () => {
        const first = hourRollUp('a', SEPTEMBER_MS, 1);
        const second = hourRollUp('a', SEPTEMBER_MS, 2);
        await timeSeries.writeRollUps([first, second]);
        expect(await timeSeries.availability(hours)).toEqual(second.rows);
      });

      it('leaves other systems and times alone, and answers by system and start', async () => {
        const starts = [2, 0, 1].map((hour) => SEPTEMBER_MS + hour * HOUR_MS);
        const rollUps = ['ö', 'a', 'b'].flatMap((system) =>
          starts.map((start) => hourRollUp(system, start, 1)),
        );
        await timeSeries.writeRollUps(rollUps);
        await timeSeries.writeRollUps([hourRollUp('a', SEPTEMBER_MS + HOUR_MS, 9)]);
        const asked = await timeSeries.availability({
          granularity: 'hour',
          systems: ['b', 'a'],
          startMs: SEPTEMBER_MS,
          endMs: SEPTEMBER_MS + 2 * HOUR_MS,
        });
        expect(asked.map((row) => [row.system, row.startMs, row.inside.upMs])).toEqual([
          ['a', SEPTEMBER_MS, 1],
          ['a', SEPTEMBER_MS + HOUR_MS, 9],
          ['b', SEPTEMBER_MS, 1],
          ['b', SEPTEMBER_MS + HOUR_MS, 1],
        ]);
        expect(await timeSeries.availability(hours)).toHaveLength(9);
        expect(await timeSeries.availability({ ...hours, systems: [] })).toEqual([]);
      });

      it('answers the outages that touch a window, also those that last', async () => {
        const before = outage('a', SEPTEMBER_MS - HOUR_MS, SEPTEMBER_MS);
        const into = outage('a', SEPTEMBER_MS - HOUR_MS + 1, SEPTEMBER_MS + 1);
        const lasting = outage('b', SEPTEMBER_MS + HOUR_MS, null);
        const after = outage('b', DAY.endMs, null);
        const ofSystem = (system: string): (typeof before)[] =>
          [before, into, lasting, after].filter((each) => each.system === system);
        await timeSeries.writeRollUps(
          ['a', 'b'].map((system) => ({
            system,
            startMs: SEPTEMBER_MS - DAY_MS,
            endMs: SEPTEMBER_MS + 2 * DAY_MS,
            rows: [],
            outages: ofSystem(system),
          })),
        );
        expect(await timeSeries.outages(DAY)).toEqual([into, lasting]);
        expect(await timeSeries.outages({ ...DAY, systems: ['b'] })).toEqual([lasting]);
        expect(await timeSeries.outages({ ...DAY, systems: [] })).toEqual([]);
      });

      it('refuses what lies outside its window, is of another system or comes twice, and stores none of the call', async () => {
        const good = hourRollUp('a', SEPTEMBER_MS, 1);
        const outside = { ...good, startMs: SEPTEMBER_MS + 1 };
        const foreign = { ...good, system: 'b' };
        const twice = { ...good, rows: [...good.rows, ...good.rows] };
        for (const [bad, code] of [
          [outside, 'store/outside-window'],
          [foreign, 'store/outside-window'],
          [{ ...good, outages: [outage('a', good.endMs, null)] }, 'store/outside-window'],
          [twice, 'store/row-twice'],
        ] as const) {
          await expect(timeSeries.writeRollUps([good, bad])).rejects.toMatchObject({ code });
        }
        expect(await timeSeries.availability(hours)).toEqual([]);
      });

      it('takes very many roll-ups at once, and calls at the same time', async () => {
        const systems = Array.from({ length: 20 }, (_, index) => `system-${String(index).padStart(2, '0')}`);
        const rollUps = systems.flatMap((system) =>
          Array.from({ length: 240 }, (_, hour) => hourRollUp(system, SEPTEMBER_MS + hour * HOUR_MS, hour)),
        );
        await timeSeries.writeRollUps(rollUps);
        const window = { startMs: SEPTEMBER_MS, endMs: SEPTEMBER_MS + 10 * DAY_MS };
        expect(await timeSeries.availability({ ...window, granularity: 'hour' })).toEqual(
          rollUps.flatMap(({ rows }) => rows),
        );
        await Promise.all(
          [1, 2, 3].map((version) =>
            timeSeries.writeRollUps(
              rollUps.map((rollUp) => hourRollUp(rollUp.system, rollUp.startMs, version)),
            ),
          ),
        );
        const after = await timeSeries.availability({ ...window, granularity: 'hour' });
        expect(after).toHaveLength(rollUps.length);
        expect(new Set(after.map((row) => row.inside.upMs)).size).toBe(1);
      });
    });

    describe('observations', () => {
      const october = costSlice('arbetsmarknad', '2026-10');
      const question: ObservationQuery = {
        dataset: 'cost',
        fromMonth: '2026-01',
        toMonth: '2026-12',
        columns: ['amount'],
        labels: [],
      };
      const sums = async (more: Partial<ObservationQuery> = {}): Promise<number[]> =>
        (await timeSeries.sumObservations({ ...question, ...more })).map(
          ({ sums }) => sums.amount ?? Number.NaN,
        );

      it('answers nothing when there is nothing', async () => {
        expect(await timeSeries.sumObservations(question)).toEqual([]);
        await timeSeries.replaceObservations([]);
        await timeSeries.replaceObservations([costContent(october, [])]);
        expect(await timeSeries.sumObservations(question)).toEqual([]);
      });

      it('keeps what was not provided, and what is not applicable, apart from nought', async () => {
        const facts = [
          {
            ...cost(october, 0),
            system: 'agresso',
            labels: { kind: 'actual', procurement_area: 'konsulter åäö' },
          },
          { ...cost(october, 5), system: 'agresso', numbers: { hours: 5 } },
          { ...cost(october, 1), labels: {}, numbers: {}, notApplicable: ['hours'], project: 'p-1' },
        ];
        await timeSeries.replaceObservations([{ key: october, observations: facts }]);
        const asked = { ...question, columns: ['amount', 'hours'], labels: ['kind', 'procurement_area'] };
        const same = { unit: 'arbetsmarknad', period: '2026-10', count: 1, notApplicable: [] };
        expect(await timeSeries.sumObservations(asked)).toEqual([
          {
            ...same,
            system: 'agresso',
            project: null,
            labels: { kind: 'actual', procurement_area: 'konsulter åäö' },
            sums: { amount: 0 },
          },
          { ...same, system: 'agresso', project: null, labels: { kind: 'actual' }, sums: { hours: 5 } },
          { ...same, system: null, project: 'p-1', labels: {}, sums: {}, notApplicable: ['hours'] },
        ]);
        expect(await timeSeries.sumObservations({ ...question, columns: [] })).toMatchObject([
          { system: 'agresso', count: 2, sums: {} },
          { system: null, count: 1, notApplicable: [] },
        ]);
      });

      it('replaces a slice whole, and that slice only', async () => {
        const november = costSlice('arbetsmarknad', '2026-11');
        const ledgerSystem = costSlice('arbetsmarknad', '2026-10', 'agresso');
        await timeSeries.replaceObservations([
          costContent(october, [1, 2, 3]),
          costContent(november, [10]),
          costContent(ledgerSystem, [100]),
        ]);
        expect(await sums()).toEqual([106, 10]);
        await timeSeries.replaceObservations([costContent(october, [4])]);
        await timeSeries.replaceObservations([costContent(october, [4])]);
        expect(await sums()).toEqual([104, 10]);
        await timeSeries.replaceObservations([costContent(october, [])]);
        expect(await sums()).toEqual([100, 10]);
        await timeSeries.replaceObservations([costContent(october, [7]), costContent(october, [8])]);
        expect(await sums()).toEqual([108, 10]);
      });

      it('counts a longer period to its last month', async () => {
        const keys = ['2026-Q3', '2026-T2', '2025', '2026-09'].map((period) => costSlice('a', period));
        await timeSeries.replaceObservations(keys.map((key, index) => costContent(key, [10 ** index])));
        expect(await sums({ fromMonth: '2026-08', toMonth: '2026-08' })).toEqual([10]);
        expect(await sums({ fromMonth: '2026-09', toMonth: '2026-09' })).toEqual([1000, 1]);
        expect(await sums({ fromMonth: '2025-01', toMonth: '2025-12' })).toEqual([100]);
      });

      it('copes with columns named as words of SQL, and leaves notes to the ledger', async () => {
        const key: SliceKey = { dataset: 'projects', unit: 'a', period: '2026', source: 'manual' };
        const labels = {
          name: 'Å\'"; DROP TABLE',
          start: '2026-01-01',
          end: '2026-12-31',
          group: 'x',
          description: 'fri text',
        };
        const numbers = { order: 3 };
        await timeSeries.replaceObservations([{ key, observations: [{ ...cost(key, 0), labels, numbers }] }]);
        const asked = { dataset: 'projects', columns: ['order'], labels: ['name', 'end', 'group'] } as const;
        expect(await timeSeries.sumObservations({ ...question, ...asked })).toMatchObject([
          { labels: { name: labels.name, end: labels.end, group: 'x' }, sums: { order: 3 } },
        ]);
      });

      it('refuses columns and data sets that it does not know, and observations of another slice', async () => {
        const injected = 'amount") FROM observation_cost; --';
        for (const asked of [
          { columns: [injected] },
          { columns: ['kind'] },
          { labels: ['amount'] },
          { labels: ['unit'] },
        ]) {
          const refused = timeSeries.sumObservations({ ...question, ...asked });
          await expect(refused).rejects.toMatchObject({ code: 'store/unknown-column' });
        }
        const stranger = timeSeries.sumObservations({ ...question, dataset: 'survey' });
        await expect(stranger).rejects.toMatchObject({ code: 'store/unknown-dataset' });
        const lost = { ...cost(october, 1), numbers: { amuont: 1 } };
        await expect(
          timeSeries.replaceObservations([
            costContent(october, [1]),
            { key: costSlice('b', '2026-10'), observations: [cost(october, 1)] },
          ]),
        ).rejects.toMatchObject({ code: 'store/wrong-slice' });
        await expect(
          timeSeries.replaceObservations([{ key: october, observations: [cost(october, 1), lost] }]),
        ).rejects.toMatchObject({ code: 'store/unknown-column' });
        expect(await sums()).toEqual([]);
      });

      it('gives sums that are those of the last content of each slice, whatever came before', async () => {
        const key = fc.record({
          unit: fc.constantFrom('a', 'å'),
          period: fc.constantFrom('2026-01', '2026-02'),
        });
        const amounts = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 5 });
        let round = 0;
        await fc.assert(
          fc.asyncProperty(fc.array(fc.tuple(key, amounts), { maxLength: 12 }), async (writes) => {
            const source = `source-${++round}`;
            const last = new Map<string, readonly number[]>();
            for (const [{ unit, period }, values] of writes) {
              await timeSeries.replaceObservations([costContent(costSlice(unit, period, source), values)]);
              last.set(`${unit} ${period}`, values);
            }
            const expected = [...last.values()].flat().reduce((sum, amount) => sum + amount, 0);
            const found = (await sums()).reduce((sum, amount) => sum + amount, 0);
            expect(found).toBe(expected);
            const emptied = [...last.keys()]
              .map((text) => text.split(' '))
              .map(([unit = '', period = '']) => costContent(costSlice(unit, period, source), []));
            await timeSeries.replaceObservations(emptied);
          }),
          { numRuns: 15 },
        );
      });
    });

    it('has kept everything when it is opened again', async () => {
      const samples = samplesOf('webb', SEPTEMBER_MS, 10);
      const rollUp = { ...hourRollUp('a', SEPTEMBER_MS, 5), outages: [outage('a', SEPTEMBER_MS, null)] };
      await timeSeries.writeSamples(samples);
      await timeSeries.writeRollUps([rollUp]);
      await timeSeries.replaceObservations([costContent(costSlice('a', '2026-10'), [1, 2])]);
      await reopen();
      expect(await timeSeries.samples({ ...DAY, targets: ['webb'] })).toEqual(samples);
      expect(await timeSeries.availability({ ...DAY, granularity: 'hour' })).toEqual(rollUp.rows);
      expect(await timeSeries.outages(DAY)).toEqual(rollUp.outages);
      const asked = {
        dataset: 'cost',
        fromMonth: '2026-10',
        toMonth: '2026-10',
        columns: ['amount'],
        labels: [],
      } as const;
      expect(await timeSeries.sumObservations(asked)).toMatchObject([{ sums: { amount: 3 }, count: 2 }]);
      await timeSeries.writeSamples(samples);
      expect(await timeSeries.samples({ ...DAY, targets: ['webb'] })).toEqual(samples);
    });

    it('refuses to work once closed, and may be closed twice', async () => {
      await timeSeries.close();
      await timeSeries.close();
      await expect(timeSeries.writeSamples(samplesOf('a', 0, 1))).rejects.toMatchObject({
        code: 'store/closed',
      });
    });
  });
}
