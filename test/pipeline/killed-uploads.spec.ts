import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Receipt, messageOf } from '#core';
import { SmallCity } from './small-city.js';
import { type Bundled, bundled } from '../bundled.js';
import { temporaryFolder } from '../contract/place.js';
import { rounds } from '../rounds.js';
import { OtherMonitor } from './other-monitor.js';

const KILLS = rounds({ few: 3, many: 60 });
const LONGEST_MS = 500;
const ROWS = 200;
const UNITS = ['a', 'b', 'c'] as const;

// Only a guard against hanging: each round starts a monitor.
jest.setTimeout(1_200_000);

/** The costs of one unit and month; no two files of a test are alike. */
function file(unit: string, round: number, count: number): string {
  const rows = Array.from(
    { length: ROWS },
    (_, i) => `${unit};2026-09;${round * 1000 + count};actual;software;${i}`,
  );
  return ['Enhet;Period;Belopp;Slag;Anskaffningsområde;Beskrivning', ...rows].join('\n');
}

/** Hands in one file after the other until the monitor is gone; answers what was acknowledged. */
async function handInForEver(
  monitor: OtherMonitor,
  { unit, round, begun }: { unit: string; round: number; begun: () => void },
): Promise<Receipt[]> {
  const acknowledged: Receipt[] = [];
  try {
    for (let count = 0; ; count++) {
      const { status, body } = await monitor.upload('cost', file(unit, round, count));
      expect(status).toBe(201);
      acknowledged.push(body as Receipt);
      begun();
    }
  } catch (thrown) {
    // The connection broke with the process (fetch says so by a TypeError, of another realm).
    if (!/fetch failed|terminated/.test(messageOf(thrown))) throw thrown;
    return acknowledged;
  }
}

describe('a monitor that is killed while files come in', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;

  let program: Bundled;

  beforeAll(async () => {
    folder = await temporaryFolder();
    program = await bundled('test/pipeline/monitor-child.ts');
  });
  afterAll(() => Promise.all([folder.remove(), program.remove()]));

  it(`has every file that it acknowledged, whole, after each of ${KILLS} kills`, async () => {
    const acknowledged: Receipt[] = [];
    for (let round = 0; round < KILLS; round++) {
      const monitor = await OtherMonitor.start(folder.path, program);
      const known = new Map((await monitor.receipts()).map((receipt) => [receipt.id, receipt]));
      const recent = acknowledged.slice(-100);
      expect(recent.map(({ id }) => known.get(id))).toEqual(recent);
      let senders: Promise<Receipt[]>[] = [];
      // The first file waits for the reading thread to start; what is to be hit is the work that follows.
      await new Promise<void>((begun) => {
        senders = UNITS.map((unit) => handInForEver(monitor, { unit, round, begun }));
      });
      await setTimeout(Math.random() * LONGEST_MS);
      await monitor.kill();
      acknowledged.push(...(await Promise.all(senders)).flat());
    }
    await expectWhole(folder.path, acknowledged);
  });
});

/** Every acknowledged receipt is there, and what scores are computed from is what the ledger holds. */
async function expectWhole(dataFolder: string, acknowledged: readonly Receipt[]): Promise<void> {
  expect(acknowledged.length).toBeGreaterThan(0);
  const city = await SmallCity.start({ dataFolder });
  const { ledger, facts } = city.perspektiv.store;
  const ids = acknowledged.map(({ id }) => id);
  const found = await ledger.receipts({ ids, limit: ids.length });
  expect(found.map(({ id }) => id).sort()).toEqual(ids.sort());
  const slices = await ledger.slices({ dataset: 'cost' });
  const month = { fromMonth: '2026-09', toMonth: '2026-09' };
  const sums = await facts.sumObservations({
    dataset: 'cost',
    ...month,
    columns: ['amount'],
    labels: [],
  });
  expect(sums.map(({ unit, count, sums: { amount } }) => [unit, count, amount])).toEqual(
    slices.map(({ key, rows, total }) => [key.unit, rows, total]),
  );
  expect(slices.every(({ rows }) => rows === ROWS)).toBe(true);
  await city.stop();
}
