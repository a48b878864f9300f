import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PackedSlice } from '#core';

function placeIn(folder: string): string {
  return join(folder, 'taking-in');
}

/**
 * Lets packed slices lie in files, some in each, as they are, while the engine takes them in: it reads a file by itself and
 * in threads of its own, where values that are handed over one by one keep everybody waiting.
 */
export async function asFiles<T>(
  folder: string,
  parts: readonly (readonly Pick<PackedSlice, 'content'>[])[],
  use: (paths: readonly string[]) => Promise<T>,
): Promise<T> {
  const paths = parts.map(() => join(placeIn(folder), `${randomUUID()}.jsonl.gz`));
  try {
    await mkdir(placeIn(folder), { recursive: true });
    for (const [index, slices] of parts.entries()) {
      const contents = slices.map(({ content }) => content);
      await writeFile(paths[index] ?? '', contents, { flag: 'wx', mode: 0o600 });
    }
    return await use(paths);
  } finally {
    for (const path of paths) await rm(path, { force: true });
  }
}

/** Removes what a crash has left. */
export async function dropSliceFiles(folder: string): Promise<void> {
  await rm(placeIn(folder), { recursive: true, force: true });
}
