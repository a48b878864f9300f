/**
 * Makes one file of each of our scripts and all that it needs, for processes that are started again and again: Node looks
 * up, reads and strips three thousand modules in six seconds of processor time, and such a file in one.
 *
 *     node test/bundle.mjs [<script>...]
 *
 * Says in which new folder they stand: among the packages, where they find the database and the program's folder as the
 * scripts do. The scripts of threads, which a monitor starts from its own folder, are always made with them.
 * Types are stripped as elsewhere (run-typescript.mjs). Only the database, the compiler of papers and SSH, which bring or look for binaries, stay outside.
 */
import { mkdir, mkdtemp } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { transform } from '@swc/core';
import { build } from 'vite';

const FOLDERS = resolve('node_modules/.cache/perspektiv');
const THREADS = [
  'libs/intake/src/reading/reading-thread.ts',
  'libs/collect/src/thread/probing-thread.ts',
  'libs/collect/src/push/push-thread.ts',
  'libs/pipeline/src/leaving/press-thread.ts',
];

const scripts = process.argv.slice(2);
const conditions = ['source', 'node'];

/** @type {import('vite').Plugin} */
const stripTypes = {
  name: 'strip-types',
  enforce: 'pre',
  async transform(code, filename) {
    if (!filename.endsWith('.ts')) return null;
    const { code: stripped, map } = await transform(code, { filename, sourceMaps: true });
    return { code: stripped, map };
  },
};

await mkdir(FOLDERS, { recursive: true });
const folder = await mkdtemp(`${FOLDERS}/`);
await build({
  configFile: false,
  logLevel: 'error',
  plugins: [stripTypes],
  ssr: {
    noExternal: true,
    external: ['@duckdb/node-bindings', '@myriaddreamin/typst-ts-node-compiler', 'ssh2'],
    resolve: { conditions },
  },
  build: {
    ssr: true,
    outDir: folder,
    minify: true,
    rollupOptions: {
      input: Object.fromEntries([...THREADS, ...scripts].map((script) => [basename(script, '.ts'), script])),
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
process.stdout.write(folder);
