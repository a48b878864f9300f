import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type MeasureScore, type Receipt, type Scorecard } from '#core';
import { Ils, type UploadRules, loadCatalogue } from '#catalogue';
import { collectorKinds } from '#collect';
import { type Perspektiv, type Role, type Settings, openPerspektivOver } from '#pipeline';
import { type Monitor, startMonitor } from '../../apps/monitor/src/start-monitor.js';

const CONFIG = resolve('test/fixtures/config/small');

/** Who may call; see test/fixtures/config/small/access.yaml. */
export type TestPrincipal = 'followup' | 'unit-a' | 'matare' | 'drift';

/** A whole monitor on a data folder of its own: real store, real HTTP, nothing faked. */
export class SmallCity {
  private constructor(
    readonly dataFolder: string,
    readonly perspektiv: Perspektiv,
    private readonly monitor: Monitor,
  ) {}

  static async start({
    dataFolder,
    roles = ['serve', 'schedule'],
    nowMs,
    uploads,
    ils,
    more = {},
  }: {
    dataFolder?: string;
    roles?: Role[];
    nowMs?: () => number;
    uploads?: Partial<UploadRules>;
    ils?: Partial<Ils>;
    more?: Partial<Settings>;
  } = {}): Promise<SmallCity> {
    const settings: Settings = {
      configFolder: CONFIG,
      dataFolder: dataFolder ?? (await mkdtemp(join(tmpdir(), 'perspektiv-'))),
      host: '127.0.0.1',
      port: 0,
      roles: new Set(roles),
      logLevel: 'silent',
      vantage: 'main',
      version: 'test',
      ...more,
    };
    const catalogue = await loadCatalogue(settings.configFolder, collectorKinds());
    if (!catalogue.ok) throw new Error(JSON.stringify(catalogue.problem));
    const { rules } = catalogue.value;
    Object.assign(rules.uploads, uploads);
    if (ils) Object.assign(catalogue.value, { ils: Object.assign(new Ils(), catalogue.value.ils, ils) });
    const perspektiv = await openPerspektivOver(catalogue.value, settings, nowMs);
    if (!perspektiv.ok) throw new Error(perspektiv.problem);
    return new SmallCity(settings.dataFolder, perspektiv.value, await startMonitor(perspektiv.value));
  }

  get address(): string {
    return this.monitor.address;
  }

  /** A call as `curl` would make it. */
  async call(path: string, init: RequestInit & { as?: TestPrincipal } = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (init.as) headers.set('authorization', `Bearer test-${init.as}`);
    const answer = await fetch(`${this.address}${path}`, { ...init, headers });
    const text = await answer.text();
    const isJson = (answer.headers.get('content-type') ?? '').includes('json');
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson ? (JSON.parse(text) as unknown) : null,
    };
  }

  /** Hands a file in, as the page does. */
  async upload(
    dataset: string,
    csv: string | Uint8Array<ArrayBuffer>,
    more: UploadOptions = {},
  ): Promise<Answer> {
    const { as = 'followup', fileName = `${dataset}.csv`, query = {}, language = 'sv' } = more;
    const body = new FormData();
    body.set('file', new Blob([csv]), fileName);
    const parameters = new URLSearchParams({ dataset, ...query }).toString();
    const headers = { 'accept-language': language };
    return this.call(`/api/v1/uploads?${parameters}`, { method: 'POST', body, as, headers });
  }

  /** One measure of a unit's scorecard. */
  async measure(unit: string, period: string, id: string): Promise<MeasureScore> {
    const { body } = await this.call(`/api/v1/scorecards/unit/${unit}?period=${period}`);
    const found = (body as Scorecard).perspectives
      .flatMap(({ measures }) => measures)
      .find((m) => m.id === id);
    if (!found) throw new Error(`no measure ${id} for ${unit}`);
    return found;
  }

  /** The receipts that a principal sees, newest first. */
  async receipts(as: TestPrincipal): Promise<readonly Receipt[]> {
    const { body } = await this.call('/api/v1/uploads', { as });
    return (body as { items: Receipt[] }).items;
  }

  /** Ends the monitor, and leaves its data folder. */
  stop(): Promise<void> {
    return this.monitor.close();
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.dataFolder, { recursive: true });
  }
}

/** What came back; `body` is the parsed JSON, or `null` when it is none. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

interface UploadOptions {
  readonly as?: TestPrincipal;
  readonly fileName?: string;
  readonly query?: Record<string, string>;
  readonly language?: 'sv' | 'en';
}
