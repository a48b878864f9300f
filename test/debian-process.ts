import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LOOK_EVERY_MS = 50;

/** A port of the loopback that nobody uses just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Asks again until there is an answer that is not `null`; the test's own time limit ends a vain wait. */
export async function eventually<T>(ask: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const answer = await ask().catch(() => null);
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** A server of Debian's in the foreground, with a folder of its own, ended by the process id we got. */
export class DebianServer {
  private constructor(
    readonly folder: string,
    private readonly process: ChildProcess,
  ) {}

  /** `args` is asked with the folder, so that settings can be written there first. */
  static async start(program: string, args: (folder: string) => Promise<string[]>): Promise<DebianServer> {
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-peer-'));
    return new DebianServer(folder, spawn(program, await args(folder), { stdio: 'ignore' }));
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const ended = new Promise((resolve) => this.process.once('exit', resolve));
      this.process.kill('SIGTERM');
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
