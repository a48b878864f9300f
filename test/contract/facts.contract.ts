import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type ObservationQuery } from '#core';
import { type Store } from '#store';
import { DAY_MS, SEPTEMBER_MS, costContent, costSlice, delivered, hourRollUp, outage } from './facts.js';
import { describeObservations } from './observations.contract.js';
import { type OpenStore } from './open-store.js';
import { type Place } from './place.js';
import { describeRollUps } from './roll-ups.contract.js';

const DAY = { startMs: SEPTEMBER_MS, endMs: SEPTEMBER_MS + DAY_MS };
const ASKED: ObservationQuery = {
  ...{ dataset: 'cost', fromMonth: '2026-10', toMonth: '2026-10', columns: ['amount'], labels: [] },
};

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(60_000);

/** What every engine of facts promises. The data sets of facts.ts are known to it. */
export function describeFacts(name: string, empty: () => Promise<Place<Store>>): void {
  describe(`facts in ${name}`, () => {
    let place: Place<Store>;
    let store: Store;

    beforeEach(async () => {
      place = await empty();
      store = await place.open();
    });

    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    const open: OpenStore = {
      get store() {
        return store;
      },
      again: async () => {
        await store.close();
        store = await place.open();
      },
    };

    describeRollUps(open);
    describeObservations(open);

    it('has kept everything when it is opened again', async () => {
      const rollUp = { ...hourRollUp('a', SEPTEMBER_MS, 5), outages: [outage('a', SEPTEMBER_MS, null)] };
      await store.facts.writeRollUps([rollUp]);
      await store.ledger.record(delivered('1', [costContent(costSlice('a', '2026-10'), [1, 2])]));
      await open.again();
      expect(await store.facts.availability({ ...DAY, granularity: 'hour' })).toEqual(rollUp.rows);
      expect(await store.facts.outages(DAY)).toEqual(rollUp.outages);
      expect(await store.facts.sumObservations(ASKED)).toMatchObject([{ sums: { amount: 3 }, count: 2 }]);
    });

    it('answers several questions of one moment, whatever is written meanwhile', async () => {
      const key = costSlice('a', '2026-10');
      await store.ledger.record(delivered('1', [costContent(key, [1])]));
      const seen = await store.snapshot(async ({ ledger, facts }) => {
        const before = await ledger.revision();
        await store.ledger.record(delivered('2', [costContent(key, [2])]));
        await store.facts.writeRollUps([hourRollUp('a', SEPTEMBER_MS, 5)]);
        const [sums, slices, rows] = await Promise.all([
          facts.sumObservations(ASKED),
          ledger.slices({}),
          facts.availability({ ...DAY, granularity: 'hour' }),
        ]);
        return { before, after: await ledger.revision(), sums, slices, rows };
      });
      expect(seen).toMatchObject({ before: 1, after: 1, sums: [{ sums: { amount: 1 } }], rows: [] });
      expect(seen.slices).toMatchObject([{ version: 1, uploadId: '1' }]);
      expect(await store.facts.sumObservations(ASKED)).toMatchObject([{ sums: { amount: 2 } }]);
    });
  });
}
