/**
 * Before all suites: one file of each script that runs in a thread. Suites start monitors, and monitors such threads; each
 * thread would read and strip two hundred modules anew, in a second of processor time.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export default async function makeThreads() {
  const { stdout: folder } = await promisify(execFile)(process.execPath, ['test/bundle.mjs']);
  process.env.PERSPEKTIV_THREADS = folder;
}
