import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Channel, Route, loadCatalogue } from '#catalogue';
import { type Perspektiv, openPerspektivOver } from '#pipeline';
import { type JournalEntry, type JournalKind } from '#store';

const KINDS: readonly JournalKind[] = [
  ...(['maintenance', 'alert', 'alert-message', 'alert-delivery', 'verdict', 'heartbeat'] as const),
  ...(['status-message', 'annotation', 'deviation', 'comment'] as const),
];

let folder: string;
let hook: Server;
const told: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perspektiv-garbage-'));
  hook = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const { notices } = JSON.parse(body) as { notices: { id: string }[] };
      told.push(...notices.map(({ id }) => id));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((done) => hook.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  await new Promise((done) => hook.close(done));
  await rm(folder, { recursive: true, force: true });
});

async function open(data: string): Promise<Perspektiv> {
  const read = await loadCatalogue(resolve('test/fixtures/config/small'));
  if (!read.ok) throw new Error('the fixture is broken');
  const catalogue = read.value;
  Object.assign(catalogue.systems.get('tjanst-a') ?? {}, { critical: true, serviceTime: 'dygnet-runt' });
  const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`;
  catalogue.notifications.channels.push(Object.assign(new Channel(), { id: 'jour', kind: 'webhook', url }));
  catalogue.notifications.routes.push(Object.assign(new Route(), { channels: ['jour'] }));
  const opened = await openPerspektivOver(catalogue, {
    configFolder: 'test/fixtures/config/small',
    dataFolder: data,
    host: '127.0.0.1',
    port: 0,
    roles: new Set(['schedule']),
    logLevel: 'silent',
    vantage: 'main',
    version: 'test',
  });
  if (!opened.ok) throw new Error(opened.problem);
  return opened.value;
}

/** What a plan may have looked like in years gone by, or after a mistake. */
const plan = fc.record(
  {
    action: fc.constantFrom('plan', 'withdraw', 'x'),
    systems: fc.oneof(fc.constant(['tjanst-a']), fc.anything()),
    origin: fc.constantFrom('people', 'calendar', null),
    plan: fc.oneof(fc.string(), fc.integer()),
    fromMs: fc.oneof(fc.double(), fc.string()),
    series: fc.oneof(
      fc.anything(),
      fc.array(
        fc.record({
          note: fc.string(),
          announcedMs: fc.double(),
          first: fc.record({ startMs: fc.double(), endMs: fc.double() }),
          rule: fc.constantFrom(
            null,
            'FREQ=WEEKLY;UNTIL=20261231T040000',
            'FREQ=WEEKLY;UNTIL=20261399',
            'FREQ=SECONDLY',
            '',
          ),
          zone: fc.constantFrom('Europe/Stockholm', 'Mars/Olympus', 'UTC'),
          lasts: fc.constantFrom('by-the-clock', 'exactly', 'for ever'),
          except: fc.array(fc.integer()),
        }),
      ),
    ),
  },
  { requiredKeys: [] },
);

it('never keeps an alert from leaving, nor a plan from being listed and withdrawn', async () => {
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.oneof(plan, fc.anything())), { maxLength: 12 }),
      async (stored) => {
        const perspektiv = await open(join(folder, String(round++)));
        const nowMs = Date.now();
        try {
          const entries = stored.map(([kind, content], i): JournalEntry => {
            const [json] = JSON.parse(JSON.stringify([content])) as unknown[];
            const topic = { period: null, measure: null, subject: null };
            return { id: `${kind}-${i}`, kind, atMs: nowMs - 1_000, by: 'x', ...topic, content: json };
          });
          if (entries.length > 0) await perspektiv.store.ledger.append(entries);
          const samples = [2, 1, 0].map((minutes) => ({
            target: 'tjanst-a-http',
            vantage: 'main',
            timeMs: nowMs - minutes * 60_000,
            state: 'down' as const,
            reason: 'refused' as const,
          }));
          await perspektiv.measuring.collect.push(samples, nowMs);
          const before = told.length;
          await perspektiv.alerting.tick();
          const deadlineMs = Date.now() + 20_000;
          while (!told.slice(before).some((id) => id.startsWith('system-down:tjanst-a:'))) {
            if (Date.now() > deadlineMs) throw new Error('The alert did not leave.');
            await new Promise((done) => setTimeout(done, 20));
          }
          for (const { id, by, withdrawn } of await perspektiv.measuring.maintenance.all()) {
            if (by === null || withdrawn) continue;
            const ended = await perspektiv.measuring.maintenanceDesk.withdraw(id, nowMs, {
              by: 'drift',
              nowMs,
            });
            expect(ended?.withdrawn).not.toBeNull();
          }
        } finally {
          await perspektiv.close();
        }
      },
    ),
    { numRuns: 6 },
  );
}, 300_000);
