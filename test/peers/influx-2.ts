import { join } from 'node:path';
import { type InfluxDbPlace } from '#store';
import { type InfluxVersion } from './influx-version.js';

const ORG = 'staden';
const OPERATOR = 'only-for-the-test';
const LONG_SHARD_SECONDS = 1_000 * 7 * 86_400;

interface Named {
  readonly id: string;
  readonly orgID?: string;
}

/** InfluxDB 2, set up at its first start; what is ours is asked with a token for one bucket, never with the operator's. */
export class Influx2 implements InfluxVersion {
  private orgId: string | null = null;

  constructor(
    readonly program: string,
    private readonly folder: string,
    private readonly url: string,
  ) {}

  arguments(): Promise<string[]> {
    const own = (name: string): string => join(this.folder, name);
    return Promise.resolve([
      ...['run', '--bolt-path', own('influxd.bolt'), '--sqlite-path', own('influxd.sqlite')],
      ...['--engine-path', own('engine'), '--http-bind-address', new URL(this.url).host],
      ...['--reporting-disabled', '--log-level', 'error'],
    ]);
  }

  async isReady(): Promise<boolean> {
    if ((await fetch(`${this.url}/health`)).status !== 200) return false;
    if (this.orgId !== null) return true;
    const made = await this.call<{ org: Named }>('/api/v2/setup', {
      ...{ username: 'operator', password: OPERATOR, token: OPERATOR },
      ...{ org: ORG, bucket: 'first', retentionPeriodSeconds: 0 },
    });
    this.orgId = made.org.id;
    return true;
  }

  async make(bucket: string, hold: boolean): Promise<InfluxDbPlace> {
    return this.makeFor(bucket, hold ? { shardGroupDurationSeconds: LONG_SHARD_SECONDS } : {});
  }

  /** A bucket by its rules, with a token that has some rights on it. */
  async makeFor(
    bucket: string,
    rule: Readonly<Record<string, number>>,
    actions: readonly string[] = ['read', 'write'],
  ): Promise<InfluxDbPlace> {
    const orgID = this.orgId;
    const retentionRules =
      Object.keys(rule).length === 0 ? [] : [{ type: 'expire', everySeconds: 0, ...rule }];
    const { id } = await this.call<Named>('/api/v2/buckets', { orgID, name: bucket, retentionRules });
    const permissions = actions.map((action) => ({ action, resource: { type: 'buckets', id, orgID } }));
    const { token } = await this.call<{ token: string }>('/api/v2/authorizations', { orgID, permissions });
    return { url: this.url, org: ORG, bucket, dialect: 2, token };
  }

  async ask(q: string, db: string): Promise<unknown> {
    const body = new URLSearchParams({ q, db, epoch: 'ms' });
    const headers = { authorization: `Token ${OPERATOR}` };
    return (await fetch(`${this.url}/query`, { method: 'POST', headers, body })).json();
  }

  async write(bucket: string, line: string): Promise<void> {
    const parameters = new URLSearchParams({ org: ORG, bucket, precision: 'ms' });
    const headers = { authorization: `Token ${OPERATOR}` };
    const path = `${this.url}/api/v2/write?${parameters.toString()}`;
    const answer = await fetch(path, { method: 'POST', headers, body: line });
    if (!answer.ok) throw new Error(`InfluxDB answered ${answer.status}: ${await answer.text()}`);
  }

  /** Calls the server's own API as its operator. */
  async call<T>(path: string, content: object): Promise<T> {
    const headers = { authorization: `Token ${OPERATOR}`, 'content-type': 'application/json' };
    const answer = await fetch(`${this.url}${path}`, {
      ...{ method: 'POST', headers, body: JSON.stringify(content) },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
