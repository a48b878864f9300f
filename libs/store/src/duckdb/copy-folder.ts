import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { codeOf } from '#core';
import { segmentFolder } from './segment-files.js';
import { storeError } from './store-error.js';

export const FILE = 'store.duckdb';
/** What has been written and is not in the file yet. */
export const LOG = `${FILE}.wal`;

/** An embedded store that was copied, to be opened in its place. */
export interface CopiedFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Copies the embedded store of a data folder into another folder, which is emptied first: what is then done to the copy leaves
 * the folder as it was, byte for byte. Segments are never written to, so that they need not be copied where both lie on one
 * file system. Throws `store/held` when another process has the folder, and `store/failed` when there is no store in it.
 */
export async function copyFolder(from: string, to: string): Promise<CopiedFolder> {
  try {
    const held = await DuckDBInstance.create(join(from, FILE), { access_mode: 'READ_ONLY' });
    try {
      await rm(to, { recursive: true, force: true });
      await mkdir(segmentFolder(to), { recursive: true });
      await copyFile(join(from, FILE), join(to, FILE), constants.COPYFILE_FICLONE);
      await copyFile(join(from, LOG), join(to, LOG)).catch(unlessMissing);
      for (const name of (await readdir(segmentFolder(from)).catch(unlessMissing)) ?? []) {
        await linkOrCopy(join(segmentFolder(from), name), join(segmentFolder(to), name));
      }
    } finally {
      held.closeSync();
    }
  } catch (thrown) {
    throw storeError(thrown, from);
  }
  return { path: to, remove: () => rm(to, { recursive: true, force: true }) };
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

function unlessMissing(thrown: unknown): undefined {
  if (codeOf(thrown) !== 'ENOENT') throw thrown;
  return undefined;
}
