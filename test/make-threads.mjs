/**
 * Before all suites: one file of each script that runs in a thread. Suites start monitors, and monitors such threads; each
 * thread would read and strip two hundred modules anew, in a second of processor time.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const FOLDER = resolve('node_modules/.cache/perspektiv');

export default async function makeThreads() {
  await mkdir(FOLDER, { recursive: true });
  const folder = await mkdtemp(join(FOLDER, 'threads-'));
  await promisify(execFile)(process.execPath, ['test/bundle.mjs', folder]);
  process.env.PERSPEKTIV_THREADS = folder;
}
