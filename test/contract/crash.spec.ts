import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Sample } from '#core';
import { type Store, openStore } from '#store';
import { type Bundled, bundled } from '../bundled.js';
import { Child } from '../child-process.js';
import { DATASETS, HOUR_MS } from './facts.js';
import { rounds } from '../rounds.js';
import { temporaryFolder } from './place.js';
import {
  ROWS_A_SLICE,
  TARGET,
  UNITS,
  batch,
  entries,
  rollUpMs,
  rollUps,
  roundWindow,
  upload,
} from './store-work.js';

jest.setTimeout(300_000);

const KILLS = rounds({ few: 8, many: 80 });
const LONGEST_MS = 300;
/** What a job must have said before it may be killed. */
const FIRST_SAID = { work: ['samples', 'upload', 'entries', 'roll-up'], seal: ['samples'] };

/** How many of a kind of work were acknowledged, counted from 0. */
function acknowledged(lines: readonly string[], kind: string): number {
  return lines.filter((line) => line.startsWith(`${kind} `)).length;
}

/** A sample in short: thousands of these are compared quickly. */
function brief(sample: Sample): string {
  return `${sample.timeMs} ${sample.state} ${sample.totalMs ?? ''}`;
}

async function expectSamples({ timeSeries }: Store, round: number, count: number): Promise<void> {
  const stored = await timeSeries.samples({ ...roundWindow(round), targets: [TARGET] });
  const expected = Array.from({ length: count }, (_, index) => batch(round, index)).flat();
  // One more batch may have been stored without a word, but then whole.
  if (stored.length > expected.length) expected.push(...batch(round, count));
  expect(stored.map(brief)).toEqual(expected.sort((a, b) => a.timeMs - b.timeMs).map(brief));
}

/** How many uploads are there: those that were acknowledged and at most one more, each with all its slices. */
async function expectUploads({ ledger }: Store, round: number, count: number): Promise<number> {
  const receipts = await ledger.receipts({ limit: count + 1, units: UNITS });
  const ofRound = receipts.filter(({ source }) => source === `round-${round}`);
  const recorded = ofRound.length;
  expect([count, count + 1]).toContain(recorded);
  expect(ofRound.toReversed()).toEqual(
    Array.from({ length: recorded }, (_, index) => upload(round, index).receipt),
  );
  const slices = await ledger.slices({ source: `round-${round}` });
  const expected = [0, 1, 2, 3].flatMap((month) => {
    const ofMonth = Array.from({ length: recorded }, (_, index) => index).filter(
      (index) => index % 4 === month,
    );
    const last = ofMonth.at(-1);
    if (last === undefined) return [];
    return UNITS.map((unit) => [
      unit,
      `2026-0${month + 1}`,
      ofMonth.length,
      `${round}-${last}`,
      ROWS_A_SLICE,
    ]);
  });
  const found = slices.map(({ key, version, uploadId, rows }) => [
    key.unit,
    key.period,
    version,
    uploadId,
    rows,
  ]);
  expect(found.sort()).toEqual(expected.sort());
  return recorded;
}

/** What was recorded is there with its observations, and nothing comes twice. */
async function expectObservations({ facts }: Store, recorded: readonly number[]): Promise<void> {
  for (const month of [0, 1, 2, 3]) {
    const period = `2026-0${month + 1}`;
    const asked = { fromMonth: period, toMonth: period, columns: ['amount'], labels: [] };
    const sums = await facts.sumObservations({ dataset: 'cost', ...asked });
    const lasts = recorded
      .map((count) => Math.floor((count - 1 - month) / 4) * 4 + month)
      .filter((last) => last >= 0);
    const amount = lasts.reduce((sum, last) => sum + last * ROWS_A_SLICE, 0);
    const expected =
      lasts.length === 0 ? [] : UNITS.map((unit) => [unit, amount, lasts.length * ROWS_A_SLICE]);
    expect(sums.map((sum) => [sum.unit, sum.sums.amount, sum.count])).toEqual(expected);
  }
}

/** How many appends there are: those that were acknowledged and at most one more, each with both of its entries. */
async function expectEntries({ ledger }: Store, round: number, count: number): Promise<number> {
  const found = await ledger.entries({ period: String(round) });
  const appended = found.length / 2;
  expect([count, count + 1]).toContain(appended);
  expect(found).toEqual(Array.from({ length: appended }, (_, index) => entries(round, index)).flat());
  return appended;
}

async function expectRollUps({ facts }: Store, last: number): Promise<void> {
  for (const generation of [last, last + 1]) {
    const startMs = rollUpMs(generation);
    const window = { startMs, endMs: startMs + HOUR_MS };
    const rows = await facts.availability({ ...window, granularity: 'hour' });
    // What is not acknowledged is there in whole or not at all: then an older generation still is.
    const found = rows[0]?.inside.upMs ?? null;
    if (generation === last) expect(found).toBe(last);
    if (found === null) continue;
    expect(rows).toEqual(rollUps(found).flatMap((rollUp) => rollUp.rows));
    const outages = await facts.outages(window);
    const own = outages.filter((outage) => outage.startMs === startMs);
    expect(own).toEqual(rollUps(found).flatMap((rollUp) => rollUp.outages));
  }
}

describe('a store whose process is killed', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let program: Bundled;

  beforeAll(async () => {
    program = await bundled('test/contract/store-child.ts');
  });

  afterAll(() => program.remove());

  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  afterEach(() => folder.remove());

  it(`has all that was acknowledged, whole and once, after each of ${KILLS} kills`, async () => {
    const batches: number[] = [];
    const uploads: number[] = [];
    let appended = 0;
    for (let round = 0; round < KILLS; round++) {
      const job = round % 2 === 0 ? 'work' : 'seal';
      const worker = new Child(program.script, [job, folder.path, String(round)]);
      await Promise.all(FIRST_SAID[job].map((kind) => worker.said(kind)));
      await setTimeout(Math.random() * LONGEST_MS);
      await worker.kill();

      const store = await openStore(folder.path, DATASETS);
      batches.push(acknowledged(worker.lines, 'samples'));
      await expectSamples(store, round, batches[round] ?? 0);
      uploads.push(await expectUploads(store, round, acknowledged(worker.lines, 'upload')));
      await expectObservations(store, uploads);
      appended += await expectEntries(store, round, acknowledged(worker.lines, 'entries'));
      const generations = acknowledged(worker.lines, 'roll-up');
      if (generations > 0) await expectRollUps(store, round * 100_000 + generations - 1);
      await store.close();
    }
    const store = await openStore(folder.path, DATASETS);
    for (const [round, count] of batches.entries()) await expectSamples(store, round, count);
    expect(await store.ledger.revision()).toBe(uploads.reduce((sum, count) => sum + count, appended));
    await store.close();
  });

  it('has all that was acknowledged when it was opened twice in one process', async () => {
    for (let round = 0; round < 4; round++) {
      const worker = new Child(program.script, ['open-twice', folder.path, String(round)]);
      await worker.said('written');
      await worker.kill();
      const store = await openStore(folder.path, DATASETS);
      await expectSamples(store, round, 3);
      expect(await store.ledger.receipts({ ids: [`${round}-0`], limit: 1 })).toEqual([
        upload(round, 0).receipt,
      ]);
      await store.close();
    }
  });
});
