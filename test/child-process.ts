import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { type Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What Node is to be told so that it runs our TypeScript (run-typescript.mjs). */
export const NODE_ARGUMENTS: readonly string[] = [
  '--conditions=source',
  '--enable-source-maps',
  '--import',
  new URL('./run-typescript.mjs', import.meta.url).href,
];

/** A real process that runs a script of ours, and what it has said so far. */
export class Child {
  readonly lines: string[] = [];
  private readonly exited: Promise<number | null>;
  private readonly process: ChildProcessByStdio<null, Readable, Readable>;
  private readonly listeners = new Set<() => void>();
  private errors = '';

  /** `before` is the command, if any, that starts Node in its turn. */
  constructor(script: URL, args: readonly string[], before: readonly string[] = []) {
    const told = script.pathname.endsWith('.ts') ? NODE_ARGUMENTS : [];
    const words = [...before, process.execPath, ...told, fileURLToPath(script), ...args];
    const [command = '', ...rest] = words;
    this.process = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stderr.on('data', (text: Buffer) => (this.errors += text.toString()));
    const lines = createInterface({ input: this.process.stdout });
    lines.on('line', (line) => {
      this.lines.push(line);
      for (const listener of this.listeners) listener();
    });
    const read = new Promise<void>((resolve) => lines.once('close', resolve));
    const over = new Promise<number | null>((resolve, reject) => {
      this.process.once('error', reject);
      this.process.once('close', resolve);
    });
    this.exited = Promise.all([over, read]).then(([code]) => code);
  }

  /** Resolves at the first line that begins so; rejects, with what it said of errors, when it ends without. */
  async said(beginning: string): Promise<string> {
    const found = (): string | undefined => this.lines.find((line) => line.startsWith(beginning));
    const heard = new Promise<void>((resolve) => {
      this.listeners.add(() => {
        if (found() !== undefined) resolve();
      });
    });
    if (found() === undefined) await Promise.race([heard, this.exited]);
    const line = found();
    if (line === undefined)
      throw new Error(`The process ended without saying "${beginning}": ${this.errors}`);
    return line;
  }

  /** Ends it as a power switch would, and resolves when it is gone and all it said is read. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exited;
  }

  /** Stops it in the middle of whatever it does, as a machine that sleeps would. */
  freeze(): void {
    this.process.kill('SIGSTOP');
  }

  /** Lets it go on as if nothing had been. */
  thaw(): void {
    this.process.kill('SIGCONT');
  }

  /** Asks it to end, as whoever runs services does; resolves when it has ended well, and rejects otherwise. */
  async end(): Promise<void> {
    this.process.kill('SIGTERM');
    await this.finished();
  }

  /** Resolves when it has ended well by itself; rejects with its errors otherwise. */
  async finished(): Promise<void> {
    const code = await this.exited;
    if (code !== 0) throw new Error(`The process ended with ${String(code)}: ${this.errors}`);
  }
}
