import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { codeOf, messageOf } from '#core';

/** The list of a backup's files, as `sha256sum --check SHA256SUMS` reads it. */
export const CHECKSUMS = 'SHA256SUMS';
const LINE = /^([0-9a-f]{64}) [ *](.+)$/;

/** The files under a folder, as paths with slashes from it, sorted. */
export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Writes the checksums of all files of a folder, and tells how many they are and how large. */
export async function writeChecksums(folder: string): Promise<{ files: number; bytes: number }> {
  const names = await filesUnder(folder);
  const lines: string[] = [];
  let bytes = 0;
  for (const name of names) {
    lines.push(`${await sha256Of(join(folder, name))}  ${name}\n`);
    bytes += (await stat(join(folder, name))).size;
  }
  await writeFile(join(folder, CHECKSUMS), lines.join(''), { mode: 0o600, flush: true });
  return { files: names.length, bytes };
}

/** The lines of a list of checksums: name → checksum; `null` when a line is not one. */
function listed(text: string): Map<string, string> | null {
  const sums = new Map<string, string>();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, sum, name] = LINE.exec(line) ?? [];
    // A name that leads out of the backup is none of ours.
    if (sum === undefined || name === undefined || name.split('/').includes('..') || name.startsWith('/'))
      return null;
    sums.set(name, sum);
  }
  return sums.size === 0 ? null : sums;
}

/** What of a backup is not as it was written, each as a sentence; none: it is whole. */
export async function faultsOf(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, CHECKSUMS), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  });
  const sums = listed(text);
  if (!sums) return [`${CHECKSUMS} saknas eller är skadad: filerna går inte att kontrollera.`];
  const there = await filesUnder(folder);
  const faults = there
    .filter((name) => name !== CHECKSUMS && !sums.has(name))
    .map((name) => `${name}: hör inte till säkerhetskopian.`);
  for (const [name, sum] of sums) {
    if (!there.includes(name)) faults.push(`${name}: saknas.`);
    else {
      const found = await sha256Of(join(folder, name)).catch((error: unknown) => messageOf(error));
      if (found !== sum) faults.push(`${name}: har kontrollsumman ${found}, men ska ha ${sum}.`);
    }
  }
  return faults;
}
