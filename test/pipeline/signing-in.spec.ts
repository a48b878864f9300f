import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type AuditRecord } from '#core';
import { API_AUDIENCE, CLIENT, IdPortal } from './id-portal.js';
import { PortalCity } from './portal-city.js';
import { type Answer, type SmallCity } from './small-city.js';
import { Visitor } from './visitor.js';

const PEOPLE = {
  anna: { name: 'Anna på Nämnd A', groups: ['PERSPEKTIV-ENHET-A', 'Alla anställda'] },
  frida: { name: 'Frida Följare', groups: 'PERSPEKTIV-UPPFOLJNING' },
  nils: { name: 'Nils Nykomling', groups: ['Alla anställda', 'PERSPEKTIV-ENHET-FINNSINTE'] },
  '19121212-1212': { name: 'Tolvan', groups: ['PERSPEKTIV-UPPFOLJNING'] },
};

const CSV = 'Enhet;Period;Belopp;Slag;Anskaffningsområde\na;2026-09;1200,50;actual;software\n';

describe('signing in at the id-portal', () => {
  let served: PortalCity;
  let city: SmallCity;
  let portal: IdPortal;
  let laterMs = 0;
  let visitor: Visitor;

  beforeAll(async () => {
    served = await PortalCity.start(PEOPLE, () => Date.now() + laterMs);
    ({ city, portal } = served);
  });

  beforeEach(() => {
    laterMs = 0;
    visitor = new Visitor();
  });

  afterAll(async () => {
    await served.remove();
    if (portal !== served.portal) await portal.stop();
  });

  const isBackAt = (path: string) => (address: string) => address.startsWith(`${city.address}${path}`);

  /** Goes to the portal and comes back with its answer, which is not yet given to the monitor. */
  async function answerOf(person: string, returnPath = '/lamna'): Promise<string> {
    portal.visitor = person;
    const begun = `${city.address}/sign-in?return=${encodeURIComponent(returnPath)}`;
    return visitor.follow(begun, isBackAt('/sign-in/answer'));
  }

  async function signIn(person: string, returnPath = '/lamna'): Promise<string> {
    const answer = await answerOf(person, returnPath);
    const response = await visitor.step(answer);
    return response.headers.get('location') ?? '';
  }

  async function asVisitor(path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> {
    const response = await visitor.step(`${city.address}${path}`, init);
    return { status: response.status, body: await response.json() };
  }

  const withToken = (token: string, path = '/api/v1/me'): Promise<Answer> =>
    city.call(path, { headers: { authorization: `Bearer ${token}` } });

  function upload(headers: Record<string, string>): Promise<{ status: number; body: unknown }> {
    const body = new FormData();
    body.set('file', new Blob([CSV]), 'kostnader.csv');
    return asVisitor('/api/v1/uploads?dataset=cost', { method: 'POST', body, headers });
  }

  /** Refusals of callers whom nobody knows: counted, and not written down one by one. */
  const counted = (): number => city.perspektiv.stage.audit.refusalsCounted;

  async function audit(): Promise<readonly AuditRecord[]> {
    const { body } = await city.call('/api/v1/audit', { as: 'followup' });
    return (body as { items: AuditRecord[] }).items;
  }

  it('tells pages that there is a portal, and whether somebody has signed in', async () => {
    const provider = {
      button: { sv: 'Logga in med id-portalen', en: 'Sign in at the id-portal' },
      address: '/sign-in',
    };
    expect((await asVisitor('/api/v1/sign-in')).body).toEqual({ provider, signedIn: false });
    await signIn('anna');
    expect((await asVisitor('/api/v1/sign-in')).body).toEqual({ provider, signedIn: true });
  });

  it('gives the roles of the claims, and leads back to the page that was left', async () => {
    expect(await signIn('anna', '/lamna?enhet=a')).toBe('/lamna?enhet=a');
    expect((await asVisitor('/api/v1/me')).body).toEqual({
      id: 'portal:anna',
      name: 'Anna på Nämnd A',
      roles: ['unit:a'],
      units: ['a'],
    });
    expect((await audit())[0]).toMatchObject({
      by: 'portal:anna',
      action: 'GET /sign-in/answer',
      outcome: 'done',
      from: 'loopback',
    });
  });

  it('never leads back to somewhere else', async () => {
    expect(await signIn('anna', 'https://ond.example/')).toBe('/lamna');
    expect(await signIn('anna', '//ond.example/')).toBe('/lamna');
  });

  it('keeps the session in a cookie that scripts cannot read and that tells nothing', async () => {
    const response = await visitor.step(await answerOf('frida'));
    const [session = ''] = response.headers.getSetCookie();
    expect(session).toMatch(/^perspektiv-session=[\w.-]+; Max-Age=1800; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(session).not.toContain('frida');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('lets changes be made from our own pages only', async () => {
    await signIn('anna');
    const before = counted();
    expect(await upload({ 'sec-fetch-site': 'cross-site' })).toMatchObject({
      status: 403,
      body: { code: 'access/foreign-page' },
    });
    expect(await upload({ 'sec-fetch-site': 'same-site' })).toMatchObject({ status: 403 });
    expect(await upload({ origin: 'https://ond.example' })).toMatchObject({ status: 403 });
    expect(await upload({})).toMatchObject({ status: 403 });
    expect(await upload({ 'sec-fetch-site': 'same-origin' })).toMatchObject({
      status: 201,
      body: { by: 'portal:anna' },
    });
    expect(await upload({ origin: city.address })).toMatchObject({ status: 200 });
    const [, stored] = await audit();
    expect(stored).toMatchObject({ by: 'portal:anna', action: 'POST /api/v1/uploads', status: 201 });
    expect(counted() - before).toBe(4);
  });

  it('lets nobody in who has no role here, or is known by a personal number', async () => {
    const before = counted();
    expect(await signIn('nils')).toBe('/lamna?sign-in=no-role');
    expect(await signIn('19121212-1212')).toBe('/lamna?sign-in=no-role');
    expect((await asVisitor('/api/v1/me')).status).toBe(401);
    expect(counted() - before).toBe(2);
  });

  it('takes no answer that it did not ask for', async () => {
    const answer = await answerOf('anna');
    const stranger = new Visitor();
    expect((await stranger.step(answer)).headers.get('location')).toBe('/lamna?sign-in=interrupted');
    const otherState = answer.replace(/state=[^&]+/, 'state=gissad');
    expect((await visitor.step(otherState)).headers.get('location')).toBe('/lamna?sign-in=failed');
  });

  it.each(['nonce', 'code_challenge', 'redirect_uri', 'client_id'])(
    'takes no answer to another %s',
    async (name) => {
      portal.visitor = 'anna';
      const begun = await visitor.step(`${city.address}/sign-in`);
      const question = new URL(begun.headers.get('location') ?? '');
      question.searchParams.set(name, 'x'.repeat(43));
      const answer = await visitor.follow(question.href, isBackAt('/sign-in/answer')).catch(() => null);
      // An unknown client or address is stopped by the portal itself.
      if (answer === null) expect(['redirect_uri', 'client_id']).toContain(name);
      else expect((await visitor.step(answer)).headers.get('location')).toBe('/lamna?sign-in=failed');
      expect((await asVisitor('/api/v1/me')).status).toBe(401);
    },
  );

  it('takes no answer to a question that another browser asked', async () => {
    const first = await answerOf('anna');
    const kept = visitor.cookie(city.address, 'perspektiv-signing-in') ?? '';
    const state = new URL(first).searchParams.get('state') ?? '';
    const second = await answerOf('frida');
    visitor.setCookie(city.address, 'perspektiv-signing-in', kept);
    const mixed = second.replace(/state=[^&]+/, `state=${state}`);
    expect((await visitor.step(mixed)).headers.get('location')).toBe('/lamna?sign-in=failed');
    expect((await asVisitor('/api/v1/me')).status).toBe(401);
  });

  it('takes an answer once', async () => {
    const answer = await answerOf('anna');
    const kept = visitor.cookie(city.address, 'perspektiv-signing-in') ?? '';
    expect((await visitor.step(answer)).headers.get('location')).toBe('/lamna');
    const thief = new Visitor();
    thief.setCookie(city.address, 'perspektiv-signing-in', kept);
    expect((await thief.step(answer)).headers.get('location')).toBe('/lamna?sign-in=failed');
  });

  it('comes back with the reason when the portal says no', async () => {
    const begun = await visitor.step(`${city.address}/sign-in`);
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const no = `${city.address}/sign-in/answer?error=access_denied&state=${state}&iss=${encodeURIComponent(portal.issuer)}`;
    expect((await visitor.step(no)).headers.get('location')).toBe('/lamna?sign-in=failed');
  });

  it('ends sessions: by signing out, by time, and for those who made them up', async () => {
    await signIn('anna');
    const stolen = visitor.cookie(city.address, 'perspektiv-session') ?? '';
    laterMs = 31 * 60_000; // idleMinutes is 30
    expect((await asVisitor('/api/v1/me')).status).toBe(401);
    for (const minutes of [25, 50, 59]) {
      laterMs = minutes * 60_000;
      expect((await asVisitor('/api/v1/me')).status).toBe(200);
    }
    laterMs = 61 * 60_000; // sessionMinutes is 60
    expect((await asVisitor('/api/v1/me')).status).toBe(401);
    laterMs = 0;
    visitor.setCookie(city.address, 'perspektiv-session', stolen);
    const kept = visitor.cookie(city.address, 'perspektiv-session') ?? '';
    visitor.setCookie(city.address, 'perspektiv-session', `${kept.slice(0, -2)}AA`);
    expect((await asVisitor('/api/v1/me')).status).toBe(401);
    visitor.setCookie(city.address, 'perspektiv-signing-in', kept);
    visitor.setCookie(city.address, 'perspektiv-session', kept);
    const headers = { 'sec-fetch-site': 'same-origin' };
    const out = await asVisitor('/sign-out', { method: 'POST', headers });
    const { continueAt } = out.body as { continueAt: string };
    expect(continueAt.startsWith(`${portal.issuer}/session/end?`)).toBe(true);
    expect((await asVisitor('/api/v1/me')).status).toBe(401);
    const thief = new Visitor();
    thief.setCookie(city.address, 'perspektiv-session', stolen);
    expect((await thief.step(`${city.address}/api/v1/me`)).status).toBe(401);
    const [out2] = await audit();
    expect(out2).toMatchObject({ action: 'POST /sign-out', by: 'portal:anna', outcome: 'done' });
  });

  it('asks the portal by the guarded way out only', async () => {
    const elsewhere = await PortalCity.start(PEOPLE, undefined, 'rules: { reachableNetworks: [10.0.0.0/8] }');
    try {
      const metadata = await fetch(`${elsewhere.portal.issuer}/.well-known/openid-configuration`);
      expect(metadata.status).toBe(200);
      const begun = await visitor.step(`${elsewhere.city.address}/sign-in?return=/lamna`);
      expect(begun.headers.get('location')).toBe('/lamna?sign-in=unavailable');
    } finally {
      await elsewhere.remove();
    }
  });

  describe('with a token for the API', () => {
    const claims = (more: object = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const who = { sub: 'anna', name: 'Anna', groups: ['PERSPEKTIV-ENHET-A'] };
      return { ...who, iss: portal.issuer, aud: API_AUDIENCE, iat: now, exp: now + 300, ...more };
    };

    it('knows a machine by the token that the portal gave it', async () => {
      expect(await withToken(await portal.machineToken())).toMatchObject({
        status: 200,
        body: { id: 'portal:ekonomisystemet', roles: ['source:ekonomi'] },
      });
    });

    it('takes only what is the portal’s, meant for us and in force', async () => {
      expect(await withToken(await portal.signed(claims()))).toMatchObject({
        status: 200,
        body: { name: 'Anna' },
      });
      const unknown = { status: 401, body: { code: 'access/token-unknown' } };
      expect(await withToken(await portal.signed(claims({ aud: CLIENT.id })))).toMatchObject(unknown);
      expect(await withToken(await portal.signed(claims({ iss: 'http://127.0.0.1:1' })))).toMatchObject(
        unknown,
      );
      expect(await withToken(await portal.signed(claims({ exp: undefined })))).toMatchObject(unknown);
      expect(await withToken(await portal.signed(claims(), { forged: true }))).toMatchObject(unknown);
      expect(await withToken(await portal.signed(claims(), { alg: 'RS512' }))).toMatchObject(unknown);
      expect(await withToken(await portal.signed(claims({ groups: [] })))).toMatchObject(unknown);
      expect(await withToken(await portal.signed(claims({ exp: claims().iat - 60 })))).toMatchObject({
        status: 401,
        body: { code: 'access/token-expired' },
      });
    });

    it('takes nothing unsigned, and nothing signed with a secret', async () => {
      const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url');
      const unknown = { status: 401, body: { code: 'access/token-unknown' } };
      expect(await withToken(`${part({ alg: 'none' })}.${part(claims())}.`)).toMatchObject(unknown);
      expect(await withToken(`${part({ alg: 'HS256' })}.${part(claims())}.AAAA`)).toMatchObject(unknown);
      expect(await withToken(`${part({ alg: 'RS256' })}.AAAA.AAAA`)).toMatchObject(unknown);
    });

    it('takes up new keys, and lets go of old ones', async () => {
      const before = await portal.signed(claims());
      expect((await withToken(before)).status).toBe(200);
      await portal.rotateKeys();
      // Keys are asked for anew at most every half minute; the clock is moved instead of waiting.
      const clock = jest.spyOn(Date, 'now');
      const inAWhileMs = Date.now() + 31_000;
      clock.mockImplementation(() => inAWhileMs);
      try {
        expect((await withToken(await portal.signed(claims()))).status).toBe(200);
        expect((await withToken(before)).status).toBe(401);
        expect(await signIn('frida')).toBe('/lamna');
      } finally {
        clock.mockRestore();
      }
    });
  });

  it('goes on without the portal: with tokens and sessions, and says why nobody can sign in', async () => {
    await signIn('anna');
    const { port } = portal;
    const token = await portal.signed({ sub: 'x' });
    await portal.stop();
    laterMs = 13 * 3_600_000;
    expect(await signInBegins()).toBe('/lamna?sign-in=unavailable');
    expect(await withToken(token)).toMatchObject({
      status: 503,
      body: { code: 'access/provider-unavailable' },
    });
    expect((await city.call('/api/v1/me', { as: 'unit-a' })).status).toBe(200);
    expect((await city.call('/health/ready')).status).toBe(200);
    laterMs = 0;
    expect((await asVisitor('/api/v1/me')).status).toBe(200);
    portal = await IdPortal.start(PEOPLE, city, port);
    laterMs = 13 * 3_600_000;
    expect(await signInBegins()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/auth\?/);
  });

  async function signInBegins(): Promise<string> {
    const response = await visitor.step(`${city.address}/sign-in?return=/lamna`);
    return response.headers.get('location') ?? '';
  }
});
