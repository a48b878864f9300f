import { connect } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AuditRecord } from '#core';
import { type Answer, SmallCity, type TestPrincipal } from './small-city.js';

const SMALL = resolve(import.meta.dirname, '../fixtures/config/small');
const CSV = 'Enhet;Period;Belopp;Slag;Anskaffningsområde\na;2026-09;48213,70;actual;software\n';

let nextAddress = 0;

describe('the doors', () => {
  let configFolder: string;
  let city: SmallCity;

  beforeAll(async () => {
    configFolder = await mkdtemp(join(tmpdir(), 'perspektiv-doors-'));
    const limits =
      '{ callsPerMinute: 60, costlyReadsPerMinute: 5, uploadsPerMinute: 5, signInsPerMinute: 5 }';
    const settings = `name: Teststaden\nextends: ${JSON.stringify(SMALL)}\nrules: { limits: ${limits} }\n`;
    await writeFile(join(configFolder, 'perspektiv.yaml'), settings);
    const more = { configFolder, trustedProxies: ['127.0.0.1'], publicAddress: 'https://perspektiv.example' };
    city = await SmallCity.start({ more });
  });

  afterAll(async () => {
    await city.remove();
    await rm(configFolder, { recursive: true });
  });

  /** Somebody at an address of their own, behind the proxy. */
  function someone(): (path: string, init?: RequestInit & { as?: TestPrincipal }) => Promise<Answer> {
    const address = `203.0.113.${++nextAddress}`;
    return (path, init = {}) => {
      const headers = { ...(init.headers as Record<string, string>), 'x-forwarded-for': address };
      return city.call(path, { ...init, headers });
    };
  }

  async function statuses(count: number, call: () => Promise<Answer>): Promise<number[]> {
    const all: number[] = [];
    for (let n = 0; n < count; n++) all.push((await call()).status);
    return all;
  }

  const audit = async (): Promise<readonly AuditRecord[]> =>
    ((await city.call('/api/v1/audit', { as: 'followup' })).body as { items: AuditRecord[] }).items;

  describe('limits', () => {
    it('stops who asks too often, with the time to wait, and nobody else', async () => {
      const [hasty, calm] = [someone(), someone()];
      const path = '/api/v1/catalogue/units';
      const told = await statuses(61, () => hasty(path));
      expect(told.filter((status) => status === 200)).toHaveLength(60);
      const stopped = await hasty(path);
      expect(stopped).toMatchObject({
        status: 429,
        body: { code: 'request/too-many', title: 'För många anrop' },
      });
      expect(stopped.headers.get('content-type')).toContain('application/problem+json');
      expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await calm(path)).status).toBe(200);
    });

    it('counts those with a token by name, so that an office behind one address is many', async () => {
      const office = someone();
      await statuses(61, () => office('/api/v1/catalogue/units'));
      expect((await office('/api/v1/catalogue/units', { as: 'drift' })).status).toBe(200);
    });

    it('stops who guesses tokens, or tries to sign in again and again, much sooner', async () => {
      const guesser = someone();
      let guess = 0;
      const guesses = await statuses(7, () =>
        guesser('/api/v1/me', { headers: { authorization: `Bearer gissning-${++guess}` } }),
      );
      expect(guesses).toEqual([401, 401, 401, 401, 401, 429, 429]);
      const visitor = someone();
      const tries = await statuses(7, () => visitor('/sign-in', { redirect: 'manual' }));
      expect(tries.slice(-2)).toEqual([429, 429]);
    });

    it('stops who hands in too often, but lets them read', async () => {
      const officer = someone();
      const hand = () => {
        const body = new FormData();
        body.set('file', new Blob([CSV]), 'kostnader.csv');
        return officer('/api/v1/uploads?dataset=cost&dryRun=true', { method: 'POST', body, as: 'unit-a' });
      };
      expect(await statuses(6, hand)).toEqual([200, 200, 200, 200, 200, 429]);
      expect((await officer('/api/v1/me', { as: 'unit-a' })).status).toBe(200);
    });

    it('counts apart what nobody known asks for and must be worked out, and lets them read on', async () => {
      const curious = someone();
      const card = (period: string): string => `/api/v1/scorecards/unit/a?period=${period}`;
      const months = Array.from({ length: 7 }, (_, n) => `2019-0${n + 1}`);
      const told: number[] = [];
      for (const month of months) told.push((await curious(card(month))).status);
      expect(told).toEqual([200, 200, 200, 200, 200, 429, 429]);
      expect((await curious('/api/v1/completeness?period=2019')).status).toBe(429);
      expect((await curious(card('2019-05'))).status).toBe(200); // it is at hand
      expect((await curious(card('2019-07'), { as: 'unit-a' })).status).toBe(200);
    });

    it('never stops machines that watch us, nor calls from this machine', async () => {
      const watcher = someone();
      expect(new Set(await statuses(80, () => watcher('/health/live')))).toEqual(new Set([200]));
      expect(new Set(await statuses(80, () => city.call('/api/v1/catalogue/units')))).toEqual(new Set([200]));
    });

    it('takes large bodies only where files are taken', async () => {
      const body = JSON.stringify({ text: 'x'.repeat(2 * 1024 * 1024) });
      const headers = { 'content-type': 'application/json' };
      const path = '/api/v1/comments?measure=availability&subject=unit:a&period=2026-Q3';
      expect(await city.call(path, { method: 'POST', body, headers, as: 'followup' })).toMatchObject({
        status: 413,
        body: { code: 'request/too-large' },
      });
      const rows = JSON.stringify([{ unit: 'a', description: 'x'.repeat(2 * 1024 * 1024) }]);
      const upload = '/api/v1/uploads?dataset=cost&dryRun=true';
      const read = await city.call(upload, { method: 'POST', body: rows, headers, as: 'followup' });
      expect(read.status).toBe(200);
    });

    it('holds no connection for a client that never gets to the end of its headers', async () => {
      const slow = connect(Number(new URL(city.address).port), '127.0.0.1');
      slow.write('GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: ');
      const answer = await new Promise<string>((done) => {
        let text = '';
        slow.on('data', (bytes) => (text += bytes.toString('latin1')));
        slow.on('close', () => {
          done(text);
        });
      });
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    });
  });

  describe('headers', () => {
    it.each([
      '/',
      '/lamna',
      '/api/v1/catalogue/units',
      '/api/docs',
      '/health/live',
      '/api/v1/me',
      '/finns-inte',
    ])('keep browsers safe at %s', async (path) => {
      const { headers } = await city.call(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
    });

    it('let nobody keep what was answered to somebody', async () => {
      expect((await city.call('/api/v1/me', { as: 'unit-a' })).headers.get('cache-control')).toBe('no-store');
      expect((await city.call('/api/v1/sign-in')).headers.get('cache-control')).toBe('no-store');
    });

    it('answer packed, to those who take that', async () => {
      const path = '/api/v1/completeness?period=2026';
      for (const encoding of ['br', 'gzip']) {
        const { status, headers, body } = await city.call(path, { headers: { 'accept-encoding': encoding } });
        expect([status, headers.get('content-encoding')]).toEqual([200, encoding]);
        expect(body).toMatchObject({ period: '2026' });
      }
      const plain = await city.call(path, { headers: { 'accept-encoding': 'identity' } });
      expect(plain.headers.get('content-encoding')).toBeNull();
    });

    it('open the API to no other origin', async () => {
      const headers = { origin: 'https://ond.example', 'access-control-request-method': 'POST' };
      const preflight = await city.call('/api/v1/uploads', { method: 'OPTIONS', headers });
      expect(preflight.status).toBe(405);
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    });
  });

  describe('audit', () => {
    const NETWORK = /^203\.0\.113\.0\/24$/;

    it('is for the follow-up team', async () => {
      expect((await city.call('/api/v1/audit')).status).toBe(401);
      expect((await city.call('/api/v1/audit', { as: 'unit-a' })).status).toBe(403);
    });

    it('tells of an upload: who, from where, about what, how it went and what it made; not what was in it', async () => {
      const { body } = await city.upload('cost', CSV, { query: { period: '2026-09' } });
      const [record] = await audit();
      expect(record).toEqual({
        id: expect.any(String),
        at: expect.any(String),
        by: 'followup',
        from: 'loopback',
        action: 'POST /api/v1/uploads',
        about: { dataset: 'cost', period: '2026-09', made: (body as { id: string }).id },
        outcome: 'done',
        status: 201,
        code: null,
      });
      expect(JSON.stringify(await audit())).not.toMatch(/48213|Belopp|kostnader|test-followup|Bearer/);
    });

    it('is written in the transaction of the change', async () => {
      const { ledger } = city.perspektiv.store;
      const before = await ledger.revision();
      const headers = { 'content-type': 'application/json' };
      const path = '/api/v1/comments?measure=availability&subject=unit:a&period=2026-Q3';
      await city.call(path, { method: 'POST', body: '{"text":"x"}', headers, as: 'followup' });
      expect(await ledger.revision()).toBe(before + 1);
      expect((await ledger.entries({ last: 2 })).map(({ kind }) => kind)).toEqual(['comment', 'audit']);
      await city.upload('cost', CSV.replace('48213,70', '48213,71'), { query: { period: '2026-09' } });
      expect(await ledger.revision()).toBe(before + 2);
    });

    it('shows that it is as it was written', async () => {
      const found = await city.call('/api/v1/audit/verification', { as: 'followup' });
      expect(found.body).toMatchObject({ unlinked: 0, faults: [] });
      expect((await city.call('/api/v1/audit/verification', { as: 'drift' })).status).toBe(403);
    });

    it('tells of what was refused, and nothing of a dry run', async () => {
      const before = (await audit()).length;
      await city.upload('cost', 'Enhet;Period\nfel;fel\n');
      await city.upload('cost', CSV, { query: { dryRun: 'true' } });
      await city.call('/api/v1/periods/2026-T2/freeze?dryRun=true', { method: 'POST', as: 'followup' });
      const records = await audit();
      expect(records).toHaveLength(before + 1);
      expect(records[0]).toMatchObject({ outcome: 'refused', status: 422, code: 'upload/refused' });
    });

    it('goes by what was done, not by what the address says of dry runs', async () => {
      const before = (await audit()).length;
      const path = '/api/v1/comments?measure=availability&subject=unit:a&period=2026-Q3&dryRun=true';
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ text: 'x' });
      await city.call(path, { method: 'POST', body, headers, as: 'followup' });
      await city.call('/api/v1/rebuild?dryRun=true', { method: 'POST', as: 'drift' });
      const records = await audit();
      expect(records).toHaveLength(before + 2);
      expect(records.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['refused', 'done']);
    });

    it('tells of comments, deviations and freezes', async () => {
      const headers = { 'content-type': 'application/json' };
      const path = '/api/v1/comments?measure=availability&subject=unit:a&period=2026-Q3';
      const body = JSON.stringify({ text: 'Hemligt stoff' });
      const comment = await city.call(path, { method: 'POST', body, headers, as: 'followup' });
      await city.call('/api/v1/periods/2026-Q3/freeze', { method: 'POST', as: 'followup' });
      await city.call('/api/v1/deviations/finns-inte', { method: 'DELETE', as: 'followup' });
      const [withdrawn, frozen, commented] = await audit();
      expect(commented?.about).toEqual({
        measure: 'availability',
        subject: 'unit:a',
        period: '2026-Q3',
        made: (comment.body as { id: string }).id,
      });
      expect(frozen).toMatchObject({
        action: 'POST /api/v1/periods/:period/freeze',
        about: { period: '2026-Q3' },
      });
      expect(withdrawn).toMatchObject({ about: { id: 'finns-inte' }, code: 'deviation/unknown' });
      expect(JSON.stringify(await audit())).not.toContain('Hemligt');
    });

    it('tells of every refusal of somebody known, and counts those of others', async () => {
      const intruder = someone();
      const before = (await audit()).length;
      await statuses(4, () => intruder('/api/v1/rebuild', { method: 'POST', as: 'drift' }));
      await statuses(4, () => intruder('/api/v1/rebuild', { method: 'POST' }));
      const records = await audit();
      expect(records).toHaveLength(before + 4);
      expect(city.perspektiv.stage.audit.refusalsCounted).toBeGreaterThanOrEqual(4);
      expect(records[0]).toMatchObject({
        by: 'drift',
        code: 'access/denied',
        from: expect.stringMatching(NETWORK),
      });
    });

    it('lets nobody who is refused again and again hide what others are', async () => {
      const before = (await audit()).length;
      const { audit: log } = city.perspektiv.stage;
      const facts = { action: 'POST /x', about: {}, from: 'loopback', status: 403, code: 'access/denied' };
      const nowMs = Date.now() + 3_600_000;
      for (let n = 0; n < 450; n++) await log.record({ ...facts, by: 'ihärdig', nowMs });
      await log.record({ ...facts, by: 'annan', nowMs });
      const { body } = await city.call('/api/v1/audit?limit=500', { as: 'followup' });
      const records = (body as { items: AuditRecord[] }).items;
      expect(records.filter(({ by }) => by === 'ihärdig')).toHaveLength(202);
      expect(records.slice(0, 2).map(({ by, about }) => [by, about])).toEqual([
        ['annan', {}],
        ['ihärdig', { refusals: '400' }],
      ]);
      expect(before).toBeLessThan(records.length);
    });

    it('says nothing of samples that were taken', async () => {
      const before = (await audit()).length;
      const body = JSON.stringify([]);
      const headers = { 'content-type': 'application/json' };
      await city.call('/api/v1/samples', { method: 'POST', body, headers, as: 'matare' });
      expect(await audit()).toHaveLength(before);
    });

    it('is read page by page, newest first', async () => {
      const all = await audit();
      const first = await city.call('/api/v1/audit?limit=2', { as: 'followup' });
      const { items, next } = first.body as { items: AuditRecord[]; next: string };
      const second = await city.call(`/api/v1/audit?limit=2&cursor=${next}`, { as: 'followup' });
      expect([...items, ...(second.body as { items: AuditRecord[] }).items]).toEqual(all.slice(0, 4));
    });
  });
});
