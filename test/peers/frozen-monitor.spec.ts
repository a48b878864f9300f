import { createHash } from 'node:crypto';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ProbeState } from '#core';
import { AlertedCity } from '../alerted-city.js';
import { until } from '../until.js';

const TARGET = 'tjanst-a';
const JOB = 'nattjobb';
const TOKEN = 'nattjobb';
/** The shortest that there is. */
const GRACE_SECONDS = 60;
/** Longer than the job may be silent. */
const SLEEP_MS = 1_000 * (GRACE_SECONDS + 10);
/** Whoever would tell of something after this sleep has done so after this long: a turn of alerts, and more. */
const AWAKE_MS = 20_000;
const LONG_MS = 400_000;

const job = {
  id: JOB,
  name: 'Nattjobbet',
  owner: 'a',
  representative: 'Anna A',
  category: 'basic',
  serviceDomain: 'social',
  critical: true,
  serviceTime: 'dygnet-runt',
  outageMinSeconds: 1,
  probes: [
    {
      id: JOB,
      kind: 'heartbeat',
      callEverySeconds: 1,
      graceSeconds: GRACE_SECONDS,
      intervalSeconds: 1,
      tokenSha256: createHash('sha256').update(TOKEN).digest('hex'),
    },
  ],
};

describe('a monitor that slept', () => {
  /** Ids of the notices that the webhook was sent. */
  const told: string[] = [];
  let hook: Server;
  let city: AlertedCity;

  beforeAll(async () => {
    hook = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        told.push(...(JSON.parse(body) as { notices: { id: string }[] }).notices.map(({ id }) => id));
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((done) => hook.listen(0, '127.0.0.1', done));
    const notifications = {
      channels: [
        { id: 'jour', kind: 'webhook', url: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/` },
      ],
      routes: [{ channels: ['jour'] }],
      rules: { resolveAfterSeconds: 2, groupSeconds: 0 },
    };
    city = await AlertedCity.prepare(JSON.stringify(notifications), [job]);
    await city.targetUp();
    await city.start();
  }, LONG_MS);
  afterAll(async () => {
    city.thaw();
    await city.remove();
    hook.closeAllConnections();
    await new Promise((done) => hook.close(done));
  });

  const stateOf = async (system: string): Promise<ProbeState | undefined> =>
    (await city.states()).get(system);

  it(
    'holds nothing that it missed against a job or a server, and tells nobody',
    async () => {
      await city.callIn(JOB, TOKEN);
      await until(
        'both are up',
        async () => (await stateOf(JOB)) === 'up' && (await stateOf(TARGET)) === 'up',
      );
      city.freeze();
      await city.targetDown();
      await pause(SLEEP_MS);
      await city.targetUp();
      city.thaw();
      const seen = new Set<ProbeState | undefined>();
      await until('the job is unmonitored', async () => {
        for (const system of [JOB, TARGET]) seen.add(await stateOf(system));
        return seen.has('unmonitored');
      });
      await city.callIn(JOB, TOKEN);
      await until('both are up again', async () => {
        for (const system of [JOB, TARGET]) seen.add(await stateOf(system));
        return (await stateOf(JOB)) === 'up' && (await stateOf(TARGET)) === 'up';
      });
      expect([...seen]).not.toContain('down');
      await pause(AWAKE_MS);
      expect(told).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'tells of a job that is silent when all its time is over once more',
    async () => {
      await until('the silence is told', () => told.length > 0, { withinMs: 2 * SLEEP_MS });
      expect(told).toEqual([expect.stringMatching(/^system-down:nattjobb:.*fired$/)]);
    },
    LONG_MS,
  );
});
