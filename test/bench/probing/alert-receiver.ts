import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type ContenderName } from './farm.js';

interface ToldAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly endsAt?: string;
}

/** `…/t/17` of a URL, or `s-17`. */
function targetOf({ labels }: ToldAlert): number | null {
  const [, digits] = /(?:\/t\/|^s-)(\d+)$/.exec(labels.system ?? labels.instance ?? '') ?? [];
  return digits === undefined ? null : Number(digits);
}

async function alertsOf(request: IncomingMessage): Promise<ToldAlert[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as ToldAlert[];
}

/** Takes alerts as Alertmanager does (API v2), and remembers when the first of each target came. */
export class AlertReceiver {
  private readonly arrivals = new Map<ContenderName, Map<number, number>>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const atMs = Date.now();
      const who = request.url?.split('/')[1] as ContenderName;
      const known = this.arrivals.get(who) ?? new Map<number, number>();
      this.arrivals.set(who, known);
      void alertsOf(request).then((alerts) => {
        for (const target of alerts.map(targetOf)) {
          if (target !== null && !known.has(target)) known.set(target, atMs);
        }
        response.end('{}');
      });
    });
  }

  static async start(): Promise<AlertReceiver> {
    const receiver = new AlertReceiver();
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  /** `127.0.0.1:<port>`; a contender's alerts go below its name. */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Target number → when a contender's first alert of it came, milliseconds since the epoch. */
  of(who: ContenderName): ReadonlyMap<number, number> {
    return this.arrivals.get(who) ?? new Map();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
