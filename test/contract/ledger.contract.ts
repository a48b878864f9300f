import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type ObservationQuery, unpackSlice } from '#core';
import { type Delivered, type JournalEntry, type Ledger, type Store } from '#store';
import { costContent, costSlice, delivered } from './facts.js';
import { type Place } from './place.js';

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(60_000);

const SEPTEMBER = costSlice('arbetsmarknad', '2026-09');
const OCTOBER = costSlice('arbetsmarknad', '2026-10');

const ALL_COSTS: ObservationQuery = {
  ...{ dataset: 'cost', fromMonth: '2026-01', toMonth: '2026-12', columns: ['amount'], labels: [] },
};

/** What every engine of the ledger promises. */
export function describeLedger(name: string, empty: () => Promise<Place<Store>>): void {
  describe(`ledger in ${name}`, () => {
    let place: Place<Store>;
    let store: Store;
    let ledger: Ledger;

    beforeEach(async () => {
      place = await empty();
      store = await place.open();
      ledger = store.ledger;
    });

    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    const ids = async (
      query: Omit<Parameters<Ledger['receipts']>[0], 'limit'> & { limit?: number },
    ): Promise<string[]> => (await ledger.receipts({ limit: 100, ...query })).map(({ id }) => id);
    const versions = async (): Promise<(readonly [string, number])[]> =>
      (await ledger.slices({})).map(({ key, version }) => [key.period, version] as const);

    describe('record', () => {
      it('answers nothing before the first upload', async () => {
        expect(await ledger.receipts({ limit: 10 })).toEqual([]);
        expect(await ledger.slices({})).toEqual([]);
        expect(await ledger.revision()).toBe(0);
      });

      it('keeps the receipt as it was given, and the state of each slice', async () => {
        const warning = {
          row: 2,
          column: 'Anskaffningsområde',
          code: 'unknown',
          severity: 'warning' as const,
          message: 'Okänt område “☎”',
          hint: 'Välj ett av de sju',
          value: null,
        };
        const upload = delivered('a1', [costContent(SEPTEMBER, [1.5, 2]), costContent(OCTOBER, [-4])], {
          warnings: [warning],
        });
        await ledger.record(upload);
        expect(await ledger.receipts({ ids: ['a1'], limit: 2 })).toEqual([upload.receipt]);
        const received = { uploadId: 'a1', revision: 1, receivedAtMs: Date.UTC(2026, 9, 5, 7, 30) };
        const same = { version: 1, current: true, ...received, holds: null };
        expect(await ledger.slices({})).toEqual([
          { ...same, key: SEPTEMBER, rows: 2, total: 3.5 },
          { ...same, key: OCTOBER, rows: 1, total: -4 },
        ]);
        expect(await ledger.revision()).toBe(1);
      });

      it('gives each replacement the next version, and keeps the rest', async () => {
        await ledger.record(delivered('1', [costContent(SEPTEMBER, [1]), costContent(OCTOBER, [2])]));
        await ledger.record(delivered('2', [costContent(OCTOBER, [3])]));
        await ledger.record(
          delivered('3', [costContent(OCTOBER, []), costContent({ ...OCTOBER, source: 'agresso' }, [1])]),
        );
        expect(await ledger.slices({ periods: ['2026-10'] })).toMatchObject([
          { key: { source: 'agresso' }, version: 1, uploadId: '3' },
          { key: { source: 'manual' }, version: 3, uploadId: '3', rows: 0 },
        ]);
        expect(await ledger.slices({ periods: ['2026-09'] })).toMatchObject([{ version: 1, uploadId: '1' }]);
        expect(await ledger.revision()).toBe(3);
      });

      it('changes nothing when the same upload is recorded again, and refuses other bytes under its id', async () => {
        const upload = delivered('1', [costContent(OCTOBER, [1])]);
        await ledger.record(upload);
        await ledger.record(upload);
        const other = delivered('1', [costContent(OCTOBER, [2])], { sha256: 'ff' });
        await expect(ledger.record(other)).rejects.toMatchObject({ code: 'store/upload-id-taken' });
        expect(await versions()).toEqual([['2026-10', 1]]);
        expect(await ledger.revision()).toBe(1);
      });

      it('stores the entries that go with an upload with it, or neither', async () => {
        const entry = (id: string): JournalEntry => ({
          ...{ id, kind: 'audit', atMs: 1, by: 'anna', period: null, measure: null, subject: null },
          content: { what: id },
        });
        const upload = {
          ...delivered('1', [costContent(OCTOBER, [1])]),
          entries: [entry('e1'), entry('e2')],
        };
        await ledger.record(upload);
        await ledger.record(upload);
        expect(await ledger.entries({})).toMatchObject(upload.entries);
        expect(await ledger.revision(['audit'])).toBe(1);
        const other = { ...entry('e1'), content: 'another' };
        const refused = { ...delivered('2', [costContent(OCTOBER, [2])]), entries: [entry('e3'), other] };
        await expect(ledger.record(refused)).rejects.toMatchObject({ code: 'store/entry-id-taken' });
        expect(await ledger.entries({})).toMatchObject(upload.entries);
        expect(await versions()).toEqual([['2026-10', 1]]);
        expect(await store.facts.sumObservations(ALL_COSTS)).toMatchObject([{ sums: { amount: 1 } }]);
      });

      it('counts every version when uploads of one slice come at the same time', async () => {
        const uploads = Array.from({ length: 12 }, (_, index) =>
          delivered(`u${index}`, [costContent(OCTOBER, [index])]),
        );
        await Promise.all(uploads.map((upload) => ledger.record(upload)));
        expect(await versions()).toEqual([['2026-10', 12]]);
        expect(await ledger.revision()).toBe(12);
        const [state] = await ledger.slices({});
        const [newest] = await ids({});
        expect(state?.uploadId).toBe(newest);
      });

      it('takes an upload of several hundred slices and very many rows', async () => {
        const keys = Array.from({ length: 300 }, (_, index) =>
          costSlice(`nämnd-${index % 50}`, `2026-${String(1 + Math.floor(index / 50)).padStart(2, '0')}`),
        );
        const slices = keys.map((key) =>
          costContent(
            key,
            Array.from({ length: 200 }, (_, amount) => amount),
          ),
        );
        await ledger.record(delivered('stor', slices));
        expect(await ledger.slices({})).toHaveLength(300);
        const states = await ledger.slices({ units: ['nämnd-7'], dataset: 'cost', source: 'manual' });
        expect(states.map(({ key, rows, total }) => [key.period, rows, total])).toEqual(
          [1, 2, 3, 4, 5, 6].map((month) => [`2026-0${month}`, 200, 19_900]),
        );
        const [asked] = await store.facts.sumObservations({ ...ALL_COSTS, toMonth: '2026-01' });
        expect(asked).toMatchObject({ unit: 'nämnd-0', sums: { amount: 19_900 }, count: 200 });
      });
    });

    describe('versions', () => {
      const held = async (): Promise<(readonly [string, number | undefined, number])[]> =>
        (await store.facts.sumObservations(ALL_COSTS)).map(
          ({ period, sums, count }) => [period, sums.amount, count] as const,
        );
      const none = (id: string): Delivered => delivered(id, [], { reverts: '2' });

      beforeEach(async () => {
        await ledger.record(delivered('1', [costContent(SEPTEMBER, [1, 2]), costContent(OCTOBER, [5])]));
        await ledger.record(delivered('2', [costContent(SEPTEMBER, [3]), costContent(OCTOBER, [6])]));
      });

      it('are all kept, and given oldest first', async () => {
        const all = await ledger.slices({ everyVersion: true, periods: ['2026-09'] });
        expect(all.map((each) => [each.version, each.current, each.uploadId, each.rows, each.total])).toEqual(
          [
            [1, false, '1', 2, 3],
            [2, true, '2', 1, 3],
          ],
        );
        expect((await ledger.slices({ everyVersion: true })).map(({ key }) => key.period)).toEqual([
          '2026-09',
          '2026-09',
          '2026-10',
          '2026-10',
        ]);
      });

      it('tell what they hold, as the receipt has it', async () => {
        const holds = { given: { kind: ['actual', 'budget'] }, notApplicable: null };
        const summary = { unit: 'b', period: '2026-09', rows: 1, total: 1, previousTotal: null, holds };
        const key = costSlice('b', '2026-09');
        await ledger.record(delivered('3', [costContent(key, [1])], { slices: [summary] }));
        expect(await ledger.slices({ units: ['b'] })).toMatchObject([{ holds }]);
        await ledger.record({ ...none('4'), restored: [{ key, version: 1 }] });
        expect(await ledger.slices({ units: ['b'] })).toMatchObject([{ version: 2, total: 1, holds }]);
      });

      it('come back as the next ones, with what they held', async () => {
        const restored = [
          { key: SEPTEMBER, version: 1 },
          { key: OCTOBER, version: 1 },
        ];
        await ledger.record({ ...none('3'), restored });
        expect(await held()).toEqual([
          ['2026-09', 3, 2],
          ['2026-10', 5, 1],
        ]);
        expect(await ledger.slices({})).toMatchObject([
          { version: 3, uploadId: '3', rows: 2, total: 3 },
          { version: 3, uploadId: '3', rows: 1, total: 5 },
        ]);
        expect(await ids({ units: [SEPTEMBER.unit] })).toEqual(['3', '2', '1']);
        expect(await ledger.receipts({ ids: ['3'], limit: 1 })).toMatchObject([{ reverts: '2' }]);
      });

      it('do not come back in part when one of them is not there', async () => {
        const restored = [
          { key: SEPTEMBER, version: 1 },
          { key: OCTOBER, version: 9 },
        ];
        await expect(ledger.record({ ...none('3'), restored })).rejects.toMatchObject({
          code: 'store/unknown-version',
        });
        expect(await ids({})).toEqual(['2', '1']);
        expect(await versions()).toEqual([
          ['2026-09', 2],
          ['2026-10', 2],
        ]);
      });

      it('are followed only by what was made with them in view', async () => {
        const seen = [
          { key: SEPTEMBER, version: 2 },
          { key: costSlice('c', '2026-09'), version: 0 },
        ];
        const next = (id: string) => ({ ...delivered(id, [costContent(SEPTEMBER, [9])]), seen });
        await ledger.record(next('3'));
        await expect(ledger.record(next('4'))).rejects.toMatchObject({ code: 'store/slice-changed' });
        await ledger.record(next('3'));
        expect(await ids({})).toEqual(['3', '2', '1']);
      });

      it('let one win of several that had the same in view', async () => {
        const uploads = ['3', '4', '5', '6'].map((id) => ({
          ...delivered(id, [costContent(OCTOBER, [1])]),
          seen: [{ key: OCTOBER, version: 2 }],
        }));
        const outcomes = await Promise.allSettled(uploads.map((upload) => ledger.record(upload)));
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await ledger.slices({ periods: ['2026-10'] })).toMatchObject([{ version: 3 }]);
      });
    });

    describe('receipts and slices', () => {
      beforeEach(async () => {
        await ledger.record(delivered('1', [costContent(costSlice('a', '2026-01'), [1])]));
        await ledger.record(
          delivered('2', [
            costContent(costSlice('b', '2026-01'), [1]),
            costContent(costSlice('å', '2026-01'), [1]),
          ]),
        );
        await ledger.record(delivered('3', [], { dataset: 'transactions' }));
        await ledger.record(
          delivered('4', [costContent(costSlice('b', '2026-02', 'agresso'), [1])], { sha256: 'abc' }),
        );
      });

      it('come newest first, page by page', async () => {
        expect(await ids({})).toEqual(['4', '3', '2', '1']);
        expect(await ids({ limit: 2 })).toEqual(['4', '3']);
        expect(await ids({ limit: 2, after: '3' })).toEqual(['2', '1']);
        expect(await ids({ limit: 2, after: '1' })).toEqual([]);
        expect(await ids({ after: 'unknown' })).toEqual([]);
      });

      it('are found by data set, bytes and units', async () => {
        expect(await ids({ dataset: 'transactions' })).toEqual(['3']);
        expect(await ids({ ids: ['1', '3', '9'] })).toEqual(['3', '1']);
        expect(await ids({ ids: [] })).toEqual([]);
        expect(await ids({ sha256: 'abc' })).toEqual(['4']);
        expect(await ids({ units: ['å', 'a'] })).toEqual(['2', '1']);
        expect(await ids({ units: ['b'], dataset: 'cost', after: '4' })).toEqual(['2']);
        expect(await ids({ units: [] })).toEqual([]);
        expect(await ids({ units: ["b' OR 1=1 --"] })).toEqual([]);
      });

      it('answer for the slices that are asked for', async () => {
        const found = async (query: Parameters<Ledger['slices']>[0]): Promise<string[]> =>
          (await ledger.slices(query)).map(({ key }) => `${key.unit} ${key.period}`);
        expect(await found({ units: ['b', 'a'] })).toEqual(['a 2026-01', 'b 2026-01', 'b 2026-02']);
        expect(await found({ units: ['b'], source: 'agresso' })).toEqual(['b 2026-02']);
        expect(await found({ periods: ['2026-02', '2026-03'] })).toEqual(['b 2026-02']);
        expect(await found({ dataset: 'transactions' })).toEqual([]);
        expect(await found({ units: [] })).toEqual([]);
      });
    });

    it('has kept everything when it is opened again', async () => {
      const upload = delivered('1', [costContent(SEPTEMBER, [1]), costContent(OCTOBER, [2])]);
      await ledger.record(upload);
      await store.close();
      store = await place.open();
      ledger = store.ledger;
      expect(await ledger.receipts({ ids: ['1'], limit: 2 })).toEqual([upload.receipt]);
      expect(await ledger.slices({})).toHaveLength(2);
      await ledger.record(delivered('2', [costContent(OCTOBER, [3])]));
      expect(await ledger.slices({ periods: ['2026-10'] })).toMatchObject([{ version: 2 }]);
      const held = await ledger.contents([
        costContent(OCTOBER, []).key,
        { ...costContent(OCTOBER, []).key, unit: 'x' },
      ]);
      expect(held.map(unpackSlice)).toEqual([costContent(OCTOBER, [3])]);
      expect(await ledger.contents([])).toEqual([]);
      expect(await ledger.revision()).toBe(2);
    });

    it('refuses to work once closed, and may be closed twice', async () => {
      await store.close();
      await store.close();
      await expect(ledger.revision()).rejects.toMatchObject({ code: 'store/closed' });
    });
  });
}
