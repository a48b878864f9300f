import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InfluxDbPlace } from '#store';
import { eventually } from '../debian-process.js';
import { freePort } from '../free-port.js';

export const INFLUXD = '/usr/bin/influxd';

/** Debian's InfluxDB, which can be killed and started again on what it had stored. */
export class InfluxServer {
  private process: ChildProcess | undefined;
  private databases = 0;

  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  /** With its index on disk: see ADR 22 for what it does with one in memory. */
  static async start(): Promise<InfluxServer> {
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-influx-'));
    const server = new InfluxServer(folder, await freePort());
    const own = (name: string): string => JSON.stringify(join(folder, name));
    await writeFile(
      join(folder, 'influxdb.conf'),
      `reporting-disabled = true
bind-address = "127.0.0.1:${await freePort()}"
[meta]
  dir = ${own('meta')}
[data]
  index-version = "tsi1"
  dir = ${own('data')}
  wal-dir = ${own('wal')}
  query-log-enabled = false
[monitor]
  store-enabled = false
[http]
  bind-address = "127.0.0.1:${server.port}"
  log-enabled = false
`,
    );
    await server.again();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Runs it, and resolves when it answers. */
  async again(): Promise<void> {
    this.process = spawn(INFLUXD, ['-config', join(this.folder, 'influxdb.conf')], { stdio: 'ignore' });
    await eventually(async () => ((await fetch(`${this.url}/ping`)).status === 204 ? true : null));
  }

  /** Ends it as a power switch would. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  async remove(): Promise<void> {
    await this.end('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Lets it do nothing, and go on, as a machine that is much too busy. */
  pause(): void {
    this.process?.kill('SIGSTOP');
  }

  resume(): void {
    this.process?.kill('SIGCONT');
  }

  /** A new database, and how it is reached. */
  async database(): Promise<InfluxDbPlace> {
    return this.created('');
  }

  /**
   * A new database for tests that kill the server: all in one shard, which is there already. Killed while it makes a shard,
   * InfluxDB 1.6 leaves a file of it empty, and reads nothing of the database ever after ("unexpected end of JSON input").
   */
  async databaseToKill(): Promise<InfluxDbPlace> {
    const place = await this.created('WITH SHARD DURATION 1000w');
    await this.write(place.bucket, `made shard=1 ${Date.now()}`);
    return place;
  }

  private async created(how: string): Promise<InfluxDbPlace> {
    const bucket = `stad ${++this.databases}`;
    await this.query(`CREATE DATABASE "${bucket}" ${how}`);
    return { url: this.url, org: '', bucket, dialect: 1 };
  }

  /** Asks it past everything of ours. */
  async query(q: string, db = ''): Promise<unknown> {
    const body = new URLSearchParams({ q, db, epoch: 'ms' });
    return (await fetch(`${this.url}/query`, { method: 'POST', body })).json();
  }

  /** Writes a line past everything of ours. */
  async write(db: string, line: string): Promise<void> {
    const parameters = new URLSearchParams({ db, precision: 'ms' });
    await fetch(`${this.url}/write?${parameters.toString()}`, { method: 'POST', body: line });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { process } = this;
    this.process = undefined;
    if (process?.exitCode !== null || process.signalCode !== null) return;
    const ended = new Promise((resolve) => process.once('exit', resolve));
    process.kill(signal);
    await ended;
  }
}
