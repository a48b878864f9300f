import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { packSlice } from '#core';
import { type Store } from '#store';
import { DAY_MS, SEPTEMBER_MS, costContent, costSlice, hourRollUp, outage, samplesOf } from './facts.js';
import { describeObservations } from './observations.contract.js';
import { type OpenTimeSeries } from './open-time-series.js';
import { type Place } from './place.js';
import { describeRollUps } from './roll-ups.contract.js';
import { describeSamples } from './samples.contract.js';

const DAY = { startMs: SEPTEMBER_MS, endMs: SEPTEMBER_MS + DAY_MS };

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(60_000);

/** What every engine of the time series promises. The data sets of facts.ts are known to it. */
export function describeTimeSeries(name: string, empty: () => Promise<Place<Store>>): void {
  describe(`time series in ${name}`, () => {
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

    const open: OpenTimeSeries = {
      get timeSeries() {
        return store.timeSeries;
      },
      again: async () => {
        await store.close();
        store = await place.open();
      },
    };

    describeSamples(open);
    describeRollUps(open);
    describeObservations(open);

    it('has kept everything when it is opened again', async () => {
      const samples = samplesOf('webb', SEPTEMBER_MS, 10);
      const rollUp = { ...hourRollUp('a', SEPTEMBER_MS, 5), outages: [outage('a', SEPTEMBER_MS, null)] };
      await open.timeSeries.writeSamples(samples);
      await open.timeSeries.writeRollUps([rollUp]);
      await open.timeSeries.replaceObservations([packSlice(costContent(costSlice('a', '2026-10'), [1, 2]))]);
      await open.again();
      expect(await open.timeSeries.samples({ ...DAY, targets: ['webb'] })).toEqual(samples);
      expect(await open.timeSeries.availability({ ...DAY, granularity: 'hour' })).toEqual(rollUp.rows);
      expect(await open.timeSeries.outages(DAY)).toEqual(rollUp.outages);
      const asked = {
        dataset: 'cost',
        fromMonth: '2026-10',
        toMonth: '2026-10',
        columns: ['amount'],
        labels: [],
      } as const;
      expect(await open.timeSeries.sumObservations(asked)).toMatchObject([{ sums: { amount: 3 }, count: 2 }]);
      await open.timeSeries.writeSamples(samples);
      expect(await open.timeSeries.samples({ ...DAY, targets: ['webb'] })).toEqual(samples);
    });

    it('refuses to work once closed, and may be closed twice', async () => {
      await store.close();
      await store.close();
      await expect(store.timeSeries.writeSamples(samplesOf('a', 0, 1))).rejects.toMatchObject({
        code: 'store/closed',
      });
    });
  });
}
