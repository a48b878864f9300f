import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../free-port.js';

const PROGRAMS = '/usr/lib/postgresql/15/bin';
export const POSTGRES = join(PROGRAMS, 'postgres');
/** How often it is tried to start. */
const STARTS = 20;
const PASSWORD = 'only-for-the-test';

/** PostgreSQL refuses to run as root: then it runs as the user that Debian made for it. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** A PostgreSQL of Debian's on the loopback, with a cluster of its own. */
export class PostgresServer {
  private process: ChildProcess | undefined;
  private ended: Promise<unknown> = Promise.resolve();
  private databases = 0;

  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async start(): Promise<PostgresServer> {
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-peer-'));
    const { uid, gid } = owner();
    const passwordFile = join(folder, 'password');
    await writeFile(passwordFile, PASSWORD);
    if (uid !== undefined && gid !== undefined) {
      await chown(folder, uid, gid);
      await chown(passwordFile, uid, gid);
    }
    const cluster = ['-D', join(folder, 'data'), '-U', 'perspektiv', `--pwfile=${passwordFile}`];
    const manners = ['-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
    const place = { ...owner(), cwd: folder };
    await promisify(execFile)(join(PROGRAMS, 'initdb'), [...cluster, ...manners], place);
    const server = new PostgresServer(folder, await freePort());
    await server.run();
    return server;
  }

  /** Starts it, also again after {@link kill}; resolves when it answers. */
  async run(): Promise<void> {
    const settings = {
      listen_addresses: '127.0.0.1',
      port: this.port,
      unix_socket_directories: '',
      fsync: 'off',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    for (let left = STARTS; left > 0; left--) {
      const options = { ...owner(), cwd: this.folder, stdio: 'ignore' as const };
      this.process = spawn(POSTGRES, ['-D', join(this.folder, 'data'), ...args], options);
      this.ended = once(this.process, 'exit');
      if (await this.answers(this.process)) return;
    }
    throw new Error('PostgreSQL does not stay up');
  }

  /** Whether it comes to answer before it ends: after a kill it ends at once while children of the last one are dying. */
  private async answers(started: ChildProcess): Promise<boolean> {
    while (started.exitCode === null && started.signalCode === null) {
      const isUp = await this.ask('SELECT 1').then(
        () => true,
        () => false,
      );
      if (isUp) return true;
      await pause(50);
    }
    await pause(200);
    return false;
  }

  /** The address of a new, empty database. */
  async newDatabase(): Promise<string> {
    const name = `ledger_${++this.databases}`;
    await this.ask(`CREATE DATABASE ${name}`);
    return this.address(name);
  }

  address(database: string, { user = 'perspektiv', password = PASSWORD } = {}): string {
    return `postgres://${user}:${password}@127.0.0.1:${this.port}/${database}`;
  }

  async ask(sql: string, address = this.address('postgres')): Promise<readonly unknown[]> {
    const client = new pg.Client({ connectionString: address });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** As if the machine stopped: no connection is told. */
  kill(): Promise<void> {
    return this.end('SIGQUIT');
  }

  async stop(): Promise<void> {
    await this.end('SIGINT');
    await rm(this.folder, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    this.process?.kill(signal);
    await this.ended;
  }
}
