import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { alertAnswer } from '#alert';
import { Channel, Route, loadCatalogue } from '#catalogue';
import { type Perspektiv, openPerspektivOver } from '#pipeline';
import { JOURNAL_KINDS, type JournalEntry } from '#store';
import { until } from '../until.js';

let folder: string;
let hook: Server;
/** Ids of the notices that arrived. */
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

const instant = fc.oneof(fc.double(), fc.constantFrom(0, 1e300, -8e15, 253402300800000), fc.string());

/** A notice, with one thing or another wrong. */
const notice = fc.record(
  {
    id: fc.constantFrom('a/fired', 'b/fired', ''),
    transition: fc.constantFrom('fired', 'resolved', 'exploded'),
    atMs: instant,
    alert: fc.record({
      id: fc.constantFrom('a', 'b', ''),
      kind: fc.constantFrom('system-down', 'budget-fast', 'pipeline-late', 'x'),
      severity: fc.constantFrom('critical', 'warning', 'x'),
      subject: fc.constantFrom('tjanst-a', 'nobody', 'channel:jour', '__proto__'),
      system: fc.constantFrom('tjanst-a', 'nobody', null, '__proto__'),
      sinceMs: instant,
      firedMs: instant,
      detail: fc.oneof(fc.constant({}), fc.anything()),
      acknowledged: fc.constant(null),
      escalatedMs: fc.constant(null),
      resolvedMs: fc.oneof(fc.constant(null), instant),
    }),
  },
  { requiredKeys: ['id', 'alert'] },
);

const message = fc.record({
  channel: fc.constantFrom('jour', 'gone', 7),
  notices: fc.oneof(fc.array(fc.constantFrom('a/fired', 'c/fired', 7)), fc.anything()),
});

function noBigInts(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** As the parser of JSON gives it back. */
const content = fc.oneof(plan, notice, message, fc.anything()).map((any) => {
  const [json] = JSON.parse(JSON.stringify([any], noBigInts)) as unknown[];
  return json;
});

const entry = fc.record({
  kind: fc.constantFrom(...JOURNAL_KINDS),
  content,
  atMs: fc.constantFrom(0, 1, 4e12),
  period: fc.constantFrom(null, '2026-Q3', '2026-Q9', ''),
  measure: fc.constantFrom(null, 'availability', 'nonsense'),
  subject: fc.constantFrom(null, 'system:tjanst-a', 'system:', 'probe:tjanst-a-http', '::'),
});

/** Outages that no samples of ours would give. */
const outage = fc.record({
  system: fc.constantFrom('tjanst-a', 'nobody'),
  startMs: fc.constantFrom(Date.UTC(2026, 0), Date.UTC(1970, 0), Date.UTC(9998, 0)),
  endMs: fc.constantFrom(null, 0, Date.UTC(9999, 0)),
  reason: fc.constant('refused' as const),
  counted: fc.boolean(),
});

async function falls({ measuring }: Perspektiv, nowMs: number): Promise<void> {
  const samples = [2, 1, 0].map((minutes) => ({
    target: 'tjanst-a-http',
    vantage: 'main',
    timeMs: nowMs - minutes * 60_000,
    state: 'down' as const,
    reason: 'refused' as const,
  }));
  await measuring.collect.push(samples, nowMs);
}

async function leaves({ alerting }: Perspektiv): Promise<void> {
  const before = told.length;
  await alerting.tick();
  await until('the alert leaves', () =>
    told.slice(before).some((id) => id.startsWith('system-down:tjanst-a:')),
  );
}

async function canBeWithdrawn({ measuring }: Perspektiv, nowMs: number): Promise<void> {
  const signed = { by: 'drift', nowMs };
  for (const { id, by, withdrawn } of await measuring.maintenance.all()) {
    if (by === null || withdrawn) continue;
    const ended = await measuring.maintenanceDesk.withdraw(id, { from: nowMs }, signed);
    expect(ended?.withdrawn).not.toBeNull();
  }
}

it('never keeps an alert from leaving, the page from being drawn, nor a plan from being withdrawn', async () => {
  let round = 0;
  const stored = [fc.array(entry, { maxLength: 30 }), fc.array(outage, { maxLength: 2 })] as const;
  const lasts = fc.asyncProperty(...stored, async (entries, outages) => {
    const perspektiv = await open(join(folder, String(round++)));
    const nowMs = Date.now();
    try {
      const { catalogue, alerting, status, store } = perspektiv;
      await store.ledger.append(
        entries.map((one, i): JournalEntry => ({ id: `${one.kind}-${i}`, by: 'x', ...one })),
      );
      for (const each of outages) {
        const hour = { startMs: each.startMs, endMs: each.startMs + 3_600_000 };
        await store.facts.writeRollUps([{ system: each.system, ...hour, rows: [], outages: [each] }]);
      }
      await perspektiv.restore();
      await falls(perspektiv, nowMs);
      await leaves(perspektiv);
      for (const alert of await alerting.alerts.current()) alertAnswer(catalogue, alert);
      await status.page.refresh(nowMs);
      expect((await status.page.document('json', nowMs))?.mediaType).toMatch('application/json');
      await canBeWithdrawn(perspektiv, nowMs);
    } finally {
      await perspektiv.close();
    }
  });
  await fc.assert(lasts, { numRuns: 10 });
}, 300_000);
