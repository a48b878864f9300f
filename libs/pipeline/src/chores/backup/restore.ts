import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFaults, loadCatalogue } from '#catalogue';
import { type RestoreReport, type Result, failed, messageOf, ok } from '#core';
import { holdFolder } from '#store';
import { openPerspektivOver } from '../../open-perspektiv.js';
import { findMonitor } from '../../process/monitor-file.js';
import { type Settings } from '../../process/settings.js';
import { UNFINISHED } from '../../process/unfinished-restore.js';
import { reportOf } from './back-up.js';
import { type BackupManifest, CONFIG, DATA, findBackup } from './backup-manifest.js';
import { faultsOf, filesUnder } from './checksums.js';
import { differencesOf, fingerprintOf, readMoment } from './fingerprint.js';

/** What of a data folder belongs to the city that lies in it, and makes room for a restored one. */
const OF_THE_CITY = /^(?:store\.duckdb.*|segments|influxdb|arriving|taking-in|link-secret)$/;

const IN_POSTGRES =
  'PERSPEKTIV_LEDGER är satt: den stadens huvudbok ligger i PostgreSQL, och en säkerhetskopia härifrån är en inbäddad stads. Återställ den i en egen datamapp utan PERSPEKTIV_LEDGER, och flytta den sedan med perspektiv migrate.';

/** What is restored, and where to. */
export interface RestoreOrder {
  /** A backup, or a folder of them: then the newest is meant. */
  readonly from: string;
  /** Its data folder is where the city is restored to. */
  readonly settings: Settings;
  /** The backup is only tried: restored somewhere else, compared, and removed again; a monitor may run meanwhile. */
  readonly onlyTry: boolean;
  readonly nowMs: number;
}

/**
 * Puts a city back as it was when a backup of it was made. Every checksum is compared, the city is opened beside the data
 * folder, and must have the same chain of editions and the same scorecards as then, before it takes the place of what is
 * there: that is set aside, not removed. The failure is sentences; the data folder is then as it was.
 */
export async function restore(order: RestoreOrder): Promise<Result<RestoreReport>> {
  const { settings, from, onlyTry } = order;
  if (settings.ledger !== undefined && !onlyTry) return failed(IN_POSTGRES);
  const found = await findBackup(from);
  if (!found.ok) return found;
  const { path, manifest } = found.value;
  const faults = await faultsOf(path);
  if (faults.length > 0) {
    return failed([`Säkerhetskopian ${path} är skadad och används inte:`, ...faults].join('\n'));
  }
  const monitor = onlyTry ? null : await findMonitor(settings.dataFolder);
  if (monitor) {
    return failed(
      `Monitorn på ${monitor.address} kör på ${settings.dataFolder}. Stanna den först, eller pröva kopian med --try.`,
    );
  }
  return onlyTry ? tryBackup(path, manifest, settings) : putBack({ path, manifest }, order);
}

async function tryBackup(
  path: string,
  manifest: BackupManifest,
  settings: Settings,
): Promise<Result<RestoreReport>> {
  const place = await mkdtemp(join(tmpdir(), 'perspektiv-restore-'));
  try {
    const compared = await compare(path, manifest, { ...settings, dataFolder: join(place, 'data') });
    return compared.ok ? ok(await reportTo(path, manifest, { to: null, setAside: null })) : compared;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function putBack(
  { path, manifest }: { readonly path: string; readonly manifest: BackupManifest },
  { settings, nowMs }: RestoreOrder,
): Promise<Result<RestoreReport>> {
  const { dataFolder } = settings;
  await mkdir(dataFolder, { recursive: true });
  const held = await holdFolder(dataFolder).catch((error: unknown) => messageOf(error));
  if (typeof held === 'string') return failed(held);
  try {
    const beside = join(dataFolder, 'restoring');
    await rm(beside, { recursive: true, force: true });
    const compared = await compare(path, manifest, { ...settings, dataFolder: beside });
    if (!compared.ok) {
      await rm(beside, { recursive: true, force: true });
      return compared;
    }
    // As it came from the backup, not as it was opened for comparing.
    await copyData(path, beside);
    const setAside = await takePlace(dataFolder, beside, nowMs);
    return ok(await reportTo(path, manifest, { to: dataFolder, setAside }));
  } finally {
    held.letGo();
  }
}

async function copyData(path: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await cp(join(path, DATA), to, { recursive: true });
}

/** Opens a copy of the backup by the config that lies in it, and asks it what it said when it was made. */
async function compare(path: string, manifest: BackupManifest, settings: Settings): Promise<Result<null>> {
  await copyData(path, settings.dataFolder);
  const catalogue = await loadCatalogue(join(path, CONFIG, manifest.configFolder));
  if (!catalogue.ok) {
    return failed(
      `Säkerhetskopians konfiguration går inte att läsa med den här versionen:\n${describeFaults(catalogue.problem)}`,
    );
  }
  const takenAtMs = Date.parse(manifest.takenAt);
  const { configFolder, dataFolder, host, port, roles, logLevel, vantage, version } = settings;
  const embedded = { configFolder, dataFolder, host, port, roles, logLevel, vantage, version };
  const opened = await openPerspektivOver(catalogue.value, embedded, () => takenAtMs);
  if (!opened.ok) return failed(`Säkerhetskopian går inte att öppna: ${opened.problem}`);
  const city = opened.value;
  try {
    const chain = await city.closing.edition.verify();
    const broken = chain.faults.map(({ period, name, fault }) => `utgåvan ${period} ${name}: ${fault}`);
    const moment = await city.store.snapshot((snapshot) => readMoment(city, snapshot, takenAtMs));
    const fingerprint = await fingerprintOf(city, moment);
    const differences = fingerprint ? differencesOf(manifest, fingerprint) : [];
    const all = [...broken, ...differences];
    return all.length === 0
      ? ok(null)
      : failed(['Den återställda staden säger inte detsamma som när kopian gjordes:', ...all].join('\n'));
  } finally {
    await city.close();
  }
}

/**
 * Sets what lies in the data folder aside, and puts the restored city in its place. Broken off in between, the folder has no
 * city: the monitor refuses to start in it until it is restored again. Answers where the earlier content is.
 */
async function takePlace(dataFolder: string, beside: string, nowMs: number): Promise<string | null> {
  const stamp = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '');
  const setAside = join(dataFolder, `before-restore-${stamp}Z`);
  await writeFile(join(dataFolder, UNFINISHED), '', { flush: true });
  const names = (await readdir(dataFolder)).filter((name) => OF_THE_CITY.test(name));
  const restored = await readdir(beside);
  const inTheWay = [...new Set([...names, ...restored.filter((name) => existsSync(join(dataFolder, name)))])];
  if (inTheWay.length > 0) await mkdir(setAside, { recursive: true, mode: 0o700 });
  for (const name of inTheWay) await rename(join(dataFolder, name), join(setAside, name));
  for (const name of restored) await rename(join(beside, name), join(dataFolder, name));
  await rm(beside, { recursive: true, force: true });
  await rm(join(dataFolder, UNFINISHED));
  return inTheWay.length > 0 ? setAside : null;
}

async function reportTo(
  path: string,
  manifest: BackupManifest,
  { to, setAside }: { readonly to: string | null; readonly setAside: string | null },
): Promise<RestoreReport> {
  const names = await filesUnder(path);
  let bytes = 0;
  for (const name of names) bytes += (await stat(join(path, name))).size;
  const report = reportOf(path, manifest, { files: names.length - 1, bytes });
  return { ...report, restoredTo: to, setAside };
}
