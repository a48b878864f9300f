import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ChainReport,
  type EditionDiff,
  type EditionSummary,
  type FreezePreview,
  type FrozenPeriod,
  Period,
  type Scorecard,
  type UploadReport,
} from '#core';
import { Child } from '../child-process.js';
import { type Answer, SmallCity } from './small-city.js';

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(240_000);

const DAY_MS = 86_400_000;
const Q3 = Period.of('2026-Q3');
const CARD = '/api/v1/scorecards/unit/city?period=2026-Q3';

const HEADER = 'system;period;channel;started;completed';
const HANDED_IN = [
  HEADER,
  ...['2026-07', '2026-08', '2026-09'].flatMap((month) => [
    `tjanst-a;${month};web;100;80`,
    `tjanst-a;${month};phone;20;20`,
    `tjanst-b;${month};web;10;5`,
    `tjanst-b;${month};letter;30;30`,
  ]),
].join('\n');
const CORRECTION = `${HEADER}\ntjanst-b;2026-09;web;10;10\ntjanst-b;2026-09;letter;30;30`;

describe('editions of a period', () => {
  let nowMs = Q3.endMs + 20 * DAY_MS;
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start({ nowMs: () => nowMs });
    await city.upload('transactions', HANDED_IN);
  });
  afterAll(() => city.remove());

  const freeze = (period: string, query = '', as: 'followup' | 'unit-a' = 'followup'): Promise<Answer> =>
    city.call(`/api/v1/periods/${period}/freeze${query}`, { method: 'POST', as });
  const periods = async (): Promise<readonly FrozenPeriod[]> =>
    ((await city.call('/api/v1/periods')).body as { items: FrozenPeriod[] }).items;
  const editionOf = async (query: string): Promise<string> =>
    ((await city.call(`${CARD}${query}`)).body as Scorecard).edition;
  const diff = async (query = ''): Promise<EditionDiff> =>
    (await city.call(`/api/v1/periods/2026-Q3/diff${query}`, { as: 'followup' })).body as EditionDiff;

  /** Of an upload, without how it was read. */
  const problemsOf = ({ body }: Answer): UploadReport['problems'] => {
    const { problems, warnings } = body as {
      problems?: UploadReport['problems'];
      warnings?: UploadReport['problems'];
    };
    return (problems ?? warnings ?? []).filter(({ severity }) => severity !== 'notice');
  };

  let original = '';

  it('are not there before, and not for what cannot be frozen', async () => {
    expect(await periods()).toEqual([]);
    expect(await city.call(`${CARD}&edition=original`)).toMatchObject({
      status: 404,
      body: { code: 'edition/unknown' },
    });
    expect(await freeze('2026-09')).toMatchObject({ status: 400, body: { code: 'period/not-freezable' } });
    expect(await freeze('2026-Q4')).toMatchObject({ status: 409, body: { code: 'period/not-ended' } });
    expect(await freeze('2026-Q3', '?restate=true&reason=x')).toMatchObject({
      status: 409,
      body: { code: 'period/not-frozen' },
    });
    expect((await freeze('2026-Q3', '', 'unit-a')).status).toBe(403);
    expect((await city.call('/api/v1/periods/2026-Q3/freeze', { method: 'POST' })).status).toBe(401);
  });

  it('can be looked at before anything is stored', async () => {
    const { status, body } = await freeze('2026-Q3', '?dryRun=true');
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'original', preliminary: true, preliminaryBelow: 0.8, changed: null });
    expect((body as FreezePreview).missing).toBeGreaterThan(0);
    expect((body as FreezePreview).perspectives).toHaveLength(5);
    expect(await freeze('2026-Q4', '?dryRun=true')).toMatchObject({ body: { code: 'period/not-ended' } });
    expect((await freeze('2026-Q3', '?dryRun=true', 'unit-a')).status).toBe(403);
    expect(await periods()).toEqual([]);
  });

  it('begin with the original, which holds what was live', async () => {
    const live = (await city.call(CARD)).body as Scorecard;
    const frozen = await freeze('2026-Q3');
    expect(frozen).toMatchObject({
      status: 201,
      body: {
        period: '2026-Q3',
        number: 1,
        name: 'original',
        sequence: 1,
        by: 'followup',
        previousHash: null,
      },
    });
    const answer = await city.call(`${CARD}&edition=original`);
    expect(answer.body).toEqual({ ...live, edition: 'original' });
    original = answer.text;
    expect(await editionOf('')).toBe('live-agrees');
    expect(await periods()).toMatchObject([{ period: '2026-Q3', differs: false, editions: [frozen.body] }]);
    expect(await diff()).toMatchObject({
      from: 'original',
      to: 'live',
      measures: [],
      slices: [],
      definitions: [],
    });
    expect(await freeze('2026-Q3')).toMatchObject({ status: 409, body: { code: 'period/frozen' } });
  });

  it('are not changed by mistake: a frozen period takes no file without restate and the role', async () => {
    const late = `${HEADER}\ntjanst-a;2026-08;web;100;90\ntjanst-a;2026-08;phone;10;9`;
    for (const [query, as] of [
      [{}, 'followup'],
      [{}, 'unit-a'],
      [{ restate: 'true' }, 'unit-a'],
    ] as const) {
      const refused = await city.upload('transactions', late, { query, as });
      expect(refused.status).toBe(422);
      expect(problemsOf(refused)).toEqual([
        expect.objectContaining({
          code: 'period-frozen',
          severity: 'error',
          message: '2026-08 hör till en fastställd period (2026-Q3).',
          hint: expect.stringContaining('restate=true'),
        }),
      ]);
    }
    const english = await city.upload('transactions', late, { language: 'en', query: { dryRun: 'true' } });
    expect(english.body).toMatchObject({ accepted: false });
    expect(problemsOf(english)).toMatchObject([{ message: '2026-08 belongs to a frozen period (2026-Q3).' }]);
    expect((await city.upload('transactions', HANDED_IN)).status).toBe(200); // the same bytes stand
    const after = `${HEADER}\ntjanst-a;2026-10;web;10;9`;
    expect((await city.upload('transactions', after, { as: 'unit-a' })).status).toBe(201);
  });

  it('are answered as series where they are asked for, and refused with the reason where they are not kept', async () => {
    const answer = await city.call(
      '/api/v1/measures/digital-take-up/values?subject=unit:city&from=2026-Q3&to=2026-Q3&edition=original',
    );
    expect(answer.body).toMatchObject({ items: [{ period: '2026-Q3', value: { kind: 'number' } }] });
    const { status, body } = await city.call(
      '/api/v1/measures/digital-take-up/values?subject=unit:city&from=2026-Q2&to=2026-Q3&edition=original',
    );
    expect([status, body]).toMatchObject([404, { code: 'edition/unknown' }]);
    for (const path of [
      'measures/digital-take-up/comparison?kind=unit&period=2026-Q3&edition=original',
      'completeness?period=2026-Q3&edition=original',
      'portfolios/1?year=2026&edition=1',
    ]) {
      expect((await city.call(`/api/v1/${path}`)).body).toMatchObject({ code: 'edition/not-kept' });
    }
    const backwards = await city.call('/api/v1/measures/digital-take-up/values?from=2026-Q3&to=2026-Q1');
    expect(backwards.status).toBe(400);
  });

  it('are told of when their windows reach back to a file of another time', async () => {
    const cost = (month: string): Promise<Answer> =>
      city.upload('cost', `enhet;period;belopp;slag;anskaffningsområde\na;${month};1000;utfall;programvara`, {
        query: { dryRun: 'true' },
        as: 'unit-a',
      });
    const within = await cost('2025-11');
    expect(within.body).toMatchObject({ accepted: true });
    expect(problemsOf(within)).toMatchObject([
      {
        code: 'period-restated',
        message:
          'En fastställd period (2026-Q3) bygger på 2025-11, och kommer nu att skilja sig från sin utgåva.',
      },
    ]);
    expect(problemsOf(await cost('2025-09'))).toEqual([]);
  });

  it('show a correction as exactly what changed', async () => {
    nowMs += DAY_MS;
    const corrected = await city.upload('transactions', CORRECTION, { query: { restate: 'true' } });
    expect(corrected.status).toBe(201);
    expect(problemsOf(corrected)).toMatchObject([{ code: 'period-restated' }]);
    expect(await editionOf('')).toBe('live-differs');
    expect(await editionOf('&edition=original')).toBe('original');
    expect((await city.call('/api/v1/scorecards/unit/a?period=2026-Q3')).body).toMatchObject({
      edition: 'live-agrees',
    });
    expect((await periods()).map(({ differs }) => differs)).toEqual([true]);

    const { measures, slices, definitions } = await diff();
    const units = measures.filter(({ subject }) => subject.kind === 'unit');
    expect(units.map(({ subject, measure }) => `${subject.id} ${measure}`)).toEqual([
      'city digital-take-up',
      'city completion-rate',
      'b digital-take-up',
      'b completion-rate',
    ]);
    const touched = new Set(measures.map(({ subject }) => `${subject.kind}:${subject.id}`));
    expect([...touched].sort()).toEqual([
      'category:basic',
      'service-domain:technical',
      'system:tjanst-b',
      'unit:b',
      'unit:city',
    ]);
    expect(units.find(({ subject }) => subject.id === 'b')).toMatchObject({
      before: { value: { numerator: 15, denominator: 105 } },
      after: { value: { numerator: 20, denominator: 110 } },
    });
    const [receipt] = await city.receipts('followup');
    expect(slices).toEqual([
      {
        before: expect.objectContaining({ unit: 'b', period: '2026-09', version: 1, by: 'followup' }),
        after: expect.objectContaining({
          ...{ unit: 'b', period: '2026-09', version: 2, by: 'followup' },
          ...{ sha256: receipt?.sha256, receivedAt: receipt?.receivedAt },
        }),
      },
    ]);
    expect(definitions).toEqual([]);

    const { body } = await city.call('/api/v1/periods/2026-Q3/diff');
    const seen = (body as EditionDiff).slices.map(({ after }) => after);
    expect(seen).toMatchObject([{ sha256: receipt?.sha256, by: null, fileName: null }]);
  });

  it('are restated with a reason, and the first is kept', async () => {
    expect(await freeze('2026-Q3', '?restate=true')).toMatchObject({
      status: 400,
      body: { code: 'request/malformed' },
    });
    nowMs += DAY_MS;
    const restated = await freeze('2026-Q3', '?restate=true&reason=Nämnd%20B%20rättade%20september');
    const [first] = (await periods())[0]?.editions ?? [];
    expect(restated).toMatchObject({
      status: 201,
      body: {
        ...{ number: 2, name: 'restated-2', sequence: 2, previousHash: first?.hash },
        reason: 'Nämnd B rättade september',
      },
    });
    expect(await editionOf('')).toBe('live-agrees');
    const names = await Promise.all(
      ['restated', 'restated-2', '2', '1'].map((name) => editionOf(`&edition=${name}`)),
    );
    expect(names).toEqual(['restated-2', 'restated-2', 'restated-2', 'original']);
    expect((await diff('?from=original&to=restated')).measures.length).toBeGreaterThan(0);
    expect((await diff('?from=restated&to=live')).measures).toEqual([]);
  });

  it('are read as of an instant', async () => {
    const editions = (await periods())[0]?.editions ?? [];
    const asOf = (at: string): Promise<Answer> =>
      city.call(`${CARD}&${new URLSearchParams({ at }).toString()}`);
    expect((await asOf(editions[0]?.frozenAt ?? '')).text).toBe(original);
    expect((await asOf(editions[1]?.frozenAt ?? '')).body).toMatchObject({ edition: 'restated-2' });
    expect((await asOf('2026-10-01T00:00:00+02:00')).status).toBe(404);
  });

  it('read back byte by byte a year later, by another process, and the chain holds', async () => {
    await city.stop();
    nowMs += 366 * DAY_MS;
    city = await SmallCity.start({ dataFolder: city.dataFolder, nowMs: () => nowMs });
    expect((await city.call(`${CARD}&edition=original`)).text).toBe(original);
    expect((await freeze('2026')).status).toBe(201);
    expect((await periods()).map(({ period }) => period)).toEqual(['2026-Q3', '2026']);
    expect((await city.call('/api/v1/periods/2026/editions/original')).status).toBe(401);
    const whole = await city.call('/api/v1/periods/2026/editions/original', { as: 'followup' });
    expect(whole.body).toMatchObject({ sequence: 3, programVersion: 'test', rules: { suppressBelow: 5 } });
    expect((await city.call('/api/v1/periods/verification')).body).toEqual({ editions: 3, faults: [] });
    const december = `${HEADER}\ntjanst-a;2026-12;web;1;1`;
    expect(problemsOf(await city.upload('transactions', december))).toMatchObject([
      { message: '2026-12 hör till en fastställd period (2026).' },
    ]);
  });

  it('tell when somebody has changed the store behind our back', async () => {
    const { ledger } = city.perspektiv.store;
    const [last] = (await ledger.entries({ kind: 'edition' })).slice(-1);
    const summary = last?.content as EditionSummary;
    const forged = { ...summary, number: 2, name: 'restated-2', sequence: 4, reason: 'x', hash: '00' };
    await ledger.append([
      {
        kind: 'edition',
        id: 'edition-4',
        atMs: nowMs,
        by: 'x',
        period: '2026',
        measure: null,
        subject: null,
        content: forged,
      },
    ]);
    const report = (await city.call('/api/v1/periods/verification')).body as ChainReport;
    expect(report).toEqual({
      editions: 4,
      faults: [{ period: '2026', name: 'restated-2', fault: 'content-missing' }],
    });
  });
});

describe('a process that is killed while it freezes', () => {
  it('leaves none or a whole edition, and every one that it acknowledged', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-freeze-'));
    const script = new URL('./freeze-child.ts', import.meta.url);
    try {
      for (let round = 0; round < 3; round++) {
        const child = new Child(script, [folder]);
        await child.said('freezing');
        await setTimeout(Math.random() * 400);
        await child.kill();
        const acknowledged = child.lines
          .filter((line) => line.startsWith('frozen '))
          .map((line) => line.slice(7));

        const city = await SmallCity.start({ dataFolder: folder });
        const editions = await city.perspektiv.closing.edition.periods(Date.now());
        const hashes = editions.flatMap((period) => period.editions.map(({ hash }) => hash));
        expect(hashes).toEqual(expect.arrayContaining(acknowledged));
        const { editions: count, faults } = await city.perspektiv.closing.edition.verify();
        expect({ count, faults }).toEqual({ count: hashes.length, faults: [] });
        await city.stop();
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
