import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ObservationQuery, type SliceContent, type SliceKey } from '#core';
import { addTo, noSum } from '../../libs/store/src/exact-sum.js';
import { cost, costContent, costSlice, delivered } from './facts.js';
import { type OpenStore } from './open-store.js';

/** What every engine promises of observations. */
export function describeObservations(open: OpenStore): void {
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
      (await open.store.facts.sumObservations({ ...question, ...more })).map(
        ({ sums }) => sums.amount ?? Number.NaN,
      );

    let uploads = 0;
    const replace = (contents: readonly SliceContent[]): Promise<void> =>
      open.store.ledger.record(delivered(`u${++uploads}`, contents));

    it('answers nothing when there is nothing', async () => {
      expect(await open.store.facts.sumObservations(question)).toEqual([]);
      await replace([]);
      await replace([costContent(october, [])]);
      expect(await open.store.facts.sumObservations(question)).toEqual([]);
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
      expect(await open.store.facts.sumObservations(asked)).toEqual([
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
      expect(await open.store.facts.sumObservations({ ...question, columns: [] })).toMatchObject([
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
      const key: SliceKey = { dataset: 'projects', unit: 'a', period: '2026', source: 'manual', part: '' };
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
      expect(await open.store.facts.sumObservations({ ...question, ...asked })).toMatchObject([
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
        const refused = open.store.facts.sumObservations({ ...question, ...asked });
        await expect(refused).rejects.toMatchObject({ code: 'store/unknown-column' });
      }
      const stranger = open.store.facts.sumObservations({ ...question, dataset: 'survey' });
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
      expect(await open.store.ledger.receipts({ limit: 1 })).toEqual([]);
    });

    it('has what an upload brings when it is recorded, and what a version held when it comes back', async () => {
      const { ledger, facts } = open.store;
      await replace([costContent(october, [1, 2])]);
      await replace([costContent(october, [5])]);
      await ledger.record({ ...delivered('back', []), restored: [{ key: october, version: 1 }] });
      expect(await sums()).toEqual([3]);
      await ledger.record({ ...delivered('back', []), restored: [{ key: october, version: 2 }] });
      expect(await sums()).toEqual([3]);
      expect(await facts.refill({})).toBe(1);
      expect(await facts.refill({ units: ['någon annan'] })).toBe(0);
      expect(await sums()).toEqual([3]);
    });

    it('gives sums that depend neither on the order nor on the slices: the same in every engine, to the last bit', async () => {
      const amount = fc.oneof(
        fc.integer({ min: -1e11, max: 1e11 }).map((ore) => ore / 100),
        fc.double({ min: 2 ** -20, max: 1e9, noNaN: true }),
        fc.double({ min: -1e9, max: -(2 ** -20), noNaN: true }),
        fc.constantFrom(0.1, 0.2, -0.1, 1e-7, 1e12, -1e12, 0),
      );
      let round = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(amount, { minLength: 1, maxLength: 40 }), async (amounts) => {
          const sources = [`x${++round}`, `y${round}`, `z${round}`];
          const unit = `u${round}`;
          const parts = sources.map((source, n) =>
            costContent(
              costSlice(unit, '2026-03', source),
              amounts.filter((_, index) => index % 3 === n),
            ),
          );
          await replace(parts.toReversed());
          const found = await open.store.facts.sumObservations(question);
          expect(found.find((each) => each.unit === unit)?.sums.amount).toBe(added(amounts));
        }),
        { numRuns: 60 },
      );
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

/** As exact-sum.ts defines it, in one order of many. */
function added(amounts: readonly number[]): number {
  const parts = noSum();
  for (const amount of amounts) addTo(parts, amount);
  return parts.whole + (parts.fraction + parts.rest);
}
