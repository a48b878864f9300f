import { describe, expect, it } from '@jest/globals';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Child } from '../child-process.js';
import { SmallCity } from './small-city.js';

/** Probed every second at a port where nobody listens. */
const SYSTEM = 'tjanst-c';
const GAP_MS = 6_000;

describe('a monitor that is killed in the middle of an outage', () => {
  it('goes on with it as one after the restart; what lies between is unmonitored', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'perspektiv-killed-'));
    const child = new Child(new URL('./probing-child.ts', import.meta.url), [dataFolder, SYSTEM]);
    await child.said('down since');
    await sleep(3_000);
    await child.kill();
    const killedMs = Date.now();
    const sinceMs = Number(/since (\d+)/.exec(child.lines[0] ?? '')?.[1]);
    await sleep(GAP_MS);

    const city = await SmallCity.start({ dataFolder, roles: ['collect', 'serve', 'schedule'] });
    try {
      const stateOf = async () =>
        (await city.perspektiv.measuring.systemStates()).find((state) => state.system === SYSTEM);
      while ((await stateOf())?.state !== 'down') await sleep(200);
      // No alert is repeated: for whoever watches, it has been the same state since before the kill.
      expect(await stateOf()).toMatchObject({ state: 'down', sinceMs, reason: 'refused' });

      await sleep(2_500);
      await city.perspektiv.measuring.collect.rollUp(Date.now());
      const { facts } = city.perspektiv.store;
      const window = { startMs: sinceMs - 3_600_000, endMs: Date.now(), systems: [SYSTEM] };
      const outages = await facts.outages(window);
      expect(outages).toMatchObject([{ startMs: sinceMs, endMs: null, reason: 'refused' }]);
      const timeline = await city.perspektiv.measuring.outages.detail(`${SYSTEM}.${sinceMs}`, Date.now());
      const unseen = timeline?.parts.filter(({ state }) => state === 'unmonitored') ?? [];
      const unseenMs = unseen.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
      // A state holds for two seconds, and samples are written within one.
      expect(unseenMs).toBeGreaterThanOrEqual(GAP_MS - 4_000);
      expect(unseen.every(({ from }) => Date.parse(from) > killedMs - 3_000)).toBe(true);
    } finally {
      await city.remove();
    }
  });
});
