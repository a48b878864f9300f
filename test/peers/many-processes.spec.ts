import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Period, type SystemState } from '#core';
import { Perspektiv, type Settings } from '#pipeline';
import { Child } from '../child-process.js';
import { describeWith } from './debian-server.js';
import { describeMigration } from './describe-migration.js';
import { INFLUXD, InfluxServer } from './influx-server.js';
import { POSTGRES, PostgresServer } from './postgres-server.js';

jest.setTimeout(240_000);

const SMALL = resolve(import.meta.dirname, '../fixtures/config/small');
const MAIN = new URL('../../apps/monitor/src/main.ts', import.meta.url);
const INTERVAL_MS = 10_000;
const SYSTEMS = Array.from({ length: 12 }, (_, n) => `tjanst-${n}`);

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(100);
}

/** What is probed and what is told: remembers who asked for what, and when. */
class Town {
  readonly asked: { readonly path: string; readonly atMs: number }[] = [];
  /** Ids of notices that a webhook was sent. */
  readonly told: string[] = [];
  readonly down = new Set<string>();
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const path = (request.url ?? '').slice(1);
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        if (path === 'larm') {
          const { notices } = JSON.parse(body) as { notices: { id: string }[] };
          this.told.push(...notices.map(({ id }) => id));
        } else this.asked.push({ path, atMs: Date.now() });
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
}

function systemAt(id: string, address: string): unknown {
  const probe = { kind: 'http', url: `${address}/${id}`, intervalSeconds: INTERVAL_MS / 1_000, retries: 0 };
  return {
    ...{ id, name: id, owner: 'a', representative: 'Anna A', category: 'basic', serviceDomain: 'social' },
    ...{ critical: true, serviceTime: 'dygnet-runt', outageMinSeconds: 1 },
    probes: [{ id: `${id}-http`, ...probe }],
  };
}

async function writeConfig(folder: string, address: string): Promise<void> {
  const notifications = {
    channels: [{ id: 'larm', kind: 'webhook', url: `${address}/larm` }],
    routes: [{ severities: ['critical'], channels: ['larm'] }],
    rules: { resolveAfterSeconds: 2, groupSeconds: 0 },
  };
  const files = {
    'perspektiv.yaml': `name: Teststaden\nextends: ${JSON.stringify(SMALL)}\n`,
    'systems.yaml': JSON.stringify(SYSTEMS.map((id) => systemAt(id, address))),
    'maintenance.yaml': '[]',
    'projects.yaml': '[]',
    'notifications.yaml': JSON.stringify(notifications),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

describeWith(POSTGRES, 'many processes', () => {
  describeWith(INFLUXD, 'on one PostgreSQL and one InfluxDB', () => {
    const town = new Town();
    const running = new Map<string, Child>();
    const addresses = new Map<string, string>();
    let folder: string;
    let postgres: PostgresServer;
    let influx: InfluxServer;
    let environment: Record<string, string>;
    let onlooker: Perspektiv;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'perspektiv-many-'));
      [postgres, influx] = await Promise.all([PostgresServer.start(), InfluxServer.start()]);
      await writeConfig(folder, await town.open());
      const [ledger, place] = [await postgres.newDatabase(), await influx.database()];
      const bucket = encodeURIComponent(place.bucket);
      await writeFile(join(folder, 'link-secret'), 'x'.repeat(40));
      environment = {
        PERSPEKTIV_CONFIG: folder,
        PERSPEKTIV_PORT: '0',
        PERSPEKTIV_LOG_LEVEL: 'silent',
        PERSPEKTIV_LEDGER: ledger,
        PERSPEKTIV_TIME_SERIES: `influxdb+${place.url}?bucket=${bucket}&dialect=1`,
        PERSPEKTIV_LINK_SECRET_FILE: join(folder, 'link-secret'),
      };
      const settings: Settings = {
        ...{ configFolder: folder, dataFolder: join(folder, 'onlooker'), host: '127.0.0.1', port: 0 },
        ...{ roles: new Set(['serve']), logLevel: 'silent', vantage: 'main', version: 'test' },
        ...{ ledger, timeSeries: place },
      };
      const opened = await Perspektiv.open(settings);
      if (!opened.ok) throw new Error(opened.problem);
      onlooker = opened.value;
      await Promise.all([
        run('collect-a', 'collect'),
        run('collect-b', 'collect'),
        run('schedule-a', 'schedule'),
        run('schedule-b', 'schedule,serve'),
      ]);
    });

    afterAll(async () => {
      await Promise.all([...running.values()].map((child) => child.kill()));
      await onlooker.close();
      await Promise.all([postgres.stop(), influx.remove()]);
      town.close();
      await rm(folder, { recursive: true, force: true });
    });

    describeMigration(async () => ({
      ledger: await postgres.newDatabase(),
      timeSeries: await influx.database(),
    }));

    /** As docker-compose.yml starts it. */
    async function run(name: string, role: string): Promise<void> {
      const settings = { ...environment, PERSPEKTIV_DATA: join(folder, name) };
      const words = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
      const child = new Child(MAIN, ['--role', role], ['env', ...words]);
      running.set(name, child);
      addresses.set(name, (await child.said('Perspektiv svarar')).replace(/^.* /, ''));
    }

    /** What a process tells of itself. */
    async function metrics(name: string): Promise<string> {
      return (await fetch(`${addresses.get(name) ?? ''}/metrics`)).text();
    }

    /** Those of some processes that have decided on alerts. */
    async function leaders(...names: string[]): Promise<string[]> {
      const told = await Promise.all(names.map(metrics));
      return names.filter((_, n) => told[n]?.includes('runs_total{task="alerts",outcome="done"'));
    }

    async function kill(name: string): Promise<void> {
      await running.get(name)?.kill();
      running.delete(name);
    }

    /** Between two turns that are both taken there is about an interval; nothing else would be two processes at once. */
    function shortestPauseMs(): number {
      const pauses = SYSTEMS.flatMap((id) => {
        const times = town.asked.filter(({ path }) => path === id).map(({ atMs }) => atMs);
        return times.slice(1).map((atMs, n) => atMs - (times[n] ?? 0));
      });
      return Math.min(...pauses);
    }

    const askedSince = (atMs: number): Set<string> =>
      new Set(town.asked.filter((each) => each.atMs > atMs).map(({ path }) => path));
    const stateOf = async (id: string): Promise<SystemState['state'] | undefined> =>
      (await onlooker.systemStates()).find(({ system }) => system === id)?.state;

    it('share the probes: each turn is taken once, and everybody sees what they say', async () => {
      const sharedFromMs = Date.now();
      await until(() => town.asked.filter(({ atMs }) => atMs > sharedFromMs).length >= 2 * SYSTEMS.length);
      expect(askedSince(sharedFromMs).size).toBe(SYSTEMS.length);
      expect(shortestPauseMs()).toBeGreaterThan(INTERVAL_MS / 4);
      for (const name of ['collect-a', 'collect-b'])
        expect(await metrics(name)).toMatch(/perspektiv_samples_stored(_total)? [1-9]/);
      await until(async () => (await onlooker.systemStates()).every(({ state }) => state === 'up'));
    });

    /** Hands in at the server, and at this process, how many of a hundred cases were in time; the upload of each that stored it. */
    async function handInAtBoth(counts: readonly [number, number]): Promise<(string | null)[]> {
      const [there = '', here = ''] = counts.map(
        (count) => `unit;period;process;closed;within_target\na;2026-09;bygglov;100;${count}\n`,
      );
      const dataset = onlooker.catalogue.datasets.get('cases');
      if (!dataset) throw new Error('There is such a data set');
      const body = new FormData();
      body.set('file', new Blob([there]), 'cases.csv');
      const headers = { authorization: 'Bearer test-followup' };
      const address = `${addresses.get('schedule-b') ?? ''}/api/v1/uploads?dataset=cases`;
      const [answer, outcome] = await Promise.all([
        fetch(address, { method: 'POST', body, headers }),
        onlooker.intake.handIn({
          ...{ dataset, fileName: 'cases.csv', bytes: Buffer.from(here), by: 'followup', source: 'manual' },
          ...{ mayHandInFor: () => true, language: 'sv', receivedAtMs: Date.now() },
        }),
      ]);
      const told = (await answer.json()) as { id?: string };
      expect([201, 409]).toContain(answer.status);
      expect(['stored', 'overtaken']).toContain(outcome.kind);
      return [
        answer.status === 201 ? (told.id ?? '') : null,
        outcome.kind === 'stored' ? outcome.receipt.id : null,
      ];
    }

    async function inTime(): Promise<number | null> {
      const card = await onlooker.score.scorecard(
        { kind: 'unit', id: 'a' },
        Period.of('2026-09'),
        Date.now(),
      );
      if (!card.ok) throw new Error(card.problem);
      const measures = card.value.perspectives.flatMap((perspective) => perspective.measures);
      const value = measures.find(({ id }) => id === 'cases-within-target')?.value;
      return value?.kind === 'number' ? value.number : null;
    }

    it('take files in at any of them, none over another unseen, and show everywhere what they say', async () => {
      for (const counts of [
        [11, 12],
        [21, 22],
      ] as const) {
        const stored = await handInAtBoth(counts);
        const [slice] = await onlooker.store.ledger.slices({ dataset: 'cases' });
        const current = counts[stored.indexOf(slice?.uploadId ?? '')];
        expect(current).toBeDefined();
        await until(async () => (await inTime()) === current);
      }
    });

    it('take over from a collector that is killed, and leave no gap of more than two intervals', async () => {
      await kill('collect-a');
      const killedMs = Date.now();
      const targets = SYSTEMS.map((id) => `${id}-http`);
      const samplesOf = async () => {
        const window = { startMs: killedMs - 2 * INTERVAL_MS, endMs: Date.now() };
        return onlooker.store.timeSeries.samples({ ...window, targets });
      };
      await until(async () => {
        const after = (await samplesOf()).filter(({ timeMs }) => timeMs > killedMs);
        return targets.every((target) => after.filter((each) => each.target === target).length > 1);
      });
      const samples = await samplesOf();
      for (const target of targets) {
        const times = samples.filter((each) => each.target === target).map(({ timeMs }) => timeMs);
        const gaps = times.slice(1).map((timeMs, n) => timeMs - (times[n] ?? 0));
        expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * INTERVAL_MS);
      }
      expect(shortestPauseMs()).toBeGreaterThan(INTERVAL_MS / 4);
    });

    it('tell of an outage once, also when the one that leads is killed in the middle of it', async () => {
      const told = (): string[] => town.told.filter((id) => id.startsWith('system-down:tjanst-3:'));
      town.down.add('tjanst-3');
      await until(() => told().length > 0);
      expect(await stateOf('tjanst-3')).toBe('down');
      const schedulers = ['schedule-a', 'schedule-b'];
      const [leader = '', ...more] = await leaders(...schedulers);
      expect(more).toEqual([]);
      await kill(leader);
      await until(async () => (await leaders(...schedulers.filter((name) => name !== leader))).length === 1);
      town.down.delete('tjanst-3');
      await until(() => told().some((id) => id.endsWith('/resolved')));
      // Killed between sending and noting it, the same notice comes once more, under the same id: receivers know it by that.
      const notices = [...new Set(told())];
      expect(notices.map((id) => id.replace(/^.*\//, ''))).toEqual(['fired', 'resolved']);
    });
  });
});
