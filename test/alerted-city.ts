import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type AlertAnswer } from '#alert';
import { type ProbeState, type SystemState } from '#core';
import { type Bundled, bundled } from './bundled.js';
import { Child } from './child-process.js';
import { freePort } from './free-port.js';

const SMALL = resolve(import.meta.dirname, 'fixtures/config/small');

/** One critical system, probed each second, whose server can be taken away and brought back. */
export class AlertedCity {
  private target: Server | null = null;
  private monitor: Child | null = null;
  private address = '';

  private constructor(
    readonly folder: string,
    private readonly targetPort: number,
    private readonly program: Bundled,
  ) {}

  /**
   * `notifications` is the text of notifications.yaml; rules of the test's own pace stand in it. `others` are systems beside
   * the probed one, as in systems.yaml.
   */
  static async prepare(notifications: string, others: readonly object[] = []): Promise<AlertedCity> {
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-alerts-'));
    const port = await freePort();
    const city = new AlertedCity(folder, port, await bundled('test/monitor-child.ts'));
    const system = {
      id: 'tjanst-a',
      name: 'E-tjänst A',
      owner: 'a',
      representative: 'Anna A',
      category: 'basic',
      serviceDomain: 'social',
      critical: true,
      serviceTime: 'dygnet-runt',
      outageMinSeconds: 1,
      probes: [
        {
          id: 'tjanst-a-tcp',
          kind: 'tcp',
          url: `tcp://127.0.0.1:${port}`,
          intervalSeconds: 1,
          timeoutMs: 500,
          retries: 0,
        },
      ],
    };
    await writeFile(join(folder, 'perspektiv.yaml'), `name: Teststaden\nextends: ${JSON.stringify(SMALL)}\n`);
    await writeFile(join(folder, 'systems.yaml'), JSON.stringify([system, ...others]));
    await writeFile(join(folder, 'maintenance.yaml'), '[]');
    await writeFile(join(folder, 'projects.yaml'), '[]');
    await writeFile(join(folder, 'notifications.yaml'), notifications);
    return city;
  }

  async start(): Promise<void> {
    const data = join(this.folder, 'data');
    this.monitor = new Child(this.program.script, [this.folder, data]);
    this.address = (await this.monitor.said('answers at ')).slice('answers at '.length);
  }

  /** As a power switch would. */
  async kill(): Promise<void> {
    await this.monitor?.kill();
    this.monitor = null;
  }

  /** As a machine that sleeps would, until {@link thaw}. */
  freeze(): void {
    this.monitor?.freeze();
  }

  thaw(): void {
    this.monitor?.thaw();
  }

  async targetUp(): Promise<void> {
    const server = createServer((socket) => socket.end());
    await new Promise<void>((done) => server.listen(this.targetPort, '127.0.0.1', done));
    this.target = server;
  }

  async targetDown(): Promise<void> {
    const server = this.target;
    this.target = null;
    await new Promise<void>((done) => {
      if (!server) done();
      else
        server.close(() => {
          done();
        });
    });
  }

  async alerts(): Promise<readonly AlertAnswer[]> {
    const { items } = (await this.ask('/api/v1/alerts')) as { items: AlertAnswer[] };
    return items;
  }

  /** System → how it is now. */
  async states(): Promise<ReadonlyMap<string, ProbeState>> {
    const { items } = (await this.ask('/api/v1/systems/states')) as { items: SystemState[] };
    return new Map(items.map(({ system, state }) => [system, state]));
  }

  /** A job calls in. */
  async callIn(job: string, token: string): Promise<void> {
    const headers = { 'heartbeat-token': token };
    const answer = await fetch(`${this.address}/api/v1/heartbeats/${job}`, { method: 'POST', headers });
    if (!answer.ok) throw new Error(`The call of ${job} was answered ${answer.status}`);
  }

  acknowledge(id: string, note: string): Promise<unknown> {
    const body = JSON.stringify({ note });
    const headers = { 'content-type': 'application/json' };
    return this.ask(`/api/v1/alerts/${encodeURIComponent(id)}/acknowledge`, {
      method: 'POST',
      body,
      headers,
    });
  }

  async remove(): Promise<void> {
    await this.kill();
    await this.targetDown();
    await Promise.all([this.program.remove(), rm(this.folder, { recursive: true, force: true })]);
  }

  private async ask(path: string, init: RequestInit = {}): Promise<unknown> {
    const headers = new Headers(init.headers);
    headers.set('authorization', 'Bearer test-drift');
    const answer = await fetch(`${this.address}${path}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
}
