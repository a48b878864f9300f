import { describe } from '@jest/globals';
import { existsSync } from 'node:fs';

export { DebianServer } from '../debian-process.js';

/** `describe` for suites that need a program of Debian's: skipped, under a name that says why, where it is missing. */
export function describeWith(program: string, name: string, suite: () => void): void {
  if (existsSync(program)) describe(name, suite);
  else describe.skip(`${name} (skipped: ${program} is not installed)`, suite);
}
