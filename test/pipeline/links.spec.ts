import { createHmac } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type HandInLink, type MadeLink, type OpenedLink, type Receipt } from '#core';
import { type Answer, SmallCity, type TestPrincipal } from './small-city.js';

const NOW_MS = Date.parse('2026-10-10T09:00:00+02:00');
const LINK = { dataset: 'transactions', unit: 'a', period: '2026-09', until: '2026-10-20', to: 'Anna på A' };

function rows(system: string, ...periods: readonly string[]): string {
  return [
    'System;Period;Kanal;Påbörjade;Slutförda',
    ...periods.map((period) => `${system};${period};web;10;8`),
  ].join('\r\n');
}

describe('a link for one slice', () => {
  let city: SmallCity;
  let nowMs = NOW_MS;
  beforeEach(async () => {
    nowMs = NOW_MS;
    city = await SmallCity.start({ nowMs: () => nowMs });
  });
  afterEach(() => city.remove());

  const make = (more: object = {}, as: TestPrincipal = 'unit-a'): Promise<Answer> =>
    city.call('/api/v1/links', {
      method: 'POST',
      as,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...LINK, ...more }),
    });
  const made = async (more: object = {}): Promise<MadeLink> => (await make(more)).body as MadeLink;
  const open = (token: string): Promise<Answer> =>
    city.call('/api/v1/link', { headers: { 'x-perspektiv-link': token } });
  function handIn(token: string, content: string, dryRun = false): Promise<Answer> {
    const body = new FormData();
    body.set('file', new Blob([content]), 'från Anna.csv');
    const headers = { 'x-perspektiv-link': token };
    return city.call(`/api/v1/link/uploads?dryRun=${dryRun}`, { method: 'POST', body, headers });
  }
  const refused = async (answer: Promise<Answer>, status: number, code: string): Promise<void> => {
    expect(await answer).toMatchObject({ status, body: { code } });
  };

  it('lets its holder see what it is for, check a file, hand it in and correct it', async () => {
    const { token, link, path } = await made();
    expect(path).toBe(`/lamna#lank=${token}`);
    const opened = await open(token);
    expect(opened).toMatchObject({
      status: 200,
      body: { link, unitName: { sv: 'Nämnd A' }, delivery: { state: 'due', dueDate: '2026-10-20' } },
    });
    expect((opened.body as OpenedLink).link).toMatchObject({ ...LINK, by: 'unit-a', revoked: null });

    const file = rows('tjanst-a', '2026-09');
    expect(await handIn(token, file, true)).toMatchObject({ status: 200, body: { accepted: true } });
    expect(await city.receipts('followup')).toEqual([]);
    const answer = await handIn(token, file);
    expect(answer).toMatchObject({ status: 201, body: { by: `link:${link.id}`, source: 'manual', rows: 1 } });
    expect((await handIn(token, file)).status).toBe(200);
    expect((await handIn(token, file.replace(';8', ';9'))).status).toBe(201);
    expect((await open(token)).body).toMatchObject({ delivery: { state: 'delivered' } });
    expect((await city.measure('a', '2026-09', 'digital-take-up')).value.number).toBe(100);
  });

  it('reports faults like any other door', async () => {
    const { token } = await made();
    const answer = await handIn(token, rows('tjanst-a', '2026-09').replace(';8', ';åtta'));
    expect(answer).toMatchObject({ status: 422, body: { code: 'upload/refused', accepted: false } });
  });

  it('is for its unit alone', async () => {
    const { token } = await made();
    await refused(handIn(token, rows('tjanst-b', '2026-09')), 422, 'upload/refused');
    const both = `${rows('tjanst-a', '2026-09')}\r\ntjanst-b;2026-09;web;1;1`;
    await refused(handIn(token, both), 422, 'upload/refused');
    expect(await city.receipts('followup')).toEqual([]);
  });

  it('is for its period alone, also where that holds shorter ones', async () => {
    const { token } = await made();
    await refused(handIn(token, rows('tjanst-a', '2026-08')), 422, 'upload/refused');
    await refused(handIn(token, rows('tjanst-a', '2026-09', '2026-10')), 422, 'upload/refused');
    const quarter = await made({ dataset: 'benefits', period: '2026-Q3' });
    const benefit = 'Projekt;Enhet;Period;Verksamhetsförändring;Slag;Planerad;Realiserad';
    const monthly = `${benefit}\r\nblanketten;a;2026-08;blanketten;internal;10;5`;
    await refused(handIn(quarter.token, monthly), 422, 'link/other-slice');
    expect(await handIn(quarter.token, monthly.replace('2026-08', '2026-Q3'))).toMatchObject({ status: 201 });
    expect(await city.receipts('followup')).toHaveLength(1);
  });

  it('is for its data set alone: the file is read as that, whatever the caller says', async () => {
    const { token } = await made();
    const cost = 'Enhet;Period;Belopp;Slag;Anskaffningsområde\r\na;2026-09;100;actual;software';
    await refused(handIn(token, cost), 422, 'upload/refused');
    const body = new FormData();
    body.set('file', new Blob([cost]), 'kostnader.csv');
    const headers = { 'x-perspektiv-link': token };
    const path = '/api/v1/link/uploads?dataset=cost&unit=b&period=2026-08&restate=true';
    expect((await city.call(path, { method: 'POST', body, headers })).status).toBe(422);
    expect(await city.receipts('followup')).toEqual([]);
  });

  it('opens no other door, whichever way it is shown', async () => {
    const { token, link } = await made();
    const receipt = (await handIn(token, rows('tjanst-a', '2026-09'))).body as Receipt;
    const doors: readonly (readonly [string, string])[] = [
      ['GET', '/api/v1/uploads'],
      ['GET', `/api/v1/uploads/${receipt.id}`],
      ['POST', `/api/v1/uploads/${receipt.id}/revert`],
      ['POST', '/api/v1/uploads?dataset=transactions'],
      ['GET', '/api/v1/slices?dataset=transactions&unit=a&period=2026-09'],
      ['GET', '/api/v1/me'],
      ['GET', '/api/v1/links'],
      ['POST', '/api/v1/links'],
      ['DELETE', `/api/v1/links/${link.id}`],
      ['POST', '/api/v1/samples'],
      ['POST', '/api/v1/periods/2026-Q3/freeze'],
    ];
    for (const [method, path] of doors) {
      for (const headers of [{ 'x-perspektiv-link': token }, { authorization: `Bearer ${token}` }]) {
        expect([path, (await city.call(path, { method, headers })).status]).toEqual([path, 401]);
      }
    }
  });

  it('is good through its last day in the city, and no longer', async () => {
    const { token } = await made();
    nowMs = Date.parse('2026-10-20T23:59:59+02:00');
    expect((await open(token)).status).toBe(200);
    nowMs += 1_000;
    await refused(open(token), 401, 'link/expired');
    await refused(handIn(token, rows('tjanst-a', '2026-09')), 401, 'link/expired');
  });

  it('is worth nothing when a single sign of it is changed, or when somebody else has signed it', async () => {
    const { token } = await made();
    const [payload = '', signature = ''] = token.split('.');
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as string[];
    const other = Buffer.from(JSON.stringify(said.with(2, 'b'))).toString('base64url');
    const forged = createHmac('sha256', 'gissad').update(payload).digest('base64url');
    const swapped = `${token.startsWith('X') ? 'Y' : 'X'}${token.slice(1)}`;
    for (const bad of [
      '',
      'x',
      '.',
      payload,
      `${payload}.`,
      `${other}.${signature}`,
      `${payload}.${forged}`,
      `${token}.x`,
      swapped,
    ]) {
      await refused(open(bad), 401, 'link/unknown');
    }
    await refused(city.call('/api/v1/link'), 401, 'link/unknown');
  });

  it('ends when it is revoked, for good', async () => {
    const { token, link } = await made();
    const revoke = (as: TestPrincipal) => city.call(`/api/v1/links/${link.id}`, { method: 'DELETE', as });
    expect((await revoke('drift')).status).toBe(403);
    expect(await revoke('unit-a')).toMatchObject({ status: 200, body: { revoked: { by: 'unit-a' } } });
    expect((await revoke('followup')).body).toMatchObject({ revoked: { by: 'unit-a' } });
    await refused(open(token), 401, 'link/revoked');
    await city.stop();
    city = await SmallCity.start({ dataFolder: city.dataFolder, nowMs: () => nowMs });
    await refused(handIn(token, rows('tjanst-a', '2026-09')), 401, 'link/revoked');
  });

  it('is made by those who hand in for the unit, for a period and a day that make sense', async () => {
    for (const [more, as, status] of [
      [{ unit: 'b' }, 'unit-a', 403],
      [{}, 'drift', 403],
      [{}, 'matare', 403],
      [{ unit: 'b' }, 'followup', 201],
      [{ period: '2026-Q3' }, 'unit-a', 400],
      [{ until: '2026-10-09' }, 'unit-a', 400],
      [{ until: '2027-10-09' }, 'unit-a', 400],
      [{ to: ' ' }, 'unit-a', 400],
      [{ dataset: 'allt' }, 'unit-a', 404],
    ] as const) {
      expect([more, as, (await make(more, as)).status]).toEqual([more, as, status]);
    }
    const { body } = await city.call('/api/v1/links', { as: 'unit-a' });
    expect((body as { items: HandInLink[] }).items).toEqual([]);
  });

  it('does not change what is frozen', async () => {
    const { token } = await made();
    await handIn(token, rows('tjanst-a', '2026-09'));
    await city.call('/api/v1/periods/2026-Q3/freeze', { method: 'POST', as: 'followup' });
    const answer = await handIn(token, rows('tjanst-a', '2026-09').replace(';8', ';9'));
    expect(answer).toMatchObject({ status: 422, body: { problems: [{ code: 'period-frozen' }, {}] } });
  });

  it('is signed with a secret that only the program reads, and that survives a restart', async () => {
    const { token } = await made();
    const { mode } = await stat(join(city.dataFolder, 'link-secret'));
    expect((mode & 0o777).toString(8)).toBe('600');
    await city.stop();
    city = await SmallCity.start({ dataFolder: city.dataFolder, nowMs: () => nowMs });
    expect((await open(token)).status).toBe(200);
    await city.stop();
    await writeFile(join(city.dataFolder, 'link-secret'), 'en helt annan hemlighet, minst lika lång');
    city = await SmallCity.start({ dataFolder: city.dataFolder, nowMs: () => nowMs });
    await refused(open(token), 401, 'link/unknown');
  });
});
