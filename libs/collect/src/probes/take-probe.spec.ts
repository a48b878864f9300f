import { HttpProbe, type Probe, TcpProbe } from '#catalogue';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { takeProbe } from './take-probe.js';

const open = new Set<Server>();

/** A server on a free port that does with each connection what it is told; resolves to `host:port`. */
async function serve(behave: (socket: Socket) => void, host = '127.0.0.1'): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    behave(socket);
    // An unread socket never sees that the other side has gone.
    socket.resume();
  });
  open.add(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return `${host}:${(server.address() as AddressInfo).port}`;
}

/** A server that reads the request and then sends these pieces, a moment apart. */
function answering(...pieces: readonly (string | Buffer)[]): (socket: Socket) => void {
  return (socket) => {
    socket.once('data', () => {
      const send = (i: number): void => {
        const piece = pieces[i];
        if (piece === undefined) socket.end();
        else socket.write(piece, () => setTimeout(send, 5, i + 1));
      };
      send(0);
    });
  };
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else
      socket.once('close', () => {
        resolve();
      });
  });
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const address = await serve(() => undefined);
  await closeAll();
  return Number(address.split(':')[1]);
}

async function closeAll(): Promise<void> {
  await Promise.all([...open].map((server) => new Promise((resolve) => server.close(resolve))));
  open.clear();
}

function probe(url: string, parts: Partial<HttpProbe> = {}): Probe {
  const probe = url.startsWith('tcp:') ? new TcpProbe() : new HttpProbe();
  return Object.assign(probe, { id: 'p', url, timeoutMs: 2_000, ...parts });
}

afterEach(closeAll);

describe('takeProbe over HTTP', () => {
  it.each([
    ['an answer', ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'], 'up', undefined, 200],
    ['HTTP/1.0', ['HTTP/1.0 200 OK\r\n\r\n'], 'up', undefined, 200],
    ['no reason phrase', ['HTTP/1.1 200\r\nA: b\r\n\r\n'], 'up', undefined, 200],
    ['bare line feeds', ['HTTP/1.1 200 OK\nA: b\n\n'], 'up', undefined, 200],
    ['a head in crumbs', Array.from('HTTP/1.1 200 OK\r\nA: b\r\n\r\n'), 'up', undefined, 200],
    [
      'an interim answer first',
      ['HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'],
      'up',
      undefined,
      200,
    ],
    ['another status', ['HTTP/1.1 503 Busy\r\n\r\n'], 'down', 'status', 503],
    ['a redirect', ['HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n\r\n'], 'down', 'status', 302],
    ['an end before the answer', [], 'down', 'reset', undefined],
    ['an end within the head', ['HTTP/1.1 200 OK\r\nContent-'], 'down', 'reset', undefined],
    ['another protocol', ['SSH-2.0-OpenSSH_9.2p1\r\n'], 'down', 'protocol', undefined],
    ['a wrong status line', ['HTTP/1.1 OK\r\n\r\n'], 'down', 'protocol', undefined],
    ['a head without end', [`HTTP/1.1 200 OK\r\nA: ${'b'.repeat(70_000)}`], 'down', 'protocol', undefined],
    ['TLS on the plain port', [Buffer.from([21, 3, 3, 0, 2, 2, 10])], 'down', 'protocol', undefined],
  ] as const)('%s', async (_, pieces, state, reason, statusCode) => {
    const outcome = await takeProbe(probe(`http://${await serve(answering(...pieces))}/`));
    expect(outcome).toMatchObject({ state });
    expect(outcome.reason).toBe(reason);
    expect(outcome.statusCode).toBe(statusCode);
  });

  it('sends the path, the query, the host and headers, and asks for no second request', async () => {
    let request = '';
    const address = await serve((socket) => {
      socket.once('data', (bytes: Buffer) => {
        request = bytes.toString();
        socket.end('HTTP/1.1 200 OK\r\n\r\n');
      });
    });
    const secretOf = (): string => 'me';
    const headers = { 'user-agent': 'us', 'X-Key': { fromEnvironment: 'KEY', prefix: 'it is ' } };
    await takeProbe(probe(`http://${address}/a/b?c=d#e`, { headers }), { secretOf });
    expect(request).toMatch(/^GET \/a\/b\?c=d HTTP\/1\.1\r\n/);
    expect(request).toContain(`\r\nHost: ${address}\r\n`);
    expect(request).toContain(`\r\nUser-Agent: us\r\n`);
    expect(request).toContain(`\r\nX-Key: it is me\r\n`);
    expect(request).toContain('\r\nConnection: close\r\n');
  });

  it('accepts the statuses that are expected', async () => {
    const address = await serve(answering('HTTP/1.1 401 Who\r\n\r\n'));
    expect(await takeProbe(probe(`http://${address}/`, { expectStatus: [200, 401] }))).toMatchObject({
      state: 'up',
      statusCode: 401,
    });
  });

  it('tells each phase that happened, and none that did not', async () => {
    const { timings } = await takeProbe(
      probe(`http://${await serve(answering('HTTP/1.1 200 OK\r\n\r\n'))}/`),
    );
    expect(Object.keys(timings).sort()).toEqual(['connectMs', 'totalMs', 'ttfbMs']);
    const { totalMs = NaN, connectMs = NaN, ttfbMs = NaN } = timings;
    expect(connectMs + ttfbMs).toBeLessThanOrEqual(totalMs + 0.02);
  });

  it('is degraded above the limit', async () => {
    const address = await serve((socket) => {
      setTimeout(() => socket.end('HTTP/1.1 200 OK\r\n\r\n'), 60);
    });
    const outcome = await takeProbe(probe(`http://${address}/`, { degradedAboveMs: 30 }));
    expect(outcome).toMatchObject({ state: 'degraded', reason: 'slow', statusCode: 200 });
    expect(outcome.timings.ttfbMs).toBeGreaterThan(30);
  });

  it.each([
    ['accepts and says nothing', () => undefined],
    ['begins a head and stops', (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\n')],
    [
      'drips a head for ever',
      (socket: Socket) => {
        socket.write('HTTP/1.1 200 OK\r\nA: ');
        const drip = setInterval(() => socket.write('b'), 10);
        socket.on('close', () => {
          clearInterval(drip);
        });
      },
    ],
  ])('times out on a server that %s', async (_, behave) => {
    const outcome = await takeProbe(probe(`http://${await serve(behave)}/`, { timeoutMs: 100 }));
    expect(outcome).toMatchObject({ state: 'down', reason: 'timeout' });
  });

  it.each([
    ['on accept', (socket: Socket) => socket.resetAndDestroy()],
    [
      'within the head',
      (socket: Socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-', () => socket.resetAndDestroy());
      },
    ],
  ])('tells a reset %s', async (_, behave) => {
    const outcome = await takeProbe(probe(`http://${await serve(behave)}/`));
    expect(outcome).toMatchObject({ state: 'down', reason: 'reset' });
  });

  it('takes a new connection each time and leaves none open', async () => {
    const seen: Socket[] = [];
    const address = await serve((socket) => {
      seen.push(socket);
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n'));
    });
    await takeProbe(probe(`http://${address}/`));
    await takeProbe(probe(`http://${address}/`));
    expect(seen).toHaveLength(2);
    await Promise.all(seen.map(closed));
  });
});

describe('takeProbe with an expected text', () => {
  const looking = (url: string, expectText: string): Probe => probe(url, { expectText });

  it.each([
    ['in the body', ['HTTP/1.1 200 OK\r\n\r\nallt är väl'], 'är väl', 'up'],
    ['not in the head', ['HTTP/1.1 200 OK\r\nA: väl\r\n\r\nnej'], 'väl', 'down'],
    [
      'across chunks',
      [
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
        '6\r\nall is\r\n',
        '5\r\n well\r\n',
        '0\r\n\r\n',
      ],
      'is well',
      'up',
    ],
    [
      'in Latin-1',
      [Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ISO-8859-1\r\n\r\nväl', 'latin1')],
      'väl',
      'up',
    ],
  ] as const)('%s', async (_, pieces, text, state) => {
    const outcome = await takeProbe(looking(`http://${await serve(answering(...pieces))}/`, text));
    expect(outcome).toMatchObject({ state, statusCode: 200 });
    expect(outcome.reason).toBe(state === 'down' ? 'content' : undefined);
  });

  it('is found in a body that never ends', async () => {
    const address = await serve((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\ndata: here\n'));
    expect(await takeProbe(looking(`http://${address}/`, 'here'))).toMatchObject({ state: 'up' });
  });

  it('is looked for in one mebibyte', async () => {
    const head = 'HTTP/1.1 200 OK\r\n\r\n';
    const fits = await serve(answering(`${head}${' '.repeat(1_048_576 - 4)}here`, 'more'));
    const beyond = await serve(answering(`${head}${' '.repeat(1_048_576 - 3)}here`, 'more'));
    expect(await takeProbe(looking(`http://${fits}/`, 'here'))).toMatchObject({ state: 'up' });
    expect(await takeProbe(looking(`http://${beyond}/`, 'here'))).toMatchObject({ reason: 'content' });
  });

  it.each([
    ['another status', answering('HTTP/1.1 500 No\r\n\r\nhere'), 'status'],
    ['a body cut short', answering('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhe'), 'reset'],
    ['another protocol', answering('220 mail ESMTP\r\n'), 'protocol'],
    ['an end before the answer', answering(), 'reset'],
  ] as const)('%s', async (_, behave, reason) => {
    const outcome = await takeProbe(looking(`http://${await serve(behave)}/`, 'here'));
    expect(outcome).toMatchObject({ state: 'down', reason });
  });
});

describe('takeProbe and addresses', () => {
  it('takes a connection for an answer over TCP', async () => {
    const outcome = await takeProbe(probe(`tcp://${await serve(() => undefined)}`));
    expect(outcome).toMatchObject({ state: 'up' });
    expect(Object.keys(outcome.timings).sort()).toEqual(['connectMs', 'totalMs']);
  });

  it.each(['tcp', 'http'])('tells a refused connection over %s', async (scheme) => {
    const outcome = await takeProbe(probe(`${scheme}://127.0.0.1:${await freePort()}`));
    expect(outcome).toMatchObject({ state: 'down', reason: 'refused' });
  });

  it('tells a name that is none, in a phase of its own', async () => {
    const outcome = await takeProbe(probe('http://nonexistent.invalid/'));
    expect(outcome).toMatchObject({ state: 'down', reason: 'dns' });
    expect(outcome.timings.connectMs).toBeUndefined();
  });

  it.each(['localhost', 'demo.localhost', 'LOCALHOST'])('knows %s without asking', async (name) => {
    const address = await serve(answering('HTTP/1.1 200 OK\r\n\r\n'));
    const outcome = await takeProbe(probe(`http://${name}:${address.split(':')[1] ?? ''}/`));
    expect(outcome).toMatchObject({ state: 'up' });
    expect(outcome.timings.dnsMs).toBeUndefined();
  });

  it.each(['http://:80/', 'tcp://127.0.0.1', 'http://a b/', 'tcp://[::1', ''])(
    'measures nothing at %j, and holds it against nobody',
    async (url) => {
      expect(await takeProbe(probe(url))).toEqual({ state: 'unmonitored', reason: 'other', timings: {} });
    },
  );

  it('holds it against nobody that our own event loop stood still', async () => {
    const address = await serve(() => undefined);
    const outcome = takeProbe(probe(`http://${address}/`, { timeoutMs: 50 }));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    expect(await outcome).toEqual({ state: 'unmonitored', reason: 'late', timings: {} });
  });
});
