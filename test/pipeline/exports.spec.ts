import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExportRecord, Period, type Scorecard, rounded } from '#core';
import { parse } from 'csv-parse/sync';
import { Cli } from './cli.js';
import { type Answer, SmallCity } from './small-city.js';

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(240_000);

const DAY_MS = 86_400_000;
const Q3 = Period.of('2026-Q3');
const HEADER = 'system;period;channel;started;completed';
const HANDED_IN = [
  HEADER,
  ...['2026-07', '2026-08', '2026-09'].flatMap((month) => [
    `tjanst-a;${month};web;100;80`,
    `tjanst-a;${month};phone;20;20`,
    `tjanst-b;${month};web;10;5`,
    `tjanst-b;${month};letter;30;30`,
    `tjanst-c;${month};web;90;30`,
    `tjanst-c;${month};letter;10;10`,
  ]),
].join('\n');
/** How many were started is not known: that measure has no number any more. */
const CORRECTION = [
  HEADER,
  ...['2026-07', '2026-08', '2026-09'].flatMap((month) => [
    `tjanst-a;${month};web;;80`,
    `tjanst-a;${month};phone;80;80`,
  ]),
].join('\n');

type Row = Record<string, string>;

describe('exports to the steering system', () => {
  let nowMs = Q3.endMs + 20 * DAY_MS;
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start({ nowMs: () => nowMs });
    await city.upload('transactions', HANDED_IN);
  });
  afterAll(() => city.remove());

  const make = (query: string, as: 'followup' | 'unit-a' = 'followup'): Promise<Answer> =>
    city.call(`/api/v1/exports/ils?${query}`, { method: 'POST', as });
  const fileOf = async ({ id }: ExportRecord, name: string, accept = '*/*'): Promise<Answer> =>
    city.call(`/api/v1/exports/${id}/files/${name}`, { as: 'followup', headers: { accept } });
  const rowsOf = ({ text }: Answer): Row[] =>
    parse(text, { bom: true, columns: true, delimiter: text.includes(';') ? ';' : ',' });
  const freeze = async (query = ''): Promise<void> => {
    const frozen = await city.call(`/api/v1/periods/2026-Q3/freeze${query}`, {
      method: 'POST',
      as: 'followup',
    });
    expect(frozen.status).toBe(201);
    nowMs += DAY_MS;
  };
  let original: ExportRecord;

  it('are for the follow-up, from a frozen period, and not of months', async () => {
    expect((await make('period=2026-Q3', 'unit-a')).status).toBe(403);
    expect(await make('period=2026-Q3')).toMatchObject({ status: 409, body: { code: 'period/not-frozen' } });
    expect(await make('period=2026-09')).toMatchObject({
      status: 400,
      body: { code: 'period/not-freezable' },
    });
    expect((await city.call('/api/v1/exports', { as: 'followup' })).body).toEqual({ items: [], next: null });
  });

  it('can be tried on an open period; then every file says so, and nothing is stored', async () => {
    const tried = await make('period=2026-Q3&dryRun=true');
    expect(tried).toMatchObject({ status: 200, body: { dryRun: true, edition: 'live', frozenAt: null } });
    const { contents } = tried.body as { contents: { name: string; base64: string }[] };
    const texts = contents.filter(({ name }) => /csv|json/.test(name));
    expect(texts.length).toBeGreaterThan(3);
    for (const { name, base64 } of texts) {
      expect([name, Buffer.from(base64, 'base64').toString()]).toEqual([
        name,
        expect.stringMatching(/PROVKÖRNING|"dryRun": true/),
      ]);
    }
    expect((await city.call('/api/v1/exports', { as: 'followup' })).body).toEqual({ items: [], next: null });
  });

  it('hold the numbers of the scorecards, with a checksum of every file', async () => {
    await freeze();
    const made = await make('period=2026-Q3');
    expect(made.status).toBe(201);
    original = made.body as ExportRecord;
    expect(original).toMatchObject({ period: '2026-Q3', edition: 'original', cleared: 0, dryRun: false });
    for (const { name, sha256, bytes } of original.files) {
      const answer = await fetch(`${city.address}/api/v1/exports/${original.id}/files/${name}`, {
        headers: { authorization: 'Bearer test-followup' },
      });
      const content = new Uint8Array(await answer.arrayBuffer());
      expect([name, content.length]).toEqual([name, bytes]);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
    const packaged = rowsOf(await fileOf(original, 'ils-package-2026-Q3-original.rfc4180.csv'));
    expect(packaged).toHaveLength(4 + 3);
    for (const row of packaged) {
      const { body } = await city.call(
        `/api/v1/scorecards/unit/${row.unit ?? ''}?period=2026-Q3&edition=original`,
      );
      const measure = (body as Scorecard).perspectives
        .flatMap(({ measures }) => measures)
        .find(({ id }) => id === row.measure);
      const told = (text: string | undefined): number | null => (text ? Number(text) : null);
      expect(measure).toMatchObject({
        status: row.status,
        score: told(row.score),
        target: told(row.target),
        value: {
          kind: row.value_kind,
          number: told(row.outcome),
          numerator: told(row.numerator),
          denominator: told(row.denominator),
          n: told(row.n),
        },
      });
    }
    const outcomes = rowsOf(await fileOf(original, 'ils-2026-Q3-original.csv'))
      .filter((row) => row.MattkolumnExternkod === 'utfall')
      .map((row) => [row.Datum, row.EnhetExternkod, row.MattExternkod, row.Varde]);
    const digital = (a: number, all: number): string => String(rounded((100 * a) / all, 1)).replace('.', ',');
    expect(outcomes).toEqual([
      ['2026-09-30', '1000', 'PDF-EXT-01', digital(115, 175)],
      ['2026-09-30', '2001', 'PDF-EXT-01', '80'],
      ['2026-09-30', '2002', 'PDF-EXT-01', digital(35, 75)],
      ['2026-09-30', '2001', 'GENOM', '80'],
      ['2026-09-30', '2002', 'GENOM', '35'],
    ]);
  });

  it('are the same when they are made again, and the package comes in the dialect that is asked for', async () => {
    nowMs += DAY_MS;
    expect((await make('period=2026-Q3')).body).toEqual(original);
    const name = 'ils-package-2026-Q3-original.csv';
    expect((await fileOf(original, name)).text).toMatch(/^\uFEFF?export_id;edition;/);
    expect((await fileOf(original, name, 'text/csv; dialect=rfc4180')).text).toMatch(/^export_id,edition,/);
    expect((await fileOf(original, 'annat.csv')).status).toBe(404);
  });

  it('clear what an earlier edition had and the restated one has not', async () => {
    await city.upload('transactions', CORRECTION, { query: { restate: 'true' } });
    await freeze('?restate=true&reason=R%C3%A4ttat');
    const restated = (await make('period=2026-Q3')).body as ExportRecord;
    expect(restated).toMatchObject({ edition: 'restated-2', cleared: 2 });
    const cleared = rowsOf(await fileOf(restated, 'ils-clear-2026-Q3-restated-2.csv'));
    expect(cleared.map((row) => [row.EnhetExternkod, row.MattExternkod, row.MattkolumnExternkod])).toEqual([
      ['2001', 'GENOM', 'utfall'],
      ['2001', 'GENOM', 'status'],
    ]);
    const changed = rowsOf(await fileOf(restated, 'ils-diff-2026-Q3-restated-2.csv'));
    expect(changed).toContainEqual({
      ...{ period: '2026-Q3', unit: 'a', measure: 'digital-take-up' },
      ...{ column: 'outcome', before: '80', after: '50' },
    });
    expect((await make('period=2026-Q3&edition=original')).body).toEqual(original);
    const { items } = (await city.call('/api/v1/exports', { as: 'followup' })).body as {
      items: ExportRecord[];
    };
    expect(items.map(({ edition }) => edition)).toEqual(['restated-2', 'original']);
  });

  it('are made by the cli through the monitor, which writes the files where it is told', async () => {
    const cli = await Cli.made();
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-export-'));
    try {
      const ended = await cli.run(city.dataFolder, 'export', 'ils', '2026-Q3', '--to', folder);
      expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('utgåva restated-2') });
      expect(await readdir(folder)).toContain('manifest.json');
      expect(await readFile(join(folder, 'ils-2026-Q3-restated-2.csv'), 'utf8')).toContain('2026-09-30;1000');
      expect(await cli.run(city.dataFolder, 'export', 'ils', '2026-T2')).toMatchObject({
        code: 1,
        err: expect.stringContaining('2026-T2 är inte fastställd'),
      });
      const tried = await cli.run(city.dataFolder, 'export', 'ils', '2026-T2', '--dry-run');
      expect(tried).toMatchObject({ code: 0, out: expect.stringContaining('PROVKÖRNING') });
    } finally {
      await Promise.all([cli.remove(), rm(folder, { recursive: true })]);
    }
  });
});
