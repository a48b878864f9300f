import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openStore } from '#store';
import { eventually, freePort } from '../../debian-process.js';
import { type Contender, type Load } from './contender.js';
import { type ProbingFarm } from './farm.js';

const PROBES_OF_A_SYSTEM = 5;
const SYSTEM =
  'owner: a, representative: Anna, category: basic, serviceDomain: technical, serviceTime: dygnet-runt';

function systems({ scheme, targets, intervalSeconds }: Load, farm: ProbingFarm): string {
  const list = Array.from({ length: Math.ceil(targets / PROBES_OF_A_SYSTEM) }, (_, s) => {
    const numbers = Array.from({ length: PROBES_OF_A_SYSTEM }, (__, i) => s * PROBES_OF_A_SYSTEM + i);
    const probes = numbers
      .filter((n) => n < targets)
      .map(
        (n) =>
          `{ id: t-${n}, kind: http, url: '${farm.url(scheme, n)}', intervalSeconds: ${intervalSeconds} }`,
      );
    return `- { id: s-${s}, name: System ${s}, ${SYSTEM}, probes: [${probes.join(', ')}] }`;
  });
  return list.join('\n');
}

/** The built program, as operations start it: a monitor that collects and rolls up. */
export async function startPerspektiv(load: Load, farm: ProbingFarm): Promise<Contender> {
  const folder = await mkdtemp(join(tmpdir(), 'perspektiv-bench-'));
  const settings = `name: Bänken\nextends: ${JSON.stringify(resolve('config'))}\n`;
  const units =
    '- { id: city, name: Bänken, kind: city }\n- { id: a, name: A, kind: committee, parent: city }\n';
  await writeFile(join(folder, 'perspektiv.yaml'), settings);
  await writeFile(join(folder, 'units.yaml'), units);
  await writeFile(join(folder, 'systems.yaml'), systems(load, farm));
  const port = await freePort();
  const startedMs = Date.now();
  const child = spawn(process.execPath, ['dist/apps/monitor/src/main.js'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
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
  await eventually(async () => ((await metrics()).includes('perspektiv_probe_up{') ? true : null));
  return {
    pids: [child.pid ?? 0],
    down: async () => (await metrics()).match(/^perspektiv_probe_up\{.*\} 0$/gm)?.length ?? 0,
    latencies: async () => {
      child.kill('SIGTERM');
      await ended;
      const targets = Array.from({ length: load.targets }, (_, n) => `t-${n}`);
      return storedLatencies(join(folder, 'data'), { targets, startMs: startedMs, endMs: Date.now() });
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function storedLatencies(
  dataFolder: string,
  query: { targets: readonly string[]; startMs: number; endMs: number },
): Promise<ReadonlyMap<number, number>> {
  const store = await openStore(dataFolder, []);
  const latest = new Map<number, number>();
  for (const { target, ttfbMs } of await store.timeSeries.samples(query)) {
    if (ttfbMs !== undefined) latest.set(Number(target.slice('t-'.length)), ttfbMs);
  }
  await store.close();
  return latest;
}
