import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Period, type Sample } from '#core';
import { type Perspektiv, type Settings, openPerspektiv } from '#pipeline';
import { TERM_MS } from '#store';
import { type Bundled, bundled } from '../bundled.js';
import { freePort } from '../free-port.js';
import { describeWith } from './debian-server.js';
import { describeWithInflux } from './describe-with-influx.js';
import { InfluxServer } from './influx-server.js';
import { Callers } from './many-processes/callers.js';
import { type Member, Processes } from './many-processes/processes.js';
import {
  INTERVAL_MS,
  JOB,
  PUSHED,
  SYSTEMS,
  TARGETS,
  Town,
  slotOf,
  writeConfig,
} from './many-processes/town.js';
import { POSTGRES, PostgresServer } from './postgres-server.js';
import { until } from '../until.js';

jest.setTimeout(240_000);

const FALLEN = 'tjanst-3';
/** What falls while a server is frozen. */
const OVERSLEPT = ['tjanst-5', 'tjanst-7'];
/** Whoever would tell something twice has done so after this long. */
const TURN_OF_ALERTS_MS = 16_000;

describeWith(POSTGRES, 'three collectors and two servers', () => {
  describeWithInflux('on one PostgreSQL and one InfluxDB, called without pause', () => {
    const town = new Town();
    let folder: string;
    let postgres: PostgresServer;
    let influx: InfluxServer;
    let program: Bundled;
    let onlooker: Perspektiv;
    let collectors: readonly Member[];
    let servers: readonly Member[];
    let processes: Processes;
    let callers: Callers;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'perspektiv-many-'));
      [postgres, influx, program] = await Promise.all([
        PostgresServer.start(),
        InfluxServer.start(),
        bundled('apps/monitor/src/main.ts'),
      ]);
      await writeConfig(folder, await town.open());
      const [ledger, place] = [await postgres.newDatabase(), await influx.database()];
      const settings: Settings = {
        ...{ configFolder: folder, dataFolder: join(folder, 'onlooker'), host: '127.0.0.1', port: 0 },
        ...{ roles: new Set(['serve']), logLevel: 'silent', vantage: 'main', version: 'test' },
        ...{ ledger, timeSeries: place },
      };
      const opened = await openPerspektiv(settings);
      if (!opened.ok) throw new Error(opened.problem);
      onlooker = opened.value;
      await writeFile(join(folder, 'link-secret'), 'x'.repeat(40));
      await writeFile(join(folder, 'influx-token'), place.token ?? '');
      processes = new Processes(program.script, folder, {
        PERSPEKTIV_CONFIG: folder,
        PERSPEKTIV_LOG_LEVEL: 'silent',
        PERSPEKTIV_LEDGER: ledger,
        PERSPEKTIV_TIME_SERIES: `influxdb+${place.url}?${new URLSearchParams({ org: place.org, bucket: place.bucket }).toString()}`,
        PERSPEKTIV_INFLUX_TOKEN_FILE: join(folder, 'influx-token'),
        PERSPEKTIV_LINK_SECRET_FILE: join(folder, 'link-secret'),
        PERSPEKTIV_LEAVE_SECONDS: '1',
      });
      collectors = await members('collect', ['collect-a', 'collect-b', 'collect-c']);
      servers = await members('serve,schedule', ['serve-a', 'serve-b']);
      await Promise.all([...collectors, ...servers].map((member) => processes.start(member)));
      callers = new Callers(servers.map(({ port }) => `http://127.0.0.1:${port}`));
    });

    afterAll(async () => {
      await callers.stop();
      await processes.killAll();
      await onlooker.close();
      await Promise.all([postgres.stop(), influx.remove(), program.remove()]);
      town.close();
      await rm(folder, { recursive: true, force: true });
    });

    const members = (roles: string, names: readonly string[]): Promise<Member[]> =>
      Promise.all(names.map(async (name) => ({ name, roles, port: await freePort() })));

    async function inTurn(some: readonly Member[], one: (member: Member) => Promise<void>): Promise<void> {
      for (const member of some) await one(member);
    }

    const samplesFrom = (startMs: number, targets = TARGETS): Promise<Sample[]> =>
      onlooker.store.timeSeries.samples({ startMs, endMs: Date.now() + 1, targets });

    /** Resolves when every target has been measured after an instant, and it is stored. */
    async function measuredAfter(atMs: number): Promise<void> {
      await until('every target is measured and stored', async () => {
        const after = (await samplesFrom(atMs)).filter(({ timeMs }) => timeMs > atMs);
        return new Set(after.map(({ target }) => target)).size === TARGETS.length;
      });
    }

    /** Where turns of a target have no sample, between two that have: after which, and how many. */
    async function gapsSince(fromMs: number): Promise<{ readonly after: string; readonly turns: number }[]> {
      const samples = await samplesFrom(fromMs - INTERVAL_MS);
      return TARGETS.flatMap((target) => {
        const times = samples.filter((each) => each.target === target).map(({ timeMs }) => timeMs);
        const gaps = times.slice(1).map((timeMs, n) => {
          const beforeMs = times[n] ?? timeMs;
          const turns = slotOf(target, timeMs) - slotOf(target, beforeMs) - 1;
          return { after: `${target} ${new Date(beforeMs).toISOString()}`, turns };
        });
        return gaps.filter(({ turns }) => turns > 0);
      });
    }

    it('share the probes, and everybody sees what they say', async () => {
      await measuredAfter(0);
      await inTurn(collectors, (member) =>
        until('a collector has stored samples', async () => (await processes.stored([member])) > 0),
      );
      const measured = new Set(SYSTEMS);
      await until('all systems are up', async () => {
        const states = await onlooker.measuring.systemStates();
        return states.filter(({ system }) => measured.has(system)).every(({ state }) => state === 'up');
      });
    });

    /** Hands in at a server, and at this process, how many of a hundred cases were in time; the upload of each that stored it. */
    async function handInAtBoth(counts: readonly [number, number]): Promise<(string | null)[]> {
      const [there = '', here = ''] = counts.map(
        (count) => `unit;period;process;closed;within_target\na;2026-09;bygglov;100;${count}\n`,
      );
      const dataset = onlooker.catalogue.datasets.get('cases');
      if (!dataset) throw new Error('There is such a data set');
      const body = new FormData();
      body.set('file', new Blob([there]), 'cases.csv');
      const headers = { authorization: 'Bearer test-followup' };
      const address = `http://127.0.0.1:${servers[0]?.port ?? 0}/api/v1/uploads?dataset=cases`;
      const [answer, outcome] = await Promise.all([
        fetch(address, { method: 'POST', body, headers }),
        onlooker.handingIn.intake.handIn({
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
      const card = await onlooker.scoring.score.scorecard(
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
        const [slice] = await onlooker.store.ledger.slices({ dataset: 'cases', units: ['a'] });
        const current = counts[stored.indexOf(slice?.uploadId ?? '')];
        expect(current).toBeDefined();
        await until('what was handed in counts', async () => (await inTime()) === current);
      }
    });

    const noticesOf = (system: string): string[] => [
      // Killed between sending and noting it, a notice comes once more, under the same id: receivers know it by that.
      ...new Map(
        town.told
          .filter(({ id }) => id.startsWith(`system-down:${system}:`))
          .map(({ id, transition }) => [id, transition]),
      ).values(),
    ];

    /** Kills who leads, and when another does and has told of the outage, that one, too. */
    async function killServers(): Promise<void> {
      await until('a server leads', async () => (await processes.leaders(servers)).length > 0);
      const [leader, ...more] = await processes.leaders(servers);
      expect(more).toEqual([]);
      if (!leader) throw new Error('One leads');
      const other = servers.filter((server) => server !== leader);
      await processes.kill(leader);
      await until('the other server leads', async () => (await processes.leaders(other)).length === 1);
      await processes.start(leader);
      await until('the outage is told', () => noticesOf(FALLEN).length > 0);
      await inTurn(other, async (next) => {
        await processes.kill(next);
        await processes.start(next);
      });
    }

    it('lose nothing, leave no gap of more than two intervals and tell of an outage once, when each is killed', async () => {
      const fromMs = Date.now();
      town.down.add(FALLEN);
      await Promise.all([
        inTurn(collectors, async (collector) => {
          await processes.kill(collector);
          const killedMs = Date.now();
          await Promise.all([processes.start(collector), measuredAfter(killedMs)]);
        }),
        killServers(),
      ]);
      town.down.delete(FALLEN);
      expect((await gapsSince(fromMs)).filter(({ turns }) => turns > 1)).toEqual([]);
      const stored = await processes.stored([...collectors, ...servers]);
      expect((await samplesFrom(0, [...TARGETS, JOB.id])).length).toBeGreaterThanOrEqual(stored);
    });

    it('have another that leads when the leader is frozen, and tell nothing twice when it wakes', async () => {
      // Of two, at least the second is the leader: the first is replaced, if it was.
      for (const [n, asleep] of servers.entries()) {
        const system = OVERSLEPT[n] ?? '';
        const told = (): string[] =>
          town.told
            .filter(({ id }) => id.startsWith(`system-down:${system}:`))
            .map(({ transition }) => transition);
        processes.freeze(asleep);
        town.down.add(system);
        await until(`the outage of ${system} is told`, () => told().length > 0);
        processes.thaw(asleep);
        await pause(TURN_OF_ALERTS_MS);
        town.down.delete(system);
        await until(`the end of that of ${system} is told`, () => told().length > 1);
        await pause(TURN_OF_ALERTS_MS);
        expect(told()).toEqual(['fired', 'resolved']);
      }
    });

    /** When the restarts began that no turn may be missed by; seen when what came after them is stored, too. */
    let restartedFromMs: number;

    it('break off no call, and take no turn twice, when each in turn is asked to end, and started anew', async () => {
      restartedFromMs = Date.now();
      const [broken, answered] = [callers.broken.length, callers.answered];
      const restart = (member: Member): Promise<void> => processes.restart(member);
      await Promise.all([inTurn(collectors, restart), inTurn(servers, restart)]);
      expect(callers.broken.slice(broken)).toEqual([]);
      expect(callers.answered).toBeGreaterThan(answered);
      expect(town.takenTwice()).toEqual([]);
    });

    it('miss no turn by that, nor while the ledger is away, and say what is the matter', async () => {
      await postgres.kill();
      const awayMs = Date.now();
      const address = `http://127.0.0.1:${servers[0]?.port ?? 0}`;
      for (const [language, title] of [
        ['sv', 'Lagringen svarar inte'],
        ['en', 'The store does not answer'],
      ] as const) {
        const headers = { authorization: 'Bearer test-followup', 'accept-language': language };
        for (const path of ['/health/ready', '/api/v1/uploads', '/api/v1/scorecards/unit/a?period=2026-09']) {
          const answer = await fetch(`${address}${path}`, { headers });
          const problem = { code: 'monitor/store-unavailable', status: 503, title };
          expect([path, await answer.json()]).toEqual([path, expect.objectContaining(problem)]);
        }
      }
      // No term is known any more that the members could have agreed on.
      await until(
        'turns are taken again',
        () => town.askedAfter(awayMs + 2 * TERM_MS).size > TARGETS.length / 4,
      );
      await postgres.run();
      await measuredAfter(Date.now());
      expect(await gapsSince(restartedFromMs)).toEqual([]);
    });

    it('have all that was acknowledged in the end, each once', async () => {
      await callers.stop();
      const { ledger, timeSeries } = onlooker.store;
      const day = { startMs: Date.now() - 86_400_000, endMs: Date.now() + 1 };
      const pushed = await timeSeries.samples({ ...day, targets: [PUSHED] });
      expect(pushed.map(({ timeMs }) => timeMs)).toEqual(expect.arrayContaining(callers.pushed));
      const slices = await ledger.slices({ dataset: 'cases', units: ['b', 'c'] });
      const held = new Map(slices.map(({ key, uploadId }) => [`${key.unit} ${key.period}`, uploadId]));
      expect(callers.handedIn.map(({ unit, period }) => held.get(`${unit} ${period}`))).toEqual(
        callers.handedIn.map(({ id }) => id),
      );
      const job = await timeSeries.samples({ ...day, targets: [JOB.id] });
      expect(job.filter(({ state }) => state === 'up').length).toBeGreaterThan(0);
      expect(job.filter(({ state }) => state === 'down')).toEqual([]);
      await until('the end of the outage is told', () => noticesOf(FALLEN).length > 1);
      expect(noticesOf(FALLEN)).toEqual(['fired', 'resolved']);
    });
  });
});
