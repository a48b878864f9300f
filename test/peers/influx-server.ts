import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InfluxDbPlace } from '#store';
import { until } from '../until.js';
import { freePort } from '../free-port.js';
import { Influx1 } from './influx-1.js';
import { Influx2 } from './influx-2.js';
import { type InfluxVersion } from './influx-version.js';

/** Debian's InfluxDB 1. */
export const INFLUXD_1 = '/usr/bin/influxd';
/** InfluxDB 2, where `.ci/build-influxd` puts it; nowhere is it to be had as a package. */
export const INFLUXD_2 = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
  'perspektiv/influxd-v2.8.0/influxd',
);

/** An InfluxDB that can be killed and started again on what it had stored. */
export class InfluxServer {
  private process: ChildProcess | undefined;
  private buckets = 0;

  private constructor(
    private readonly folder: string,
    readonly url: string,
    private readonly version: InfluxVersion,
  ) {}

  /** Of version 2 unless told otherwise. */
  static async start(version: 1 | 2 = 2): Promise<InfluxServer> {
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-influx-'));
    const url = `http://127.0.0.1:${await freePort()}`;
    const started = version === 1 ? new Influx1(INFLUXD_1, folder, url) : new Influx2(INFLUXD_2, folder, url);
    const server = new InfluxServer(folder, url, started);
    await server.again();
    return server;
  }

  /** Runs it, and resolves when it answers. */
  async again(): Promise<void> {
    const { version } = this;
    this.process = spawn(version.program, await version.arguments(), { stdio: 'ignore' });
    await until('InfluxDB is ready', () => version.isReady());
  }

  /** Ends it as a power switch would. */
  kill(): Promise<void> {
    return this.end();
  }

  async remove(): Promise<void> {
    await this.end();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Lets it do nothing, and go on, as a machine that is much too busy. */
  pause(): void {
    this.process?.kill('SIGSTOP');
  }

  resume(): void {
    this.process?.kill('SIGCONT');
  }

  /** A new database, and how it is reached: with a token that may read and write it, and nothing else. */
  database(): Promise<InfluxDbPlace> {
    return this.version.make(`stad ${++this.buckets}`, false);
  }

  /**
   * A new database for tests that kill the server: all in one shard, which is there already. Killed while it makes a shard,
   * InfluxDB 1.6 leaves a file of it empty, and reads nothing of the database ever after ("unexpected end of JSON input").
   */
  async databaseToKill(): Promise<InfluxDbPlace> {
    const place = await this.version.make(`stad ${++this.buckets}`, true);
    await this.write(place.bucket, `made shard=1 ${Date.now()}`);
    return place;
  }

  /** Asks it past everything of ours. */
  query(q: string, db = ''): Promise<unknown> {
    return this.version.ask(q, db);
  }

  /** Writes a line past everything of ours. */
  write(db: string, line: string): Promise<void> {
    return this.version.write(db, line);
  }

  private async end(): Promise<void> {
    const { process } = this;
    this.process = undefined;
    if (process?.exitCode !== null || process.signalCode !== null) return;
    const ended = new Promise((resolve) => process.once('exit', resolve));
    process.kill('SIGKILL');
    await ended;
  }
}
