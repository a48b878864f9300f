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
 * How Node keeps memory in a monitor, which lives long on machines that it shares: a nursery that is swept often and
 * quickly, a heap that is swept before it has grown by half, and few arenas for what threads allocate (ADR 24). The
 * `Dockerfile` says the same.
 */
const FRUGAL_ARGUMENTS = ['--max-semi-space-size=1', '--heap-growing-percent=40'];
const FRUGAL_ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };

/** One of our long-running programs, for a child process. */
export interface ProgramCommand {
  /** What Node is given. */
  readonly args: readonly string[];
  /** Variables of its environment, unless it has others. */
  readonly environment: Readonly<Record<string, string>>;
}

/** How a long-running program is started. */
export function programCommand(app: 'monitor' | 'demo'): ProgramCommand {
  const main = join(programFolder(), 'dist/apps', app, 'src/main.js');
  if (app === 'demo') return { args: [main], environment: {} };
  return { args: [...FRUGAL_ARGUMENTS, main], environment: FRUGAL_ENVIRONMENT };
}
