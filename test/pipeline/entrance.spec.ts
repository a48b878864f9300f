import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANYONE, type Caller, type Right, may } from '#pipeline';
import { rightsOfRoutes } from '../../apps/monitor/src/doors/rights-of-routes.js';
import { Sessions } from '../../apps/monitor/src/sign-in/sessions.js';
import { controllersOf } from '../../apps/monitor/src/monitor.module.js';
import { SmallCity } from './small-city.js';

/** What is open to everybody; everything else needs a right. A new route that needs none is to be named here. */
const OPEN = [
  /^GET \/(?:health\/(?:live|ready)|metrics|sign-in(?:\/.*)?|status.*|lamna\/hjalp.*)$/,
  /^GET \/api\/v1\/(?:me|boards|status\/messages|sign-in|link|datasets\/:id\/(?:template\.csv|schema\.json))$/,
  /^GET \/(?:open-data.*|datasets\/dcat.*)$/,
  /^(?:GET|POST) \/(?:enkat\/.*|api\/v1\/heartbeats\/.*)$/,
  /^POST \/(?:sign-out|api\/v1\/link\/uploads)$/,
];
const SMALL = resolve('test/fixtures/config/small');
/** Nobody answers there: who has a session needs no portal. */
const SIGN_IN = `issuer: http://127.0.0.1:1
clientId: perspektiv
button: { sv: Logga in, en: Sign in }
roles: [{ claim: groups, value: X, roles: [followup] }]
`;
const MANY_BYTES = 16 * 1024 * 1024;

describe('the entrance', () => {
  let city: SmallCity;
  let configFolder: string;
  let rights: ReturnType<typeof rightsOfRoutes>;
  beforeAll(async () => {
    configFolder = await mkdtemp(join(tmpdir(), 'perspektiv-entrance-'));
    await writeFile(
      join(configFolder, 'perspektiv.yaml'),
      `name: Teststaden\nextends: ${JSON.stringify(SMALL)}\n`,
    );
    await writeFile(join(configFolder, 'sign-in.yaml'), SIGN_IN);
    const more = { configFolder, publicAddress: 'http://127.0.0.1:1', signInSecret: 'x'.repeat(24) };
    city = await SmallCity.start({ more: { ...more, trustedProxies: ['127.0.0.1'] } });
    rights = rightsOfRoutes(controllersOf(city.perspektiv));
  });
  afterAll(async () => {
    await city.remove();
    await rm(configFolder, { recursive: true });
  });

  /** The status line's number for a request whose body is announced, and never sent. */
  async function withoutBody(line: string, headers: readonly string[] = []): Promise<number> {
    const socket = connect(Number(new URL(city.address).port), '127.0.0.1');
    const lines = [`${line} HTTP/1.1`, 'Host: x', 'Content-Type: application/json', ...headers];
    socket.write(`${lines.join('\r\n')}\r\nContent-Length: ${MANY_BYTES}\r\n\r\n`);
    const answer = await new Promise<string>((resolve, reject) => {
      socket.once('data', (bytes) => {
        resolve(bytes.toString('latin1'));
      });
      socket.once('error', reject);
    });
    socket.destroy();
    return Number(answer.split(' ')[1]);
  }

  it('is open for what is named, and for nothing else', () => {
    const open = [...rights].flatMap(([route, right]) => (right === null ? [route] : []));
    expect(open.filter((route) => !OPEN.some((named) => named.test(route)))).toEqual([]);
    expect(rights.size).toBeGreaterThan(60);
  });

  const ROLES = ['unit:a', 'operations', 'source:matare', 'followup', 'admin'];

  /** The headers of a browser in which somebody has signed in. */
  async function sessionOf(role: string, site: string): Promise<string[]> {
    const cookie = await new Sessions(city.perspektiv).begun({ id: 'portal:anna', roles: [role] });
    return [`Cookie: ${cookie?.split(';')[0] ?? ''}`, `Sec-Fetch-Site: ${site}`];
  }

  /** What each route answers to a caller, for those that are chosen by the right that they need. */
  async function answersTo(
    headers: readonly string[],
    isAsked: (route: string, right: Right | null) => boolean,
  ): Promise<Map<string, number>> {
    const told = new Map<string, number>();
    for (const [route, right] of rights) {
      if (!isAsked(route, right)) continue;
      const [method = '', path = ''] = route.split(' ');
      told.set(route, await withoutBody(`${method} ${path.replaceAll(/:\w+/g, 'x')}`, headers));
    }
    return told;
  }

  const callers: readonly (Caller & { readonly headers: readonly string[] })[] = [
    { ...ANYONE, headers: [] },
    { ...ANYONE, id: 'holder of a link', headers: ['X-Perspektiv-Link: abc.def'] },
    ...(
      [
        ['unit-a', 'unit:a'],
        ['drift', 'operations'],
        ['matare', 'source:matare'],
        ['followup', 'followup'],
      ] as const
    ).map(([id, role]) => ({ id, roles: [role], headers: [`Authorization: Bearer test-${id}`] })),
  ];

  it.each(callers)(
    'refuses $id what needs another right, before anything of the body has come',
    async (caller) => {
      const { catalogue } = city.perspektiv;
      const told = await answersTo(
        caller.headers,
        (_, right) => right !== null && !may(caller, right, catalogue),
      );
      const status = caller.roles.length === 0 ? 401 : 403;
      expect([...told].filter(([, answered]) => answered !== status)).toEqual([]);
    },
  );

  it.each(ROLES)('refuses a session of %s what needs another right', async (role) => {
    const { catalogue } = city.perspektiv;
    const caller = { id: 'portal:anna', roles: [role] };
    const told = await answersTo(
      await sessionOf(role, 'same-origin'),
      (_, right) => right !== null && !may(caller, right, catalogue),
    );
    expect([...told].filter(([, status]) => status !== 403)).toEqual([]);
  });

  it('takes no change of a session from pages of others, whatever its role', async () => {
    const told = await answersTo(
      await sessionOf('admin', 'cross-site'),
      (route) => !route.startsWith('GET ') && !OPEN.some((named) => named.test(route)),
    );
    expect([...told].filter(([, status]) => status !== 403)).toEqual([]);
    expect(told.size).toBeGreaterThan(20);
  });

  it('says nothing of units, systems and measures in a city that is closed, by any route', async () => {
    const { rules } = city.perspektiv.catalogue;
    await city.upload('cases', 'unit;period;process;closed;within_target\na;2026-09;bygglov;10;9\n');
    await city.perspektiv.scoring.standing.refresh(Date.now());
    const open = await city.call('/metrics');
    expect(open.text).toMatch(/perspektiv_completeness_ratio\{[^}]*subject="a"/);
    Object.assign(rules, { anonymousRead: false });
    try {
      const told = await answersTo([], (_, right) => right !== null);
      expect([...told].filter(([, status]) => status !== 401)).toEqual([]);
      const closed = await city.call('/metrics');
      expect(closed.status).toBe(200);
      expect(closed.text).toContain('perspektiv_queue_length 0');
      expect(closed.text).not.toMatch(/perspektiv_(?:probe_up|measure|completeness|failing|collector)/);
      const known = await city.call('/metrics', { as: 'drift' });
      expect(known.text).toMatch(/perspektiv_completeness_ratio\{[^}]*subject="a"/);
    } finally {
      Object.assign(rules, { anonymousRead: true });
    }
  });

  it('goes by the route, however its path is written', async () => {
    for (const path of ['/api/v1/samples', '/api/v1/%73amples', 'http://x/api/v1/samples']) {
      expect(await withoutBody(`POST ${path}`)).toBe(401);
    }
  });

  it('answers 404 where nothing is, and 405 with what is allowed where something else is', async () => {
    expect(await withoutBody('POST /finns-inte')).toBe(404);
    const headers = { 'content-type': 'application/json' };
    const wrong = await city.call('/api/v1/comments', { method: 'DELETE', body: '{', headers });
    expect(wrong).toMatchObject({ status: 405, body: { code: 'request/method' } });
    expect(wrong.headers.get('allow')).toBe('GET, HEAD, POST');
  });

  it.each([
    '/api/v1/scorecards/unit/city?period=2026-Q3&period=2026-Q2',
    '/api/v1/scorecards/unit/city?period=2026-Q3%00',
    '/api/v1/uploads?limit=1&limit=2',
    '/api/v1/measures/availability/values?subject=unit:a&subject=unit:b&from=2026-Q1&to=2026-Q3',
  ])('refuses %s with a sentence', async (path) => {
    const { status, body } = await city.call(path, { as: 'followup' });
    expect([status, (body as { code: string }).code]).toEqual([400, 'request/malformed']);
  });

  it.each(['{"text":"a\\ud800b"}', '{"text":"a\\u0000b"}', '{"a\\u0000":1}'])(
    'refuses the text of %s',
    async (body) => {
      const path = '/api/v1/comments?measure=availability&subject=unit:a&period=2026-Q3';
      const headers = { 'content-type': 'application/json' };
      const answer = await city.call(path, { method: 'POST', body, headers, as: 'followup' });
      expect(answer).toMatchObject({ status: 400, body: { code: 'request/malformed' } });
    },
  );

  it.each([
    ['application/json', `[${'[],'.repeat(2_000_000)}[]]`],
    ['application/json', `["${'x'.repeat(MANY_BYTES - 8)}"]`],
    ['text/plain', 'probe,target=x state="up" 1\n'.repeat(400_000)],
  ])('answers others while a push of %s is read', async (type, body) => {
    const push = { isOver: false };
    const pushed = city
      .call('/api/v1/samples', { method: 'POST', body, headers: { 'content-type': type }, as: 'matare' })
      .finally(() => (push.isOver = true));
    let answered = 0;
    for (; !push.isOver; answered++) await city.call('/health/live');
    expect((await pushed).status).toBe(422);
    expect(answered).toBeGreaterThan(10);
  });
});
