import { constants } from 'node:fs';
import { copyFile, mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PerspektivError, codeOf, messageOf } from '#core';
import { type DuckDb, type Reading } from './duck-db.js';
import { FILE, LOG } from './copy-folder.js';
import { readRevision } from './read-revision.js';
import { segmentFolder } from './segment-files.js';
import { ask } from './sql.js';

/**
 * Copies the store into an empty folder while others go on, and hands on the same moment to be asked. Nothing is written while
 * the file is copied, which is done at the speed of the disk; what is read goes on. Segments are copied afterwards: they
 * are never written to, and housekeeping, which drops them, waits. Everything is on disk when the promise resolves.
 */
export function backUp<T>(db: DuckDb, to: string, work: (moment: Reading) => Promise<T>): Promise<T> {
  return db.housekeep(() =>
    db.snapshot(async (moment) => {
      await db.standstill(async () => {
        // The snapshot begins with its first question.
        await moment.read((reader) => readRevision(reader));
        await mkdir(to, { recursive: true });
        await copyDurably(join(db.folder, FILE), join(to, FILE));
        if (await isThere(join(db.folder, LOG))) await copyDurably(join(db.folder, LOG), join(to, LOG));
      });
      const done = await work(moment);
      await copySegments(db, to, moment);
      return done;
    }),
  );
}

async function copySegments(db: DuckDb, to: string, moment: Reading): Promise<void> {
  const sql = 'SELECT file FROM sample_segment ORDER BY day';
  const files = await moment.read((reader) => ask(reader, { sql }, (row) => row.text('file')));
  await mkdir(segmentFolder(to), { recursive: true });
  for (const file of files) {
    await copyDurably(join(segmentFolder(db.folder), file), join(segmentFolder(to), file));
  }
}

/** Throws `store/cannot-copy` when the other end does not take it: the store itself is well. */
async function copyDurably(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    const handle = await open(to, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new PerspektivError('store/cannot-copy', messageOf(error), { cause: error });
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
