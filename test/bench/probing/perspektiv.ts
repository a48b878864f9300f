import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { programCommand } from '#pipeline';
import { openStore } from '#store';
import { until } from '../../until.js';
import { freePort } from '../../free-port.js';
import { type Contender, type Findings, type Load } from './contender.js';
import { type ProbingFarm } from './farm.js';

/** Of a system that alerts are told of there is one, so that a system is a target. */
const PROBES_OF_A_SYSTEM = 5;
const SYSTEM =
  'owner: a, representative: Anna, category: basic, serviceDomain: technical, serviceTime: dygnet-runt';

function systems({ scheme, targets, intervalSeconds, alertmanager }: Load, farm: ProbingFarm): string {
  const ofASystem = alertmanager === undefined ? PROBES_OF_A_SYSTEM : 1;
  const list = Array.from({ length: Math.ceil(targets / ofASystem) }, (_, s) => {
    const numbers = Array.from({ length: ofASystem }, (__, i) => s * ofASystem + i);
    const probes = numbers
      .filter((n) => n < targets)
      .map((n) => {
        const url = farm.url(scheme, 'perspektiv', n);
        return `{ id: t-${n}, kind: http, url: '${url}', intervalSeconds: ${intervalSeconds} }`;
      });
    const told = alertmanager === undefined ? '' : ', critical: true';
    return `- { id: s-${s}, name: System ${s}, ${SYSTEM}${told}, probes: [${probes.join(', ')}] }`;
  });
  return list.join('\n');
}

async function writeConfig(folder: string, load: Load, farm: ProbingFarm): Promise<void> {
  const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
  await write('perspektiv.yaml', `name: Bänken\nextends: ${JSON.stringify(resolve('config'))}\n`);
  await write(
    'units.yaml',
    '- { id: city, name: Bänken, kind: city }\n- { id: a, name: A, kind: committee, parent: city }\n',
  );
  await write('systems.yaml', systems(load, farm));
  if (load.alertmanager === undefined) return;
  const url = `http://${load.alertmanager}/perspektiv`;
  const channels = [{ id: 'bench', kind: 'alertmanager', url }];
  await write('notifications.yaml', JSON.stringify({ channels, routes: [{ channels: ['bench'] }] }));
}

/** The built program, as operations start it: a monitor that collects, rolls up and tells of alerts. */
export async function startPerspektiv(load: Load, farm: ProbingFarm): Promise<Contender> {
  const folder = await mkdtemp(join(tmpdir(), 'perspektiv-bench-'));
  await writeConfig(folder, load, farm);
  const port = await freePort();
  const startedMs = Date.now();
  const { args, environment } = programCommand('monitor');
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...environment,
      PATH: process.env.PATH,
      PERSPEKTIV_CONFIG: folder,
      PERSPEKTIV_DATA: join(folder, 'data'),
      PERSPEKTIV_PORT: String(port),
      PERSPEKTIV_ROLES: 'collect,schedule',
      PERSPEKTIV_LOG_LEVEL: 'error',
      NODE_EXTRA_CA_CERTS: farm.certFile,
    },
  });
  const ended = new Promise((done) => child.once('exit', done));
  const metrics = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  await until('a probe is up', async () => (await metrics()).includes('perspektiv_probe_up{'));
  return {
    pids: [child.pid ?? 0],
    end: async () => {
      child.kill('SIGTERM');
      await ended;
      const findings = await stored(join(folder, 'data'), load.targets, startedMs);
      await rm(folder, { recursive: true });
      return findings;
    },
  };
}

function numberIn(id: string): number {
  return Number(id.slice(2));
}

async function stored(dataFolder: string, targetCount: number, startMs: number): Promise<Findings> {
  const store = await openStore(dataFolder, []);
  const targets = Array.from({ length: targetCount }, (_, n) => `t-${n}`);
  const span = { startMs, endMs: Date.now() };
  const latenciesMs = new Map<number, number>();
  for (const { target, ttfbMs } of await store.timeSeries.samples({ ...span, targets })) {
    if (ttfbMs !== undefined) latenciesMs.set(numberIn(target), ttfbMs);
  }
  const downSeconds = new Map<number, number>();
  const hours = { startMs: startMs - 3_600_000, endMs: span.endMs, granularity: 'hour' } as const;
  for (const { system, inside } of await store.facts.availability(hours)) {
    const number = numberIn(system);
    downSeconds.set(number, (downSeconds.get(number) ?? 0) + inside.downMs / 1_000);
  }
  await store.close();
  return { latenciesMs, downSeconds };
}
