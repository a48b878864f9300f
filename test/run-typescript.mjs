/**
 * Lets Node run our TypeScript as it stands, for the child processes of tests (which must be real processes: they are
 * killed, hold files, listen on ports):
 *
 *     node --conditions=source --import ./test/run-typescript.mjs child.ts
 *
 * Types are stripped by swc under the same .swcrc as in Jest and in the build, with source maps inline for
 * `--enable-source-maps`. The condition `source` makes `#store` mean libs/store/src/index.ts (package.json, `imports`);
 * here `./x.js` is turned to the `./x.ts` beside it. Nothing is written to disk, so nothing can be stale.
 *
 * `reflect-metadata` is there as it is in Jest's set-up.
 *
 * Node loads this file twice: by `--import`, where it registers itself as a module of hooks, and as that module.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';
import 'reflect-metadata';

const AS_HOOKS = '?hooks';
if (!import.meta.url.endsWith(AS_HOOKS)) register(import.meta.url + AS_HOOKS);

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, nextResolve) {
  const ours = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
  if (ours && specifier.endsWith('.js')) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return { url: source.href, shortCircuit: true };
  }
  return nextResolve(specifier, context);
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, 'utf8'), { filename, sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}
