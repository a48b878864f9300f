import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { type CollectorOverview, type SliceHistoryEntry } from '#core';
import { type Bundled, bundled } from '../bundled.js';
import { collectingConfig } from '../collected-city.js';
import { temporaryFolder } from '../contract/place.js';
import { MatomoStandIn } from '../matomo-stand-in.js';
import { rounds } from '../rounds.js';
import { OtherMonitor } from './other-monitor.js';
import { until } from '../until.js';

// Only a guard against hanging: each round starts a monitor.
jest.setTimeout(600_000);

const MONTHS = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}`);
const RANGE = '/api/v1/collectors/matomo/runs?from=2025-01&to=2025-12';
/** After how many calls of the source the monitor is killed. */
const KILLED_AFTER = Array.from({ length: rounds({ few: 1, many: 20 }) }, (_, i) => 3 + ((6 * i) % 21));

describe('a monitor that is killed while it collects', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let program: Bundled;
  let matomo: MatomoStandIn;
  let configFolder: string;

  beforeAll(async () => {
    [folder, program, matomo] = [
      await temporaryFolder(),
      await bundled('test/pipeline/monitor-child.ts'),
      await MatomoStandIn.start(),
    ];
    matomo.sites.add(1).add(2);
    for (const month of MONTHS) {
      matomo.months.set(`1 ${month}`, { visits: 900, goals: { 7: [120, 100] } });
      matomo.months.set(`2 ${month}`, { visits: 500, goals: { 7: [60, 50] } });
    }
    const key = `${folder.path}/nyckel`;
    const yaml = `
- id: matomo
  kind: matomo
  dataset: transactions
  schedule: '15 4 1 1 *'
  options:
    address: ${matomo.url}
    token: { fromFile: ${key} }
    sites:
      - { site: 1, system: tjanst-a, completed: { goal: 7 } }
      - { site: 2, system: tjanst-b, completed: { goal: 7 } }
`;
    configFolder = await collectingConfig(folder.path, yaml);
    await writeFile(key, 'matomonyckel\n');
  });
  afterAll(async () => {
    await matomo.stop();
    await Promise.all([folder.remove(), program.remove()]);
  });

  const started = (): Promise<OtherMonitor> =>
    OtherMonitor.start(`${folder.path}/data`, { script: program.script, settings: { configFolder } });
  const overview = async (monitor: OtherMonitor): Promise<CollectorOverview> =>
    (await monitor.call('/api/v1/collectors/matomo')).body as CollectorOverview;

  /** A run of its own accord may begin at any moment after a start: it is waited for. */
  const filledIn = async (monitor: OtherMonitor): Promise<{ status: number; body: unknown }> => {
    let answer = await monitor.call(`${RANGE}&wait=true`, { method: 'POST' });
    await until('the months are filled in', async () => {
      if (answer.status === 409) answer = await monitor.call(`${RANGE}&wait=true`, { method: 'POST' });
      return answer.status !== 409;
    });
    return answer;
  };

  it('has whole months and no others, tells of what was cut off, and fills in the rest', async () => {
    for (const calls of KILLED_AFTER) {
      const monitor = await started();
      await until('nothing is being caught up', async () => !(await overview(monitor)).running);
      matomo.calls = 0;
      expect((await monitor.call(RANGE, { method: 'POST' })).status).toBe(202);
      await until('the source was asked', () => matomo.calls >= calls);
      await monitor.kill();
    }
    const monitor = await started();
    await until('nothing is being caught up', async () => !(await overview(monitor)).running);
    const { runs } = await overview(monitor);
    const cutOff = runs.filter(({ outcome }) => outcome === 'interrupted');
    expect(cutOff.map(({ from, to, text }) => [from, to, text.sv])).toEqual(
      KILLED_AFTER.map(() => ['2025-01', '2025-12', expect.stringContaining('slutade mitt i körningen')]),
    );
    const whole = { outcome: 'succeeded', read: 24, refused: 0 };
    expect(await filledIn(monitor)).toMatchObject({ status: 200, body: { run: whole } });
    for (const [unit, total] of [
      ['a', 120],
      ['b', 60],
    ] as const) {
      for (const period of MONTHS) {
        const query = new URLSearchParams({ dataset: 'transactions', unit, period }).toString();
        const { items } = (await monitor.call(`/api/v1/slices?${query}`)).body as {
          items: SliceHistoryEntry[];
        };
        expect(items).toMatchObject([{ version: 1, rows: 1, total, source: 'matomo' }]);
      }
    }
    await monitor.kill();
  });
});
