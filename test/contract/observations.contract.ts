import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ObservationQuery, type SliceContent, type SliceKey, packSlice } from '#core';
import { cost, costContent, costSlice } from './facts.js';
import { type OpenTimeSeries } from './open-time-series.js';

/** What every engine promises of observations. */
export function describeObservations(open: OpenTimeSeries): void {
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
      (await open.timeSeries.sumObservations({ ...question, ...more })).map(
        ({ sums }) => sums.amount ?? Number.NaN,
      );

    const replace = (contents: readonly SliceContent[]): Promise<void> =>
      open.timeSeries.replaceObservations(contents.map(packSlice));

    it('answers nothing when there is nothing', async () => {
      expect(await open.timeSeries.sumObservations(question)).toEqual([]);
      await replace([]);
      await replace([costContent(october, [])]);
      expect(await open.timeSeries.sumObservations(question)).toEqual([]);
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
      await replace([{ key: october, observations: facts }]);
      const asked = { ...question, columns: ['amount', 'hours'], labels: ['kind', 'procurement_area'] };
      const same = { unit: 'arbetsmarknad', period: '2026-10', count: 1, notApplicable: [] };
      expect(await open.timeSeries.sumObservations(asked)).toEqual([
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
      expect(await open.timeSeries.sumObservations({ ...question, columns: [] })).toMatchObject([
        { system: 'agresso', count: 2, sums: {} },
        { system: null, count: 1, notApplicable: [] },
      ]);
    });

    it('replaces a slice whole, and that slice only', async () => {
      const november = costSlice('arbetsmarknad', '2026-11');
      const ledgerSystem = costSlice('arbetsmarknad', '2026-10', 'agresso');
      await replace([
        costContent(october, [1, 2, 3]),
        costContent(november, [10]),
        costContent(ledgerSystem, [100]),
      ]);
      expect(await sums()).toEqual([106, 10]);
      await replace([costContent(october, [4])]);
      await replace([costContent(october, [4])]);
      expect(await sums()).toEqual([104, 10]);
      await replace([costContent(october, [])]);
      expect(await sums()).toEqual([100, 10]);
      await replace([costContent(october, [7]), costContent(october, [8])]);
      expect(await sums()).toEqual([108, 10]);
    });

    it('counts a longer period to its last month', async () => {
      const keys = ['2026-Q3', '2026-T2', '2025', '2026-09'].map((period) => costSlice('a', period));
      await replace(keys.map((key, index) => costContent(key, [10 ** index])));
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
      await replace([{ key, observations: [{ ...cost(key, 0), labels, numbers }] }]);
      const asked = { dataset: 'projects', columns: ['order'], labels: ['name', 'end', 'group'] } as const;
      expect(await open.timeSeries.sumObservations({ ...question, ...asked })).toMatchObject([
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
        const refused = open.timeSeries.sumObservations({ ...question, ...asked });
        await expect(refused).rejects.toMatchObject({ code: 'store/unknown-column' });
      }
      const stranger = open.timeSeries.sumObservations({ ...question, dataset: 'survey' });
      await expect(stranger).rejects.toMatchObject({ code: 'store/unknown-dataset' });
      const lost = { ...cost(october, 1), numbers: { amuont: 1 } };
      await expect(
        replace([
          costContent(october, [1]),
          { key: costSlice('b', '2026-10'), observations: [cost(october, 1)] },
        ]),
      ).rejects.toMatchObject({ code: 'store/wrong-slice' });
      await expect(replace([{ key: october, observations: [cost(october, 1), lost] }])).rejects.toMatchObject(
        { code: 'store/unknown-column' },
      );
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
            await replace([costContent(costSlice(unit, period, source), values)]);
            last.set(`${unit} ${period}`, values);
          }
          const expected = [...last.values()].flat().reduce((sum, amount) => sum + amount, 0);
          const found = (await sums()).reduce((sum, amount) => sum + amount, 0);
          expect(found).toBe(expected);
          const emptied = [...last.keys()]
            .map((text) => text.split(' '))
            .map(([unit = '', period = '']) => costContent(costSlice(unit, period, source), []));
          await replace(emptied);
        }),
        { numRuns: 15 },
      );
    });
  });
}
