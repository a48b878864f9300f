import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { configFolders } from '#catalogue';
import { CONFIG, DATA } from './backup-manifest.js';

/** Files of a data folder that belong to a process, not to the city; the store is copied by itself. */
const OF_THE_PROCESS = /^(?:monitor\.json|store\.duckdb.*|.*\.tmp|restore-unfinished)$/;
/** What a config folder's files end with. */
const OF_CONFIG = /\.(?:ya?ml|json|ics)$/;

/** Copies the small files that lie beside the store, such as the secret that links are signed with. */
export async function copySmallFiles(dataFolder: string, backup: string): Promise<void> {
  for (const entry of await readdir(dataFolder, { withFileTypes: true })) {
    if (!entry.isFile() || OF_THE_PROCESS.test(entry.name)) continue;
    await copyFile(join(dataFolder, entry.name), join(backup, DATA, entry.name));
  }
}

/** The folder that some folders lie in. */
function commonParent(folders: readonly string[]): string {
  const [first = sep, ...others] = folders;
  let common = first;
  for (const folder of others) {
    while (relative(common, folder).startsWith('..')) common = dirname(common);
  }
  return common;
}

/**
 * Copies the config folder with those that it extends, as they lie to one another, so that it reads the same from the
 * backup. Answers where in the copy the config folder is.
 */
export async function copyConfig(configFolder: string, backup: string): Promise<string> {
  const folders = await configFolders(configFolder);
  const common = commonParent(folders);
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const isHidden = relative(folder, entry.parentPath)
        .split(sep)
        .some((part) => part.startsWith('.'));
      if (isHidden || entry.isDirectory() || !OF_CONFIG.test(entry.name)) continue;
      const from = join(entry.parentPath, entry.name);
      const to = join(backup, CONFIG, relative(common, from));
      await mkdir(dirname(to), { recursive: true });
      await copyFile(from, to);
    }
  }
  return relative(common, resolve(configFolder)).split(sep).join('/') || '.';
}
