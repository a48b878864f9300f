import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Result, codeOf, failed, ok } from '#core';
import { isListOf, isNullOr, isNumber, isObject, isText, isWord } from '../../process/guards.js';
import { type CardsPrint, type Fingerprint } from './fingerprint.js';

export const MANIFEST = 'manifest.json';
/** Folders of a backup: what was in the data folder, and the config in force. */
export const DATA = 'data';
export const CONFIG = 'config';
/** How a backup's folder is called; by name they are in the order of time. */
export const BACKUP_NAME = /^perspektiv-\d{4}-\d{2}-\d{2}T\d{6}Z$/;

/** What a backup holds, and of when. */
export interface BackupManifest extends Fingerprint {
  readonly format: 'perspektiv-backup-1';
  readonly city: string;
  /** ISO 8601 with offset. */
  readonly takenAt: string;
  readonly by: string;
  readonly programVersion: string;
  /** The config folder, from the backup's `config/`. */
  readonly configFolder: string;
  readonly elsewhere: readonly string[];
}

const isManifest = isObject<BackupManifest>({
  format: isWord('perspektiv-backup-1'),
  city: isText,
  takenAt: isText,
  by: isText,
  programVersion: isText,
  configFolder: isText,
  elsewhere: isListOf(isText),
  editions: isNumber,
  lastHash: isNullOr(isText),
  scorecards: isListOf(isObject<CardsPrint>({ period: isText, scorecards: isNumber, sha256: isText })),
});

/** The manifest of a backup; `null` when there is none that can be read. */
export async function readManifest(folder: string): Promise<BackupManifest | null> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'));
    return isManifest(manifest) ? manifest : null;
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR')
      return null;
    throw error;
  }
}

/** The backups in a folder, oldest first; none when there is no such folder. */
export async function backupsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => BACKUP_NAME.test(name)).sort();
}

/** The backup that a folder is, or the newest in it; the failure is a sentence. */
export async function findBackup(
  folder: string,
): Promise<Result<{ path: string; manifest: BackupManifest }>> {
  try {
    const newest = (await backupsIn(folder)).at(-1);
    for (const path of newest === undefined ? [folder] : [folder, join(folder, newest)]) {
      const manifest = await readManifest(path);
      if (manifest) return ok({ path, manifest });
    }
    const named = newest === undefined ? folder : join(folder, newest);
    return failed(
      `${named} är ingen säkerhetskopia som går att läsa: ${MANIFEST} saknas eller är skadad. Ange en mapp som perspektiv backup har gjort.`,
    );
  } catch (error) {
    if (codeOf(error) !== 'ENOTDIR') throw error;
    return failed(`${folder} är en fil. Ange en mapp som perspektiv backup har gjort.`);
  }
}
