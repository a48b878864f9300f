import { writeSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PerspektivError } from '#core';
import { type InfluxDbPlace, type Store, openStore } from '#store';
import { DATASETS, DAY_MS, SEPTEMBER_MS, samplesOf } from './facts.js';
import {
  FILLING_SAMPLES,
  TARGET,
  batch,
  entries,
  housekeepingMs,
  rollUps,
  roundWindow,
  upload,
} from './store-work.js';

/** A process of its own that does something to a store: `node … store-child.ts <job> <folder> [<round> [<InfluxDB as JSON>]]`. */

/** Tells what is acknowledged; written at once, so that a kill right after cannot take it back. */
function acknowledge(line: string): void {
  writeSync(1, `${line}\n`);
}

async function sampleForEver({ timeSeries }: Store, round: number): Promise<void> {
  for (let count = 0; ; count++) {
    await timeSeries.writeSamples(batch(round, count));
    acknowledge(`samples ${count}`);
    if (count % 5 === 0) {
      const again = batch(round, count).map((sample) => ({ ...sample, state: 'down' as const }));
      await timeSeries.writeSamples(again);
    }
  }
}

async function housekeepForEver({ timeSeries }: Store, round: number): Promise<void> {
  for (let count = 0; ; count++) {
    await timeSeries.housekeep(housekeepingMs(round, count), 0);
    acknowledge(`housekeeping ${count}`);
  }
}

async function uploadForEver({ facts, ledger }: Store, round: number): Promise<void> {
  for (let count = 0; ; count++) {
    await ledger.record(upload(round, count));
    acknowledge(`upload ${count}`);
    if (count % 3 !== 0) continue;
    await facts.refill({ source: `round-${round}` });
  }
}

async function appendForEver({ ledger }: Store, round: number): Promise<void> {
  for (let count = 0; ; count++) {
    await ledger.append(entries(round, count));
    acknowledge(`entries ${count}`);
  }
}

async function rollUpForEver({ facts }: Store, round: number): Promise<void> {
  for (let generation = round * 100_000; ; generation++) {
    await facts.writeRollUps(rollUps(generation));
    acknowledge(`roll-up ${generation}`);
  }
}

/** Works on all at once until it is killed. */
async function work(folder: string, round: number): Promise<void> {
  const store = await openStore(folder, DATASETS, engines);
  const jobs = [sampleForEver, housekeepForEver, uploadForEver, appendForEver, rollUpForEver];
  await Promise.all(jobs.map((job) => job(store, round)));
}

/** Writes a day's samples and seals them, again and again, until it is killed: most kills meet a sealing. */
async function seal(folder: string, round: number): Promise<void> {
  const store = await openStore(folder, DATASETS);
  const { endMs } = roundWindow(round);
  for (let count = 0; ; count++) {
    await store.timeSeries.writeSamples(batch(round, count));
    acknowledge(`samples ${count}`);
    await store.timeSeries.housekeep(endMs + 2 * DAY_MS, 0);
  }
}

/** Opens the store twice, lets go of one, writes to the other and waits to be killed. */
async function openTwice(folder: string, round: number): Promise<void> {
  const first = await openStore(folder, DATASETS);
  const second = await openStore(folder, DATASETS);
  await first.timeSeries.writeSamples(batch(round, 0));
  await second.timeSeries.writeSamples(batch(round, 1));
  await second.close();
  await first.timeSeries.writeSamples(batch(round, 2));
  await first.ledger.record(upload(round, 0));
  acknowledge('written');
  await setTimeout(60_000);
}

/** Holds the store until it is killed. */
async function hold(folder: string): Promise<void> {
  await openStore(folder, DATASETS);
  acknowledge('holding');
  await setTimeout(60_000);
}

/** Writes until the disk is full, makes room, goes on, and then tells how many samples of how many there are. */
async function fill(folder: string): Promise<void> {
  const ballast = join(folder, 'ballast');
  await writeFile(ballast, Buffer.alloc(8 * 1024 * 1024));
  let store = await openStore(folder, DATASETS);
  let minutes = 0;
  const write = async (): Promise<void> => {
    const count = FILLING_SAMPLES;
    await store.timeSeries.writeSamples(samplesOf(TARGET, SEPTEMBER_MS + minutes * 60_000, count));
    minutes += count;
  };
  const all = async (): Promise<number> => {
    const window = { startMs: SEPTEMBER_MS, endMs: Number.MAX_SAFE_INTEGER };
    return (await store.timeSeries.samples({ ...window, targets: [TARGET] })).length;
  };
  for (;;) {
    try {
      await write();
    } catch (thrown) {
      acknowledge(`refused ${thrown instanceof PerspektivError ? thrown.code : String(thrown)}`);
      break;
    }
  }
  acknowledge(`full ${minutes} ${await all()}`);
  await rm(ballast);
  await write();
  acknowledge(`after ${minutes} ${await all()}`);
  await store.close();
  store = await openStore(folder, DATASETS);
  acknowledge(`reopened ${minutes} ${await all()}`);
  await store.close();
}

const [job = '', folder = '', round = '0', influxDb] = process.argv.slice(2);
const engines = influxDb === undefined ? {} : { timeSeries: JSON.parse(influxDb) as InfluxDbPlace };
const jobs: Readonly<Record<string, (folder: string, round: number) => Promise<void>>> = {
  work,
  seal,
  'open-twice': openTwice,
  hold,
  fill,
};
await jobs[job]?.(folder, Number(round));
