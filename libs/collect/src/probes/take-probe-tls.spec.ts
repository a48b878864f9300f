import { HttpProbe } from '#catalogue';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { createSecureContext, createServer, type SecureContext } from 'node:tls';
import { generate } from 'selfsigned';
import { type Outcome } from './outcome.js';
import { takeProbe } from './take-probe.js';

const DAY_MS = 86_400_000;
const servers: Server[] = [];
let authority: { private: string; cert: string };
let trusted: SecureContext;

beforeAll(async () => {
  authority = await generate([{ name: 'commonName', value: 'Test Authority' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true },
    ],
  });
  trusted = createSecureContext({ ca: authority.cert });
});

afterAll(async () => {
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
});

interface Certificate {
  readonly name: string;
  readonly fromDays: number;
  readonly untilDays: number;
  readonly selfSigned?: boolean;
}

/** A web server with such a certificate; resolves to its port. */
async function serve({ name, fromDays, untilDays, selfSigned }: Certificate): Promise<number> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() + fromDays * DAY_MS),
    notAfterDate: new Date(Date.now() + untilDays * DAY_MS),
    ...(selfSigned ? {} : { ca: { key: authority.private, cert: authority.cert } }),
  });
  const server = createServer({ key: made.private, cert: made.cert }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\nwell'));
  });
  return listen(server);
}

async function listen(server: Server): Promise<number> {
  servers.push(server.on('connection', (socket) => socket.on('error', () => socket.destroy())));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function take(url: string, parts: Partial<HttpProbe> = {}): Promise<Outcome> {
  const probe = Object.assign(new HttpProbe(), { id: 'p', url, timeoutMs: 3_000, ...parts });
  return takeProbe(probe, { secureContext: trusted });
}

describe('takeProbe over TLS', () => {
  it('is up with a certificate of a trusted authority, and tells the days it has left', async () => {
    const port = await serve({ name: 'localhost', fromDays: -1, untilDays: 30.5 });
    const outcome = await take(`https://localhost:${port}/`);
    expect(outcome).toMatchObject({ state: 'up', statusCode: 200, certDays: 30 });
    expect(Object.keys(outcome.timings).sort()).toEqual(['connectMs', 'tlsMs', 'totalMs', 'ttfbMs']);
  });

  it('looks for text over TLS too', async () => {
    const port = await serve({ name: 'localhost', fromDays: -1, untilDays: 30 });
    expect(await take(`https://localhost:${port}/`, { expectText: 'well' })).toMatchObject({ state: 'up' });
    expect(await take(`https://localhost:${port}/`, { expectText: 'ill' })).toMatchObject({
      reason: 'content',
    });
  });

  it('knows a certificate for an address', async () => {
    const port = await serve({ name: 'localhost', fromDays: -1, untilDays: 30 });
    expect(await take(`https://127.0.0.1:${port}/`)).toMatchObject({ state: 'up' });
  });

  it.each([
    ['has expired', { name: 'localhost', fromDays: -30, untilDays: -2.5 }, -3],
    ['is not valid yet', { name: 'localhost', fromDays: 2, untilDays: 30.5 }, 30],
    ['is for another host', { name: 'other.example', fromDays: -1, untilDays: 30.5 }, 30],
    ['signs itself', { name: 'localhost', fromDays: -1, untilDays: 30.5, selfSigned: true }, 30],
  ])('is down when the certificate %s, and sends nothing', async (_, certificate, certDays) => {
    const outcome = await take(`https://localhost:${await serve(certificate)}/`);
    expect(outcome).toMatchObject({ state: 'down', reason: 'certificate', certDays });
    expect(outcome.timings.ttfbMs).toBeUndefined();
  });

  it('does not trust the test authority unless told to', async () => {
    const port = await serve({ name: 'localhost', fromDays: -1, untilDays: 30 });
    const probe = Object.assign(new HttpProbe(), { id: 'p', url: `https://localhost:${port}/` });
    expect(await takeProbe(probe)).toMatchObject({ state: 'down', reason: 'certificate' });
  });

  it('tells plain HTTP on the TLS port', async () => {
    const port = await listen(
      createTcpServer((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    expect(await take(`https://localhost:${port}/`)).toMatchObject({ state: 'down', reason: 'tls' });
  });

  it('tells a reset within the handshake', async () => {
    const port = await listen(
      createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    );
    expect(await take(`https://localhost:${port}/`)).toMatchObject({ state: 'down', reason: 'reset' });
  });

  it('does not let silent targets keep others from their turn, nor count the wait', async () => {
    const silent = await listen(createTcpServer((socket) => socket.resume()));
    const port = await serve({ name: 'localhost', fromDays: -1, untilDays: 30 });
    const hanging = Array.from({ length: 20 }, () =>
      take(`https://localhost:${silent}/`, { timeoutMs: 1_500 }),
    );
    const well = await take(`https://localhost:${port}/`, { timeoutMs: 400 });
    expect(well).toMatchObject({ state: 'up' });
    for (const outcome of await Promise.all(hanging)) {
      expect(outcome).toMatchObject({ state: 'down', reason: 'timeout' });
    }
  });
});
