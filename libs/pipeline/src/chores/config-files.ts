import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { configFolders } from '#catalogue';

/** Another text means that a config folder, or one that it extends, may have changed; nothing of it is read. */
export async function configFingerprint(folder: string): Promise<string> {
  // Where the first file cannot be read, its own folder is what is to be mended.
  const folders = await configFolders(folder).catch(() => [resolve(folder)]);
  const parts = await Promise.all(folders.map((each) => filesIn(each)));
  return parts.flat().sort().join('\n');
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return Promise.all(names.map((name) => stateOf(join(folder, name))));
}

async function stateOf(path: string): Promise<string> {
  const state = await stat(path).catch(() => null);
  if (!state) return `${path} gone`;
  return state.isDirectory() ? path : `${path} ${state.mtimeMs} ${state.size} ${state.ino}`;
}
