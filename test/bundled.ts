import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** Where what is made of our scripts finds the database and the program's folder, as they do. */
const FOLDER = resolve('node_modules/.cache/perspektiv');

const BUNDLE = new URL('./bundle.mjs', import.meta.url);

/** A script that stands in one file, and can be started in a third of the time. */
export interface Bundled {
  readonly script: URL;
  remove(): Promise<void>;
}

/** A script, by its path in the program's folder, for tests that start it many times (bundle.mjs). */
export async function bundled(path: string): Promise<Bundled> {
  await mkdir(FOLDER, { recursive: true });
  const folder = await mkdtemp(join(FOLDER, 'monitor-'));
  await promisify(execFile)(process.execPath, [fileURLToPath(BUNDLE), folder, path]);
  return {
    script: pathToFileURL(join(folder, `${basename(path, '.ts')}.js`)),
    remove: () => rm(folder, { recursive: true }),
  };
}
