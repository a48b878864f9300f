import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable } from 'node:stream';
import { eventually } from './until.js';

const REMEMBERED_CHARACTERS = 2_000;

/** A server of Debian's in the foreground, with a folder of its own, ended by the process id we got. */
export class DebianServer {
  private readonly ended: Promise<void>;
  private lastWords = '';

  private constructor(
    private readonly program: string,
    readonly folder: string,
    private readonly process: ChildProcessByStdio<null, null, Readable>,
  ) {
    this.ended = new Promise((resolve) => {
      process.once('close', () => {
        resolve();
      });
    });
    process.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.lastWords = (this.lastWords + text).slice(-REMEMBERED_CHARACTERS);
    });
  }

  /** `args` is asked with the folder, so that settings can be written there first. */
  static async start(program: string, args: (folder: string) => Promise<string[]>): Promise<DebianServer> {
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-peer-'));
    const child = spawn(program, await args(folder), { stdio: ['ignore', 'ignore', 'pipe'] });
    return new DebianServer(program, folder, child);
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** Asks again until there is an answer that is not `null`; rejects, with its last words, when the server ends before. */
  async answering<T>(ask: () => Promise<T | null>): Promise<T> {
    const answer = await eventually(`${this.program} answers`, async () => {
      if (this.process.exitCode !== null || this.process.signalCode !== null) return 'ended';
      const found = await ask();
      return found === null ? null : { found };
    });
    if (answer === 'ended') throw new Error(`${this.program} has ended by itself: ${this.lastWords}`);
    return answer.found;
  }

  async stop(): Promise<void> {
    this.process.kill('SIGTERM');
    await this.ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}
