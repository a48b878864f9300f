import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

/** A config folder and those that it extends, nearest first, as absolute paths. The config has been checked before. */
export async function configFolders(folder: string): Promise<string[]> {
  const folders = [resolve(folder)];
  for (const at of folders) {
    const settings: unknown = parse(await readFile(join(at, 'perspektiv.yaml'), 'utf8'));
    const extended =
      typeof settings === 'object' && settings !== null && 'extends' in settings ? settings.extends : null;
    const next = typeof extended === 'string' ? resolve(at, extended) : null;
    if (next !== null && !folders.includes(next)) folders.push(next);
  }
  return folders;
}
