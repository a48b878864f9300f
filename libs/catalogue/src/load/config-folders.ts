import { existsSync } from 'node:fs';
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

/** The texts of some files of a config folder, each from the nearest folder that has it; those that none has are left out. */
export async function configTexts(folder: string, files: readonly string[]): Promise<Map<string, string>> {
  const folders = await configFolders(folder);
  const texts = new Map<string, string>();
  for (const file of files) {
    const holder = folders.find((each) => existsSync(join(each, file)));
    if (holder !== undefined) texts.set(file, await readFile(join(holder, file), 'utf8'));
  }
  return texts;
}
