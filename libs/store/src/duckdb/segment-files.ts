import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection } from '@duckdb/node-api';
import { ask } from './sql.js';

/** Milliseconds of a UTC day: what one segment holds. */
export const DAY_MS = 86_400_000;

/**
 * A file with all raw samples of one UTC day, sorted by target and time. It counts only when the table `sample_segment`
 * names it: anything else in the folder was left by a crash and is removed.
 */
export interface Segment {
  /** Days since the epoch. */
  readonly day: number;
  readonly file: string;
  /** Counted from 1; late samples make the next. */
  readonly generation: number;
}

export function segmentFolder(folder: string): string {
  return join(folder, 'segments');
}

export function segmentName(day: number, generation: number): string {
  return `samples-${new Date(day * DAY_MS).toISOString().slice(0, 10)}.${generation}.parquet`;
}

/** The segments whose days touch `[startMs, endMs)`, in order. */
export function segments(
  reader: DuckDBConnection,
  window: { readonly startMs: number; readonly endMs: number },
): Promise<Segment[]> {
  const sql = `
    SELECT day, file, generation FROM sample_segment
    WHERE day BETWEEN $first AND $last
    ORDER BY day`;
  const bindings = { first: Math.floor(window.startMs / DAY_MS), last: Math.ceil(window.endMs / DAY_MS) - 1 };
  return ask(reader, { sql, bindings }, (row) => ({
    day: row.number('day'),
    file: row.text('file'),
    generation: row.number('generation'),
  }));
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file so that after a power cut it is there in whole or not at all under its name: written and synced beside,
 * renamed, and the folder synced.
 */
export async function writeDurably(
  folder: string,
  name: string,
  write: (path: string) => Promise<void>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const beside = join(folder, `${name}.tmp`);
  await write(beside);
  await sync(beside);
  await rename(beside, join(folder, name));
  await sync(folder);
}

/** Removes the files of the segment folder that no segment names. */
export async function dropUnnamedFiles(reader: DuckDBConnection, folder: string): Promise<void> {
  const place = segmentFolder(folder);
  await mkdir(place, { recursive: true });
  const sql = 'SELECT file FROM sample_segment';
  const named = new Set(await ask(reader, { sql }, (row) => row.text('file')));
  for (const name of await readdir(place)) {
    if (!named.has(name)) await rm(join(place, name), { force: true });
  }
}
