import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type InfluxDbPlace } from '#store';
import { freePort } from '../free-port.js';
import { type InfluxVersion } from './influx-version.js';

/** InfluxDB 1, with its index on disk: see ADR 22 for what it does with one in memory. */
export class Influx1 implements InfluxVersion {
  constructor(
    readonly program: string,
    private readonly folder: string,
    private readonly url: string,
  ) {}

  async arguments(): Promise<string[]> {
    const own = (name: string): string => JSON.stringify(join(this.folder, name));
    const config = join(this.folder, 'influxdb.conf');
    await writeFile(
      config,
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
  bind-address = "${new URL(this.url).host}"
  log-enabled = false
`,
    );
    return ['-config', config];
  }

  async isReady(): Promise<boolean> {
    return (await fetch(`${this.url}/ping`)).status === 204;
  }

  async make(bucket: string, hold: boolean): Promise<InfluxDbPlace> {
    await this.ask(`CREATE DATABASE "${bucket}" ${hold ? 'WITH SHARD DURATION 1000w' : ''}`, '');
    return { url: this.url, org: '', bucket, dialect: 1 };
  }

  async ask(q: string, db: string): Promise<unknown> {
    const body = new URLSearchParams({ q, db, epoch: 'ms' });
    return (await fetch(`${this.url}/query`, { method: 'POST', body })).json();
  }

  async write(db: string, line: string): Promise<void> {
    const parameters = new URLSearchParams({ db, precision: 'ms' });
    await fetch(`${this.url}/write?${parameters.toString()}`, { method: 'POST', body: line });
  }
}
