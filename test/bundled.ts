import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const BUNDLE = fileURLToPath(new URL('./bundle.mjs', import.meta.url));

/** A script that stands in one file, and can be started in a third of the time. */
export interface Bundled {
  readonly script: URL;
  remove(): Promise<void>;
}

/** A script, by its path in the program's folder, for tests that start it many times (bundle.mjs). */
export async function bundled(path: string): Promise<Bundled> {
  const { stdout: folder } = await promisify(execFile)(process.execPath, [BUNDLE, path]);
  return {
    script: pathToFileURL(join(folder, `${basename(path, '.ts')}.js`)),
    remove: () => rm(folder, { recursive: true }),
  };
}
