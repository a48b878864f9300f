import {
  Extraction,
  HeaderExpectation,
  HttpProbe,
  JsonExpectation,
  TransactionProbe,
  TransactionStep,
} from '#catalogue';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Duplex } from 'node:stream';
import { takeProbe } from '../take-probe.js';
import { type TraceStep } from '../trace.js';

const open = new Set<Server>();
afterEach(async () => {
  await Promise.all([...open].map((server) => new Promise((resolve) => server.close(resolve))));
  open.clear();
});

type Reply = [status: number, headers?: Record<string, string | string[]>, body?: string, later?: string];

async function serve(reply: (request: IncomingMessage, body: string) => Reply): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes: Buffer) => (body += bytes.toString()));
    request.on('end', () => {
      const [status, headers = {}, text = '', later = ''] = reply(request, body);
      response.writeHead(status, headers).write(text);
      setTimeout(() => response.end(later), later === '' ? 0 : 50);
    });
  });
  open.add(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A service that wants a token of its form, a password and a cookie before it shows the word. */
function portal(): Promise<string> {
  return serve(({ url = '', method, headers }, body) => {
    const hasCookie = headers.cookie?.includes('session=s1') ?? false;
    if (url === '/login' && method === 'GET') {
      return [200, { 'set-cookie': 'form=f1; Path=/' }, '<input name="csrf" value="a&amp;b=c">'];
    }
    if (url === '/login') {
      const fields = new URLSearchParams(body);
      const isRight = fields.get('csrf') === 'a&b=c' && fields.get('password') === 'hemligt';
      if (!isRight || !headers.cookie?.includes('form=f1')) return [403];
      return [
        303,
        { location: '/start', 'set-cookie': ['session=s1; Path=/; HttpOnly', 'form=; Max-Age=0; Path=/'] },
      ];
    }
    if (!hasCookie) return [302, { location: '/login' }];
    if (url === '/start') return [200, {}, JSON.stringify({ form: { id: 'ansökan 7' } })];
    return url === '/form/ans%C3%B6kan%207' ? [200, {}, 'Ansök här'] : [404];
  });
}

function step(parts: Partial<TransactionStep> & { url: string }): TransactionStep {
  return Object.assign(new TransactionStep(), { name: 'step' }, parts);
}

function found(parts: Partial<Extraction>): Extraction {
  return Object.assign(new Extraction(), parts);
}

function loggingIn(base: string): TransactionProbe {
  const password = { fromEnvironment: 'PASSWORD' };
  return Object.assign(new TransactionProbe(), {
    id: 'p',
    timeoutMs: 3_000,
    steps: [
      step({
        url: `${base}/login`,
        extract: [found({ as: 'csrf', pattern: 'name="csrf" value="([^"]+)"' })],
      }),
      step({
        url: `${base}/login`,
        form: { csrf: '{{csrf}}', password },
        extract: [found({ as: 'form', jsonPath: '$.form.id' })],
      }),
      step({ url: `${base}/form/{{form}}`, expectText: 'Ansök' }),
    ],
  });
}

describe('a transaction', () => {
  it('logs in with a token and a cookie, opens a form and sees a word', async () => {
    const steps: TraceStep[] = [];
    const outcome = await takeProbe(loggingIn(await portal()), {
      secretOf: () => 'hemligt',
      trace: (one) => steps.push(one),
    });
    expect(outcome).toMatchObject({ state: 'up', statusCode: 200 });
    expect(JSON.stringify([outcome, steps])).not.toContain('hemligt');
  });

  it('is down where a step is not as expected', async () => {
    const outcome = await takeProbe(loggingIn(await portal()), { secretOf: () => 'wrong' });
    expect(outcome).toMatchObject({ state: 'down', reason: 'status', statusCode: 403 });
  });

  it('is unmonitored without its secret: that is our fault', async () => {
    const outcome = await takeProbe(loggingIn(await portal()), { secretOf: () => null });
    expect(outcome).toEqual({ state: 'unmonitored', reason: 'other', timings: {} });
  });

  it('reads on behind the text that is expected, for a value that comes later', async () => {
    const base = await serve(() => [200, {}, 'here ', 'id=7']);
    const extract = [found({ as: 'id', pattern: 'id=(\\d)' })];
    const steps = [step({ url: base, expectText: 'here', extract })];
    const probe = Object.assign(new TransactionProbe(), { id: 'p', timeoutMs: 3_000, steps });
    expect(await takeProbe(probe)).toMatchObject({ state: 'up' });
  });

  it('is down when a value is not found', async () => {
    const base = await serve(() => [200, {}, 'nothing here']);
    expect(await takeProbe(loggingIn(base), { secretOf: () => 'x' })).toMatchObject({ reason: 'content' });
  });
});

describe('an HTTP probe in full', () => {
  const take = (parts: Partial<HttpProbe> & { url: string }, secretOf = (): string => 'hemligt') =>
    takeProbe(Object.assign(new HttpProbe(), { id: 'p', timeoutMs: 3_000 }, parts), { secretOf });

  it('keeps secrets from other places that it is led to', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve(({ headers }) => {
      seen.push(headers['x-key'] as string | undefined, headers.accept);
      return [200];
    });
    const base = await serve(({ headers }) => {
      seen.push(headers['x-key'] as string | undefined);
      return [307, { location: other }];
    });
    const headers = { 'X-Key': { fromEnvironment: 'KEY' }, Accept: 'text/html' };
    expect(await take({ url: base, followRedirects: 1, headers })).toMatchObject({ state: 'up' });
    expect(seen).toEqual(['hemligt', undefined, 'text/html']);
  });

  it('sends a body, and a GET after a POST was answered by 303', async () => {
    const seen: string[] = [];
    const base = await serve(({ method = '', url = '', headers }, body) => {
      seen.push(`${method} ${url} ${headers['content-length'] ?? '-'} ${body}`);
      return url === '/' ? [303, { location: '/done' }] : [200];
    });
    await take({ url: base, method: 'POST', body: 'två', followRedirects: 1 });
    expect(seen).toEqual(['POST / 4 två', 'GET /done - ']);
  });

  const header = (parts: Partial<HeaderExpectation>) =>
    Object.assign(new HeaderExpectation(), { name: 'X-State' }, parts);
  const json = (parts: Partial<JsonExpectation>) => Object.assign(new JsonExpectation(), parts);
  const answers = (): Reply => [200, { 'x-state': 'green, mostly' }, '{"db":{"ms":12,"up":true},"n":[1,2]}'];
  const cases: [string, Partial<HttpProbe>, object][] = [
    ['a header that is there', { expectHeaders: [header({})] }, { state: 'up' }],
    ['a header that holds a text', { expectHeaders: [header({ contains: 'green' })] }, { state: 'up' }],
    [
      'a header that is another',
      { expectHeaders: [header({ equals: 'green' })] },
      { state: 'down', reason: 'content' },
    ],
    ['a header that is not there', { expectHeaders: [header({ name: 'X-No' })] }, { reason: 'content' }],
    ['a value', { expectJson: [json({ path: '$.db.up', equals: true })] }, { state: 'up' }],
    ['another value', { expectJson: [json({ path: '$.db.up', equals: 'true' })] }, { reason: 'content' }],
    [
      'a value within bounds',
      { expectJson: [json({ path: '$.db.ms', atLeast: 12, atMost: 12 })] },
      { state: 'up' },
    ],
    ['a value beyond bounds', { expectJson: [json({ path: '$.db.ms', atMost: 11 })] }, { reason: 'content' }],
    [
      'bounds of what is no number',
      { expectJson: [json({ path: '$.db', atMost: 11 })] },
      { reason: 'content' },
    ],
    [
      'a value that only warns',
      { expectJson: [json({ path: '$.db.ms', atMost: 11, otherwise: 'degraded' })] },
      { state: 'degraded', reason: 'content' },
    ],
    ['a text that must not be there', { refuseText: '"db"' }, { reason: 'content' }],
    ['a text that is not there', { refuseText: 'error' }, { state: 'up' }],
  ];
  it.each(cases)('judges %s', async (_, parts, outcome) => {
    expect(await take({ url: await serve(answers), ...parts })).toMatchObject(outcome);
  });

  it('does not send a header that a secret would break', async () => {
    let requests = 0;
    const url = await serve(() => [200, {}, String(requests++)]);
    const headers = { 'X-Key': { fromEnvironment: 'KEY' } };
    const outcome = await take({ url, headers }, () => 'a\r\nX-Other: b');
    expect(outcome).toEqual({ state: 'unmonitored', reason: 'other', timings: {} });
    expect(requests).toBe(0);
  });
});

describe('a proxy', () => {
  const onConnect = (reply: (socket: Duplex) => void): void => {
    for (const server of open)
      server.on('connect', (_, socket) => {
        reply(socket);
      });
  };
  const through = (proxy: string, url: string) =>
    takeProbe(
      Object.assign(new HttpProbe(), {
        id: 'p',
        url,
        timeoutMs: 3_000,
        connection: { proxy, proxyAuthorization: { fromEnvironment: 'PROXY', prefix: 'Basic ' } },
      }),
      { secretOf: () => 'hemligt' },
    );

  it('is given the whole address, and its own password', async () => {
    let seen = '';
    const proxy = await serve(({ url = '', headers }) => {
      seen = `${url} ${headers.host ?? ''} ${headers['proxy-authorization'] ?? ''}`;
      return [200];
    });
    expect(await through(proxy, 'http://a.example/b?c')).toMatchObject({ state: 'up' });
    expect(seen).toBe('http://a.example/b?c a.example Basic hemligt');
  });

  it('is not held against the target when it denies or is not there', async () => {
    const proxy = await serve(() => [200]);
    onConnect((socket) => socket.end('HTTP/1.1 407 Who\r\n\r\n'));
    const isolated = { state: 'unmonitored', reason: 'isolated', timings: {} };
    expect(await through(proxy, 'https://a.example/')).toMatchObject(isolated);
    expect(await through('http://127.0.0.1:1', 'https://a.example/')).toMatchObject(isolated);
  });

  it('tells when it cannot reach the target', async () => {
    const proxy = await serve(() => [200]);
    onConnect((socket) => socket.end('HTTP/1.1 502 No\r\n\r\n'));
    expect(await through(proxy, 'https://a.example/')).toMatchObject({
      state: 'down',
      reason: 'unreachable',
    });
  });
});
