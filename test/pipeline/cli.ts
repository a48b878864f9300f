import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bundled, bundled } from '../bundled.js';

const CONFIG = resolve(import.meta.dirname, '../fixtures/config/small');

/** How a command ended, and what it said. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The program `perspektiv` as people run it: a process for each command, in the small city. */
export class Cli {
  private constructor(private readonly program: Bundled) {}

  static async made(): Promise<Cli> {
    return new Cli(await bundled('apps/cli/src/main.ts'));
  }

  run(dataFolder: string, ...words: readonly string[]): Promise<Ended> {
    const env = { ...process.env, PERSPEKTIV_CONFIG: CONFIG, PERSPEKTIV_DATA: dataFolder };
    return new Promise((settle) => {
      execFile(
        process.execPath,
        [fileURLToPath(this.program.script), ...words],
        { env },
        (error, out, err) => {
          settle({ code: error ? Number(error.code) : 0, out, err });
        },
      );
    });
  }

  remove(): Promise<void> {
    return this.program.remove();
  }
}
