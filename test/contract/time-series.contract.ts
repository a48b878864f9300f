import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Store } from '#store';
import { DAY_MS, SEPTEMBER_MS, samplesOf } from './facts.js';
import { type OpenStore } from './open-store.js';
import { type Place } from './place.js';
import { describeSamples } from './samples.contract.js';

const DAY = { startMs: SEPTEMBER_MS, endMs: SEPTEMBER_MS + DAY_MS };

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(60_000);

/** What every engine of the time series promises. */
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

    const open: OpenStore = {
      get store() {
        return store;
      },
      again: async () => {
        await store.close();
        store = await place.open();
      },
    };

    describeSamples(open);

    it('has kept everything when it is opened again', async () => {
      const samples = samplesOf('webb', SEPTEMBER_MS, 10);
      await store.timeSeries.writeSamples(samples);
      await open.again();
      expect(await store.timeSeries.samples({ ...DAY, targets: ['webb'] })).toEqual(samples);
      await store.timeSeries.writeSamples(samples);
      expect(await store.timeSeries.samples({ ...DAY, targets: ['webb'] })).toEqual(samples);
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
