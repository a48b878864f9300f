import { basename, dirname, join, resolve } from 'node:path';
import { type Result, Period, failed, ok } from '#core';
import { type Catalogue, describeFaults, loadCatalogue } from '#catalogue';
import { collectorKinds } from '#collect';
import {
  type LedgerCopied,
  type TimeSeries,
  copyFolder,
  copyLedger,
  copyRollUps,
  endMoving,
  expectEmptyLedger,
  openStore,
} from '#store';
import { openPerspektivOver } from '../open-perspektiv.js';
import { type Perspektiv } from '../perspektiv.js';
import { type Settings } from '../process/settings.js';
import { type Compared, type Progress, compareCities } from './compare-cities.js';

const DAY_MS = 86_400_000;

/** From where, to where, and as of when. */
export interface MigrationOrder {
  readonly from: Settings;
  readonly to: Settings;
  readonly nowMs: number;
  readonly progress?: Progress | undefined;
}

/** What was moved, and what was compared afterwards. */
export interface MigrationReport extends LedgerCopied, Compared {
  readonly samples: number;
  readonly systemDays: number;
  readonly slices: number;
}

/**
 * Moves an embedded city to PostgreSQL, and its samples to InfluxDB where the settings name one, and asks both sides all that
 * pages show, to see that it is the same. What is moved from is left as it was, byte for byte: a copy is worked on. Nobody
 * may hand in or measure meanwhile. Broken off, it begins anew when it is called again. The failure is a sentence. Throws
 * `store/not-empty` when there is a ledger at the other end already.
 */
export async function migrateTo(order: MigrationOrder): Promise<Result<MigrationReport>> {
  const catalogue = await loadCatalogue(order.from.configFolder, collectorKinds());
  return catalogue.ok ? migrateOver(catalogue.value, order) : failed(describeFaults(catalogue.problem));
}

/** The same for a catalogue that is at hand already. */
export async function migrateOver(
  catalogue: Catalogue,
  order: MigrationOrder,
): Promise<Result<MigrationReport>> {
  const { from, to } = order;
  if (from.ledger !== undefined || from.timeSeries !== undefined)
    return failed('What is moved must be embedded: PERSPEKTIV_LEDGER or PERSPEKTIV_TIME_SERIES is set.');
  if (to.ledger === undefined) return failed('The settings to move to name no PERSPEKTIV_LEDGER.');
  await expectEmptyLedger(to.ledger);
  const beside = join(dirname(resolve(from.dataFolder)), `.${basename(resolve(from.dataFolder))}-moving`);
  const copy = await copyFolder(from.dataFolder, join(beside, 'from'));
  try {
    // Its spool, which is empty in the end; or the samples, where they stay embedded.
    const spool = to.timeSeries ? join(beside, 'to') : copy.path;
    const moving = { ...order, from: { ...from, dataFolder: copy.path }, to: { ...to, dataFolder: spool } };
    return await moveCity(catalogue, moving, to.ledger);
  } finally {
    await copy.remove();
  }
}

async function moveCity(
  catalogue: Catalogue,
  { from, to, nowMs, progress = () => undefined }: MigrationOrder,
  address: string,
): Promise<Result<MigrationReport>> {
  // Whether the other end can be used is seen before the first row is copied.
  await (await openStore(to.dataFolder, catalogue.datasets.values(), { ...to, isMoving: true })).close();
  const before = await openPerspektivOver(catalogue, from, () => nowMs);
  if (!before.ok) return before;
  try {
    progress('huvudboken kopieras', 0, 1);
    const copied = await copyLedger(from.dataFolder, address);
    progress('huvudboken kopieras', 1, 1);
    const after = await openPerspektivOver(catalogue, { ...to, isMoving: true }, () => nowMs);
    if (!after.ok) return after;
    try {
      const moved = await moveFacts(before.value, after.value, progress);
      const compared = await compareCities(before.value, after.value, progress);
      if (compared.different.length === 0) await endMoving(address);
      return ok({ ...copied, ...moved, ...compared });
    } finally {
      await after.value.close();
    }
  } finally {
    await before.value.close();
  }
}

type Moved = Pick<MigrationReport, 'samples' | 'systemDays' | 'slices'>;

async function moveFacts(before: Perspektiv, after: Perspektiv, progress: Progress): Promise<Moved> {
  const { facts, timeSeries } = after.store;
  const datasets = [...before.catalogue.datasets.keys()];
  let slices = 0;
  for (const [index, dataset] of datasets.entries()) {
    slices += await facts.refill({ dataset });
    progress('datamängder fylls', index + 1, datasets.length);
  }
  const systemDays = await copyRollUps(before.store.facts, facts, (done, of) => {
    progress('mätdygn kopieras', done, of);
  });
  const samples = after.settings.timeSeries ? await copySamples(before, timeSeries, progress) : 0;
  return { samples, systemDays, slices };
}

async function copySamples(
  { catalogue, store, nowMs }: Perspektiv,
  target: TimeSeries,
  progress: Progress,
): Promise<number> {
  const targets = [...catalogue.systems.values()].flatMap(({ probes }) => probes.map(({ id }) => id));
  const keptFrom = Period.at('month', nowMs()).shift(-catalogue.rules.keepSamplesMonths);
  const days = Math.ceil((nowMs() - keptFrom.startMs) / DAY_MS);
  let count = 0;
  for (let day = 0; day <= days; day++) {
    const startMs = keptFrom.startMs + day * DAY_MS;
    const samples = await store.timeSeries.samples({ targets, startMs, endMs: startMs + DAY_MS });
    // Nothing else may write there, so that what is there is ours, of a move that was broken off.
    if (samples.length > 0) await target.writeSamples(samples, { isOwn: true });
    count += samples.length;
    progress('dygn med mätpunkter kopieras', day, days);
  }
  return count;
}
