import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The program's own folder: where package.json is, above the sources as above the build. */
export function programFolder(from = import.meta.dirname): string {
  return existsSync(join(from, 'package.json')) ? from : programFolder(dirname(from));
}

export function versionOfProgram(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(programFolder(), 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}

/**
 * What Node is told to run a long-running program by. A monitor rests most of its time, on machines that it shares: it takes
 * back memory sooner, and is swept oftener but more quickly, so that no sweep keeps others waiting.
 */
export function programArguments(app: 'monitor' | 'demo'): string[] {
  const main = join(programFolder(), 'dist/apps', app, 'src/main.js');
  return app === 'monitor' ? ['--optimize-for-size', main] : [main];
}
