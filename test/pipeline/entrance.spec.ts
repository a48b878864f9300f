import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANYONE, type Caller, may } from '#pipeline';
import { rightsOfRoutes } from '../../apps/monitor/src/doors/rights-of-routes.js';
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
const MANY_BYTES = 16 * 1024 * 1024;

describe('the entrance', () => {
  let city: SmallCity;
  let rights: ReturnType<typeof rightsOfRoutes>;
  beforeAll(async () => {
    city = await SmallCity.start();
    rights = rightsOfRoutes(controllersOf(city.perspektiv));
  });
  afterAll(() => city.remove());

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
      const told = new Map<string, number>();
      const refused = [...rights].filter(([, right]) => right !== null && !may(caller, right, catalogue));
      for (const [route] of refused) {
        const [method = '', path = ''] = route.split(' ');
        told.set(route, await withoutBody(`${method} ${path.replaceAll(/:\w+/g, 'x')}`, caller.headers));
      }
      const status = caller.roles.length === 0 ? 401 : 403;
      expect([...told].filter(([, answered]) => answered !== status)).toEqual([]);
    },
  );

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
