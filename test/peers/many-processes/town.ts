import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { phaseMs } from '../../../libs/collect/src/runner/schedule.js';

const SMALL = resolve(import.meta.dirname, '../../fixtures/config/small');

/** The shortest interval with which a collector that is killed is replaced before two turns are lost (ADR 21). */
export const INTERVAL_MS = 8_000;
export const SYSTEMS: readonly string[] = Array.from({ length: 30 }, (_, n) => `tjanst-${n}`);
export const TARGETS: readonly string[] = SYSTEMS.map((id) => `${id}-http`);
/** Told by somebody else. */
export const PUSHED = 'utifran-matt';
/** Calls in. */
export const JOB = { id: 'nattjobb-klart', token: 'nattjobb' };

/** Which of a target's turns an instant belongs to. */
export function slotOf(target: string, atMs: number): number {
  return Math.floor((atMs - phaseMs({ id: target, intervalMs: INTERVAL_MS })) / INTERVAL_MS);
}

/** Notices that a webhook was sent, as it was sent them. */
interface Told {
  readonly id: string;
  readonly transition: string;
}

/** What is probed and what is told: remembers who asked for what, and when. */
export class Town {
  readonly asked: { readonly target: string; readonly atMs: number }[] = [];
  readonly told: Told[] = [];
  /** Systems that answer that they are not well. */
  readonly down = new Set<string>();
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const path = (request.url ?? '').slice(1);
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        if (path === 'larm') this.told.push(...(JSON.parse(body) as { notices: Told[] }).notices);
        else this.asked.push({ target: `${path}-http`, atMs: Date.now() });
        response.writeHead(this.down.has(path) ? 500 : 200).end();
      });
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Targets that were asked for after an instant. */
  askedAfter(atMs: number): ReadonlySet<string> {
    return new Set(this.asked.filter((each) => each.atMs > atMs).map(({ target }) => target));
  }

  /** Turns that were taken more than once. */
  takenTwice(): string[] {
    const turns = this.asked.map(({ target, atMs }) => `${target} ${slotOf(target, atMs)}`);
    return turns.filter((turn, n) => turns.indexOf(turn) < n);
  }
}

function system(id: string, probe: object): unknown {
  return {
    ...{ id, name: id, owner: 'a', representative: 'Anna A', category: 'basic', serviceDomain: 'social' },
    ...{ critical: true, serviceTime: 'dygnet-runt', outageMinSeconds: 1 },
    probes: [{ intervalSeconds: INTERVAL_MS / 1_000, retries: 0, ...probe }],
  };
}

/** Writes the config folder of the town at an address. */
export async function writeConfig(folder: string, address: string): Promise<void> {
  const systems = [
    ...SYSTEMS.map((id) => system(id, { id: `${id}-http`, kind: 'http', url: `${address}/${id}` })),
    system('utifran', { id: PUSHED, kind: 'pushed' }),
    system('nattjobb', {
      ...{ id: JOB.id, kind: 'heartbeat', tokenSha256: createHash('sha256').update(JOB.token).digest('hex') },
      ...{ callEverySeconds: 1, graceSeconds: 60 },
    }),
  ];
  const notifications = {
    channels: [{ id: 'larm', kind: 'webhook', url: `${address}/larm` }],
    routes: [{ severities: ['critical'], channels: ['larm'] }],
    rules: { resolveAfterSeconds: 2, groupSeconds: 0 },
  };
  const files = {
    'perspektiv.yaml': `name: Teststaden\nextends: ${JSON.stringify(SMALL)}\n`,
    'systems.yaml': JSON.stringify(systems),
    'maintenance.yaml': '[]',
    'projects.yaml': '[]',
    'notifications.yaml': JSON.stringify(notifications),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}
