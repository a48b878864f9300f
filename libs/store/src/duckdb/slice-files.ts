import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PackedSlice } from '#core';

function placeIn(folder: string): string {
  return join(folder, 'taking-in');
}

/**
 * Lets packed slices lie in one file, as they are, while the engine takes them in: it reads a file by itself and in threads
 * of its own, where values that are handed over one by one keep everybody waiting.
 */
export async function asFile<T>(
  folder: string,
  slices: readonly Pick<PackedSlice, 'content'>[],
  use: (path: string) => Promise<T>,
): Promise<T> {
  const path = join(placeIn(folder), `${randomUUID()}.jsonl.gz`);
  try {
    await mkdir(placeIn(folder), { recursive: true });
    const contents = slices.map(({ content }) => content);
    await writeFile(path, contents, { flag: 'wx', mode: 0o600 });
    return await use(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** Removes what a crash has left. */
export async function dropSliceFiles(folder: string): Promise<void> {
  await rm(placeIn(folder), { recursive: true, force: true });
}
