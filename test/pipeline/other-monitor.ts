import { type Receipt } from '#core';
import { type Settings } from '#pipeline';
import { Child } from '../child-process.js';

/** What came back; `body` is the parsed JSON. */
export interface OtherAnswer {
  readonly status: number;
  readonly body: unknown;
}

const SCRIPT = new URL('./monitor-child.ts', import.meta.url);

interface MonitorStart {
  readonly rules?: object;
  /** The command, if any, that starts Node in its turn. */
  readonly before?: readonly string[];
  /** The script, or what was made of it (bundled.ts). */
  readonly script?: URL;
  /** What is set besides: its engines, and what it shares with other processes of its city. */
  readonly settings?: Partial<Settings>;
}

/** A monitor in another process, known by its address only; its files are sent as the page sends them. */
export class OtherMonitor {
  private constructor(
    private readonly child: Child,
    readonly pid: number,
    readonly address: string,
  ) {}

  static async start(
    dataFolder: string,
    { rules = {}, before = [], script = SCRIPT, settings = {} }: MonitorStart = {},
  ): Promise<OtherMonitor> {
    const child = new Child(script, [dataFolder, JSON.stringify(rules), JSON.stringify(settings)], before);
    const [, pid = '', address = ''] = (await child.said('listening')).split(' ');
    return new OtherMonitor(child, Number(pid), address);
  }

  async upload(
    dataset: string,
    content: string | Uint8Array<ArrayBuffer>,
    { fileName = `${dataset}.csv`, type = 'text/csv' } = {},
  ): Promise<OtherAnswer> {
    const body = new FormData();
    body.set('file', new Blob([content], { type }), fileName);
    return this.call(`/api/v1/uploads?dataset=${dataset}`, { method: 'POST', body });
  }

  async receipts(): Promise<readonly Receipt[]> {
    const { body } = await this.call('/api/v1/uploads?limit=500');
    return (body as { items: Receipt[] }).items;
  }

  /** `type` is said of a body that does not say it itself. */
  async call(path: string, { type, ...init }: RequestInit & { type?: string } = {}): Promise<OtherAnswer> {
    const said = type === undefined ? {} : { 'content-type': type };
    const headers = { authorization: 'Bearer test-followup', 'accept-language': 'sv', ...said };
    const answer = await fetch(this.address + path, { ...init, headers });
    return { status: answer.status, body: await answer.json() };
  }

  /** Ends it as a power switch would. */
  kill(): Promise<void> {
    return this.child.kill();
  }
}
