/**
 * Runs a script of ours in a thread, where the sources run as they are: `run-thread.mjs <its address>`.
 * What make-threads.mjs has made of it, if it has; else the script itself, with what strips types.
 */
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , script = ''] = process.argv;
const folder = process.env.PERSPEKTIV_THREADS;
if (folder) await import(pathToFileURL(join(folder, `${basename(script, '.ts')}.js`)).href);
else {
  await import('./run-typescript.mjs');
  await import(script);
}
