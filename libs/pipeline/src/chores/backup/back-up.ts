import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { loadCatalogue } from '#catalogue';
import {
  type BackupReport,
  type LocalizedText,
  PerspektivError,
  type Result,
  cityTime,
  codeOf,
  failed,
  inTurn,
  faultInWords,
  ok,
} from '#core';
import { type Perspektiv } from '../../perspektiv.js';
import { type BackupManifest, CONFIG, DATA, MANIFEST } from './backup-manifest.js';
import { writeChecksums } from './checksums.js';
import { copyConfig, copySmallFiles } from './copy-beside.js';
import { type Fingerprint, fingerprintOf, readMoment } from './fingerprint.js';

const DAY_MS = 86_400_000;
/** People accept deviations and plan work now and then: twice in a row during a backup is more than likely enough. */
const ATTEMPTS = 5;
/** What a disk or a mount answers that is not as it should be: for the one who asked, not a fault of the program. */
const OF_THE_DISK =
  /^(?:EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST|ENOSPC|EDQUOT|EIO|ESTALE|store\/cannot-copy)$/;

/** Where a backup is made, by whom and when. */
export interface BackupOrder {
  /** An absolute path; the backup is a folder in it. */
  readonly folder: string;
  readonly by: string;
  readonly nowMs: number;
}

const oneAtATime = inTurn();

/**
 * Copies the whole city into a new folder while it goes on: the store of one moment, what lies beside it, and the config. The
 * folder has its name only when everything in it is on disk with its checksums. The failure says why there is none.
 */
export function backUp(
  perspektiv: Perspektiv,
  order: BackupOrder,
): Promise<Result<BackupReport, LocalizedText>> {
  return oneAtATime(async () => {
    if (!isAbsolute(order.folder)) return failed(notAbsolute(order.folder));
    if (!perspektiv.store.backUp) return failed(IN_POSTGRES);
    try {
      const report = await makeBackup(perspektiv, order);
      const { by, nowMs: atMs } = order;
      const content = { task: 'backup', ...report } as const;
      await perspektiv.stage.journal.write('run', { by, atMs, content });
      return ok(report);
    } catch (error) {
      if (!OF_THE_DISK.test(codeOf(error) ?? '')) throw error;
      return failed(cannotWrite(order.folder, faultInWords(error)));
    }
  });
}

async function makeBackup(perspektiv: Perspektiv, { folder, by, nowMs }: BackupOrder): Promise<BackupReport> {
  await mkdir(folder, { recursive: true });
  await dropLeftovers(folder);
  const { name, path, beside } = await freeName(folder, nowMs);
  try {
    await mkdir(beside, { mode: 0o700 });
    const configFolder = await copyConfig(perspektiv.settings.configFolder, beside);
    const fingerprint = await copyStore(perspektiv, { beside, nowMs });
    await copySmallFiles(perspektiv.settings.dataFolder, beside);
    const isAsConfigured = await isTheConfigOf(perspektiv, join(beside, CONFIG, configFolder));
    const manifest: BackupManifest = {
      format: 'perspektiv-backup-1',
      city: perspektiv.catalogue.name.sv,
      takenAt: cityTime(nowMs),
      by,
      programVersion: perspektiv.settings.version,
      configFolder,
      elsewhere: perspektiv.settings.timeSeries ? ['samples'] : [],
      ...fingerprint,
      // Scores by another config than the one in the backup would be no test of it.
      scorecards: isAsConfigured ? fingerprint.scorecards : [],
    };
    await writeFile(join(beside, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    const written = await writeChecksums(beside);
    await rename(beside, path);
    await syncFolder(folder);
    return reportOf(join(folder, name), manifest, written);
  } catch (error) {
    await rm(beside, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

/** The store's files, and what the city says at the very moment that they hold. */
async function copyStore(
  perspektiv: Perspektiv,
  { beside, nowMs }: { readonly beside: string; readonly nowMs: number },
): Promise<Fingerprint> {
  const { backUp: copy } = perspektiv.store;
  for (let attempt = 1; copy && attempt <= ATTEMPTS; attempt++) {
    await rm(join(beside, DATA), { recursive: true, force: true });
    const moment = await copy(join(beside, DATA), (snapshot) => readMoment(perspektiv, snapshot, nowMs));
    const fingerprint = await fingerprintOf(perspektiv, moment);
    if (fingerprint) return fingerprint;
  }
  throw new PerspektivError('backup/overtaken', 'Remarks and planned work came all the time; try again.');
}

/** Whether a config folder says what this process works by: it may have been edited since the start. */
async function isTheConfigOf({ catalogue }: Perspektiv, configFolder: string): Promise<boolean> {
  const loaded = await loadCatalogue(configFolder);
  return loaded.ok && isDeepStrictEqual(loaded.value, catalogue);
}

async function freeName(
  folder: string,
  nowMs: number,
): Promise<{ name: string; path: string; beside: string }> {
  const taken = new Set(await readdir(folder));
  for (let ms = nowMs; ; ms += 1_000) {
    const name = `perspektiv-${new Date(ms).toISOString().slice(0, 19).replaceAll(':', '')}Z`;
    if (taken.has(name)) continue;
    return { name, path: join(folder, name), beside: join(folder, `.${name}.part`) };
  }
}

/** Removes what backups that were broken off long ago have left; another process may be at work on a newer one. */
async function dropLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^\.perspektiv-.*\.part$/.test(name)) continue;
    const { mtimeMs } = await stat(join(folder, name));
    if (Date.now() - mtimeMs > DAY_MS) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What is told of a backup. */
export function reportOf(
  folder: string,
  { takenAt, editions, scorecards, elsewhere }: BackupManifest,
  { files, bytes }: { readonly files: number; readonly bytes: number },
): BackupReport {
  const count = scorecards.reduce((sum, print) => sum + print.scorecards, 0);
  return { folder, takenAt, files, bytes, editions, scorecards: count, elsewhere };
}

const IN_POSTGRES: LocalizedText = {
  sv: 'Huvudboken ligger i PostgreSQL: säkerhetskopiera den med pg_dump, och mätpunkterna med influx backup. Hur står i docs/backup.md.',
  en: 'The ledger is in PostgreSQL: back it up with pg_dump, and the samples with influx backup. See docs/backup.md.',
};

function notAbsolute(folder: string): LocalizedText {
  return {
    sv: `"${folder}" är ingen fullständig sökväg. Skriv den från roten, till exempel /var/backups/perspektiv.`,
    en: `"${folder}" is no absolute path. Write it from the root, for example /var/backups/perspektiv.`,
  };
}

function cannotWrite(folder: string, { sv, en }: LocalizedText): LocalizedText {
  return {
    sv: `I ${folder} går det inte att skriva en säkerhetskopia: ${sv}. Kontrollera att mappen finns, är skrivbar för den som kör monitorn och har plats.`,
    en: `No backup can be written in ${folder}: ${en}. Check that the folder is there, can be written to by the user that runs the monitor, and has room.`,
  };
}
