import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type CollectorRun } from '#core';
import { CollectedCity } from '../collected-city.js';
import { type Misbehaviour, TableStandIn } from '../table-stand-in.js';

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(240_000);

const NOW_MS = Date.parse('2026-11-05T10:00+01:00');

interface Row {
  readonly tjanst: string;
  readonly manad: string;
  readonly klara: number;
}

const MONTHS = ['2026-08', '2026-09', '2026-10'];
const ROWS: readonly Row[] = MONTHS.flatMap((manad) =>
  ['tjanst-a', 'tjanst-b'].map((tjanst, i) => ({ tjanst, manad, klara: 100 + i })),
);

describe('a collector of tables', () => {
  let source: TableStandIn;
  let collected: CollectedCity;

  const serve = (rows: readonly unknown[], headers: Record<string, string> = {}): void => {
    source.pages.set('/arenden', { body: JSON.stringify({ value: rows }), headers });
  };
  const completed = async (unit: string, period: string): Promise<number | null> => {
    const facts = await collected.city.perspektiv.store.ledger.slices({
      ...{ dataset: 'transactions', units: [unit], periods: [period], source: 'arenden' },
    });
    return facts[0]?.total ?? null;
  };
  const codes = ({ refusals }: CollectorRun): string[] => refusals.map(({ code }) => code);
  const fails = async (...how: Misbehaviour[]): Promise<CollectorRun> => {
    source.misbehaving.push(...how);
    return collected.run('arenden');
  };

  beforeAll(async () => {
    source = await TableStandIn.start();
    source.authorization = 'Bearer nyckeln';
    process.env.TEST_ARENDEN_NYCKEL = 'nyckeln';
    const common = `
  dataset: transactions
  kind: http-table
  schedule: '15 4 * * *'
  timeout: PT20S
  retry: { attempts: 3, backOff: PT0.01S }`;
    const json = `
    format: json
    headers: { Authorization: { fromEnvironment: TEST_ARENDEN_NYCKEL, prefix: 'Bearer ' } }
    rows: $.value
    columns: { system: tjanst, period: manad, completed: klara }
    constants: { channel: web }`;
    collected = await CollectedCity.start(
      `
- id: arenden
  name: Ärendesystemet${common}
  options:
    url: ${source.url}/arenden${json}
- id: sidor${common}
  options:
    url: ${source.url}/sidor${json}
    next: $.next
    total: $.count
- id: kalkyl${common}
  options:
    url: ${source.url}/{month}.csv
    format: csv
    headers: { Authorization: { fromEnvironment: TEST_ARENDEN_NYCKEL, prefix: 'Bearer ' } }
- id: statistik${common}
  options:
    url: ${source.url}/statistik
    format: json-stat
    headers: { Authorization: { fromEnvironment: TEST_ARENDEN_NYCKEL, prefix: 'Bearer ' } }
    columns: { system: Tjanst, period: Tid, completed: value }
    values: { system: { '01': tjanst-a, '02': tjanst-c } }
    constants: { channel: app }
- id: utan-nyckel${common}
  options:
    url: ${source.url}/arenden
    format: json
    headers: { Authorization: { fromEnvironment: TEST_SAKNAS } }
`,
      { nowMs: () => NOW_MS },
    );
  });
  afterAll(async () => {
    await collected.remove();
    await source.stop();
    delete process.env.TEST_ARENDEN_NYCKEL;
  });
  beforeEach(() => {
    source.misbehaving.length = 0;
    source.asked.length = 0;
  });

  it('stores what a source says, months that have ended only, and says what it did', async () => {
    serve([
      ...ROWS,
      { tjanst: 'tjanst-a', manad: '2026-11', klara: 1 },
      { tjanst: 'tjanst-a', manad: '2025-01', klara: 1 },
    ]);
    expect(await collected.run('arenden', { dryRun: 'true' })).toMatchObject({
      outcome: 'succeeded',
      dryRun: true,
      stored: 6,
    });
    expect(await completed('a', '2026-10')).toBeNull();
    expect((await collected.overview('arenden')).runs).toEqual([]);

    const run = await collected.run('arenden');
    expect(run).toMatchObject({
      ...{ outcome: 'succeeded', from: '2026-08', to: '2026-10', by: 'drift' },
      ...{ read: 6, stored: 6, unchanged: 0, refused: 0, asked: 1 },
      text: { sv: 'Läste 6 rader: 6 nya eller ändrade är sparade, 0 är oförändrade.' },
    });
    expect(await completed('b', '2026-10')).toBe(101);
    const [receipt] = await collected.city.receipts('followup');
    expect(receipt).toMatchObject({ by: 'collector:arenden', source: 'arenden' });
    expect(receipt?.fileName).toContain(run.id);
  });

  it('changes nothing by running twice, and stores late changes alone', async () => {
    expect(await collected.run('arenden')).toMatchObject({
      outcome: 'succeeded',
      stored: 0,
      unchanged: 6,
      receipts: [],
    });
    serve(
      [...ROWS]
        .reverse()
        .map((row) => (row.tjanst === 'tjanst-b' && row.manad === '2026-08' ? { ...row, klara: 90 } : row)),
    );
    const run = await collected.run('arenden');
    expect(run).toMatchObject({ stored: 1, unchanged: 5 });
    expect(run.receipts).toHaveLength(1);
    expect(await completed('b', '2026-08')).toBe(90);
  });

  it.each<[string, Misbehaviour[], string, RegExp]>([
    ['a wrong key', [{ status: 401 }], 'source-forbids', /godtar inte nyckeln/],
    ['an address that is gone', [{ status: 404 }], 'source-lacks', /Kontrollera adressen/],
    [
      '429 for ever',
      Array<Misbehaviour>(3).fill({ status: 429 }),
      'source-throttles',
      /tar inte emot fler frågor/,
    ],
    [
      '429 for longer than the run may take',
      [{ status: 429, headers: { 'retry-after': '3600' } }],
      'source-throttles',
      /vänta 3600 sekunder/,
    ],
    ['errors of its own', Array<Misbehaviour>(3).fill({ status: 503 }), 'source-fails', /HTTP 503/],
    ['half an answer', Array<Misbehaviour>(3).fill('cut-short'), 'source-cut-short', /halvt svar/],
    [
      'half a packed answer',
      Array<Misbehaviour>(3).fill('cut-short-packed'),
      'source-cut-short',
      /halvt svar/,
    ],
    ['a page for people', ['not-json'], 'source-changed', /inte är hel JSON/],
  ])('says in words what went wrong, and stores nothing: %s', async (_, how, __, words) => {
    const run = await fails(...how);
    expect(run).toMatchObject({ outcome: 'failed', stored: 0, unchanged: 0 });
    expect(run.text.sv).toMatch(words);
    expect(await completed('b', '2026-08')).toBe(90);
  });

  it('asks again where that may help, and waits as long as the source asks', async () => {
    expect(await fails({ status: 429, headers: { 'retry-after': '0' } }, 'cut-short')).toMatchObject({
      outcome: 'succeeded',
      ...{ asked: 3, retried: 2, unchanged: 6 },
    });
  });

  it('tells of columns that were renamed, with those that there are', async () => {
    serve(ROWS.map(({ klara: antal, ...row }) => ({ ...row, antal })));
    const run = await collected.run('arenden');
    expect(run).toMatchObject({ outcome: 'failed', stored: 0 });
    expect(run.text.sv).toContain('Källan har inte längre klara. Den har: tjanst, manad, antal.');
  });

  it('sets aside the rows of a unit that has a fault, and stores those of others', async () => {
    serve([
      ...ROWS.filter(({ manad }) => manad === '2026-10').map((row) => ({
        ...row,
        klara: row.tjanst === 'tjanst-a' ? -5 : 55,
      })),
      { tjanst: 'okand', manad: '2026-10', klara: 7 },
    ]);
    const run = await collected.run('arenden');
    expect(run).toMatchObject({ outcome: 'partial', read: 3, stored: 1, refused: 2 });
    expect(codes(run)).toContain('unknown-system');
    expect(await completed('a', '2026-10')).toBe(100);
    expect(await completed('b', '2026-10')).toBe(55);
  });

  it('says that a source answers less than before, and that it is empty; what was stored stands', async () => {
    serve(ROWS.filter(({ tjanst }) => tjanst === 'tjanst-b'));
    const less = await collected.run('arenden');
    expect(less.warnings.map(({ code, unit, period }) => [code, unit, period])).toEqual(
      MONTHS.map((period) => ['answers-less', 'a', period]),
    );
    expect(await completed('a', '2026-09')).toBe(100);
    serve([]);
    expect(await collected.run('arenden')).toMatchObject({
      outcome: 'empty',
      warnings: [{ code: 'succeeded-but-empty' }],
    });
    expect(await completed('b', '2026-09')).toBe(101);
  });

  it('leaves what people took back, until somebody accepts it', async () => {
    serve(ROWS.map((row) => ({ ...row, klara: 500 })));
    const { receipts } = await collected.run('arenden');
    expect(receipts).toHaveLength(3);
    const [latest = ''] = receipts.slice(-1);
    const path = `/api/v1/uploads/${latest}/revert`;
    expect((await collected.city.call(path, { method: 'POST', as: 'followup' })).status).toBe(201);
    const run = await collected.run('arenden');
    expect(run.warnings.map(({ code }) => code)).toContain('taken-back');
    expect(await completed('a', '2026-10')).toBe(100);
    expect(await collected.run('arenden', { accept: 'true' })).toMatchObject({ outcome: 'succeeded' });
    expect(await completed('a', '2026-10')).toBe(500);
  });

  it('goes by ETag, but never past what was refused', async () => {
    serve([{ tjanst: 'okand', manad: '2026-10', klara: 7 }], { etag: '"1"' });
    expect(await collected.run('arenden')).toMatchObject({ outcome: 'failed' });
    expect(await collected.run('arenden')).toMatchObject({ outcome: 'failed' });
    serve(ROWS, { etag: '"2"' });
    expect(await collected.run('arenden')).toMatchObject({ outcome: 'succeeded', stored: 6 });
    expect(await collected.run('arenden')).toMatchObject({
      ...{ outcome: 'succeeded', read: 0 },
      text: { sv: 'Källan har ingenting nytt sedan sist.' },
    });
    expect(source.answered.at(-1)).toBe(304);
    expect(await collected.run('arenden', { full: 'true' })).toMatchObject({ read: 6, unchanged: 6 });
  });

  it('reads all pages, and refuses dropped, repeated and circling ones', async () => {
    const page = (path: string, rows: readonly Row[], next: string | null): void => {
      source.pages.set(path, { body: JSON.stringify({ value: rows, next, count: ROWS.length }) });
    };
    page('/sidor', ROWS.slice(0, 3), '/sidor?2');
    page('/sidor?2', ROWS.slice(3), null);
    expect(await collected.run('sidor')).toMatchObject({ outcome: 'succeeded', read: 6, stored: 6 });
    page('/sidor', ROWS.slice(0, 3), null);
    expect((await collected.run('sidor')).text.sv).toContain('säger sig ha 6 rader men gav 3');
    page('/sidor', ROWS.slice(0, 3), '/sidor?2');
    page('/sidor?2', ROWS.slice(0, 3), '/sidor');
    expect((await collected.run('sidor')).text.sv).toContain('går i ring');
    page('/sidor', ROWS.slice(0, 3), 'http://127.0.0.1:1/annan');
    expect((await collected.run('sidor')).text.sv).toContain('dit går vi inte');
  });

  it('hands files in as people do, a month each, and fills in a range', async () => {
    const csv = (month: string): void => {
      const body = `System;Period;Kanal;Påbörjade;Slutförda\ntjanst-c;${month};webb;12;10\n`;
      source.pages.set(`/${month}.csv`, { body, type: 'text/csv; charset=utf-8' });
    };
    ['2026-05', '2026-06', ...MONTHS].forEach(csv);
    expect(await collected.run('kalkyl')).toMatchObject({ outcome: 'succeeded', stored: 3 });
    expect(await collected.run('kalkyl', { from: '2026-05', to: '2026-06' })).toMatchObject({
      ...{ from: '2026-05', to: '2026-06', stored: 2 },
    });
  });

  it('reads JSON-stat', async () => {
    const dimension = {
      Tjanst: { category: { index: ['01', '02'] } },
      Tid: { category: { index: { '2026M09': 0, '2026M10': 1 } } },
    };
    const body = { class: 'dataset', id: ['Tjanst', 'Tid'], size: [2, 2], dimension, value: [1, 2, null, 4] };
    source.pages.set('/statistik', { body: JSON.stringify(body) });
    expect(await collected.run('statistik')).toMatchObject({ outcome: 'succeeded', stored: 3 });
    source.pages.set('/statistik', { body: JSON.stringify({ ...body, value: [1, 2] }) });
    expect((await collected.run('statistik')).text.sv).toContain('något fattas');
  });

  it('names the key that is missing', async () => {
    expect((await collected.run('utan-nyckel')).text.sv).toContain('TEST_SAKNAS');
  });

  it('is told of in the log, in metrics, and to those who may know', async () => {
    const overview = await collected.overview('arenden');
    expect(overview).toMatchObject({
      ...{ kind: 'http-table', dataset: 'transactions', running: false, staleSince: null },
      ...{ name: { sv: 'Ärendesystemet' }, next: '2026-11-06T04:15:00.000+01:00' },
    });
    expect(overview.runs.length).toBeGreaterThan(10);
    const { text } = await collected.city.call('/metrics');
    expect(text).toContain(
      'perspektiv_collector_last_run_outcome{collector="arenden",outcome="succeeded"} 1',
    );
    expect((await collected.city.call('/api/v1/collectors')).status).toBe(401);
    expect((await collected.city.call('/api/v1/collectors', { as: 'unit-a' })).status).toBe(403);
    const unknown = await collected.city.call('/api/v1/collectors/okand/runs', {
      method: 'POST',
      as: 'drift',
    });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'collector/unknown' } });
  });
});
