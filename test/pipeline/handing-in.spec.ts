import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DeliveryState, type MeasureScore, type UploadReport } from '#core';
import { type Answer, SmallCity } from './small-city.js';

/** The worked example of domain.md, section 5: unit C has delivered nothing. */
const WORKED_EXAMPLE = [
  'System;Period;Kanal;Påbörjade;Slutförda',
  ...['2026-07', '2026-08', '2026-09'].flatMap((month, i) => [
    `tjanst-a;${month};web;${[400, 300, 300][i] ?? 0};${[300, 300, 200][i] ?? 0}`,
    `tjanst-a;${month};phone;${[100, 50, 50][i] ?? 0};${[100, 50, 50][i] ?? 0}`,
    `tjanst-b;${month};web;${[20, 10, 10][i] ?? 0};${[4, 3, 3][i] ?? 0}`,
    `tjanst-b;${month};letter;${[30, 30, 30][i] ?? 0};${[30, 30, 30][i] ?? 0}`,
  ]),
].join('\r\n');

describe('handing in', () => {
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start();
  });
  afterAll(() => city.remove());

  const measure = (unit: string, id: string): Promise<MeasureScore> => city.measure(unit, '2026-Q3', id);
  const errors = ({ body }: Answer): UploadReport['problems'] =>
    (body as UploadReport).problems.filter(({ severity }) => severity === 'error');

  it('answers a dry run with a report and stores nothing', async () => {
    const answer = await city.upload('transactions', WORKED_EXAMPLE, { query: { dryRun: 'true' } });
    expect(answer).toMatchObject({ status: 200, body: { accepted: true, rows: 12 } });
    expect((answer.body as UploadReport).slices).toHaveLength(6);
    expect(await measure('a', 'digital-take-up')).toMatchObject({
      value: { kind: 'not-provided', number: null },
    });
  });

  it('refuses a faulty file whole, names every place in Swedish, and stores nothing', async () => {
    const broken = WORKED_EXAMPLE.replace('tjanst-b;2026-08;web', 'tjänst-b;2026-08;fax').replace(
      ';300;300',
      ';trehundra;300',
    );
    const answer = await city.upload('transactions', broken);
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.body).toMatchObject({
      code: 'upload/refused',
      title: 'Filen togs inte emot',
      accepted: false,
    });
    expect(errors(answer).map(({ row, column }) => [row, column])).toEqual(
      expect.arrayContaining([
        [6, 'Påbörjade'],
        [8, 'System'],
        [8, 'Kanal'],
      ]),
    );
    expect(await city.receipts('followup')).toEqual([]);
  });

  it('stores a good file, and the worked example comes out as it should', async () => {
    const { status, body } = await city.upload('transactions', WORKED_EXAMPLE);
    expect(status).toBe(201);
    expect(body).toMatchObject({ by: 'followup', source: 'manual', rows: 12, fileName: 'transactions.csv' });

    expect(await measure('a', 'digital-take-up')).toMatchObject({ value: { number: 80 } });
    expect(await measure('b', 'digital-take-up')).toMatchObject({ value: { number: 10 } });
    expect(await measure('city', 'digital-take-up')).toMatchObject({
      value: { numerator: 810, denominator: 1100 },
      completeness: { actual: 6, expected: 9 },
    });
    expect((await measure('city', 'digital-take-up')).value.number).toBeCloseTo(73.6, 1);
    expect((await measure('city', 'completion-rate')).value.number).toBeCloseTo(77.9, 1);
    expect(await measure('c', 'digital-take-up')).toMatchObject({ value: { kind: 'not-provided' } });
  });

  it('answers the same bytes with the same receipt', async () => {
    const [first] = await city.receipts('followup');
    const { status, body } = await city.upload('transactions', WORKED_EXAMPLE, { fileName: 'igen.csv' });
    expect({ status, body }).toEqual({ status: 200, body: first });
    expect(await city.receipts('followup')).toHaveLength(1);
  });

  it('lets a correction take the place of its slice, and the first file come back', async () => {
    const correction = 'system,period,channel,started,completed\ntjanst-b,2026-09,web,10,10\n';
    const { body } = await city.upload('transactions', correction);
    expect(body).toMatchObject({
      slices: [{ unit: 'b', period: '2026-09', rows: 1, total: 10, previousTotal: 33 }],
    });
    expect(await measure('b', 'digital-take-up')).toMatchObject({
      value: { numerator: 17, denominator: 77 },
    });

    const again = await city.upload('transactions', WORKED_EXAMPLE);
    expect(again.status).toBe(201);
    expect(await measure('b', 'digital-take-up')).toMatchObject({
      value: { numerator: 10, denominator: 100 },
    });
  });

  it('takes only what a unit may hand in for', async () => {
    expect((await city.upload('transactions', WORKED_EXAMPLE, { as: 'unit-a' })).status).toBe(422);
    const own = 'system;period;channel;started;completed\ntjanst-a;2026-06;web;10;9';
    expect((await city.upload('transactions', own, { as: 'unit-a' })).status).toBe(201);
    const mine = await city.receipts('unit-a');
    expect(mine.map(({ slices }) => slices.some(({ unit }) => unit === 'a'))).not.toContain(false);
    expect((await city.upload('transactions', own, { as: 'drift' })).status).toBe(403);
    expect((await city.call('/api/v1/uploads')).status).toBe(401);
  });

  it('tells what is owed and what has come', async () => {
    const { body } = await city.call('/api/v1/completeness?period=2026-Q3&unit=c');
    const { items } = body as { items: DeliveryState[] };
    const owed = items.filter(({ dataset }) => dataset === 'transactions');
    expect(owed.map(({ period }) => period)).toEqual(['2026-07', '2026-08', '2026-09']);
    expect(owed.map(({ receivedAt }) => receivedAt)).toEqual([null, null, null]);
  });

  it('tells two deliveries of one data set apart by what their files hold', async () => {
    const survey = 'unit;wave;audience;question;n_1;n_5\na;2026-Q3;employee;it-usefulness;4;9\n';
    expect((await city.upload('survey', survey)).status).toBe(201);
    const { body } = await city.call('/api/v1/completeness?period=2026-Q3&unit=a');
    const { items } = body as { items: DeliveryState[] };
    const came = (id: string) => items.find(({ delivery }) => delivery === id)?.receivedAt;
    expect([came('survey-employees'), came('survey-external')]).toEqual([expect.any(String), null]);
  });

  it('gives a template that reads back', async () => {
    const template = await city.call('/api/v1/datasets/transactions/template.csv');
    expect(template.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const answer = await city.upload('transactions', template.text, { query: { dryRun: 'true' } });
    expect(errors(answer).map(({ code }) => code)).toEqual(['unknown-system']);
  });

  it('keeps everything over a restart', async () => {
    const before = await measure('city', 'digital-take-up');
    const receipts = await city.receipts('followup');
    await city.stop();
    city = await SmallCity.start({ dataFolder: city.dataFolder });
    expect(await measure('city', 'digital-take-up')).toEqual(before);
    expect(await city.receipts('followup')).toEqual(receipts);
  });

  it('takes rows as it takes a file', async () => {
    const send = (body: string) => {
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      return city.call('/api/v1/uploads?dataset=cases', { method: 'POST', body, headers, as: 'followup' });
    };
    const row = { unit: 'b', period: '2025-01', process: 'bygglov', closed: 3, within_target: 2 };
    const rows = JSON.stringify({ rows: [row] }, null, 2);
    expect(await send(rows)).toMatchObject({
      status: 201,
      body: { rows: 1, fileName: 'rows.json', sha256: createHash('sha256').update(rows).digest('hex') },
    });
    expect(await send(rows)).toMatchObject({ status: 200 });
    for (const [body, code] of [
      ['{"rows": [', 'malformed-json'],
      ['', 'empty-file'],
      ['7', 'json-not-rows'],
      ['[{"unit": "b", "__proto__": {}}]', 'missing-column'],
    ] as const) {
      const { status, body: report } = await send(body);
      expect([status, (report as UploadReport).problems.map((problem) => problem.code)]).toEqual([
        422,
        expect.arrayContaining([code]),
      ]);
    }
  });
});
