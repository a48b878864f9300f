import { HttpProbe, type SecretReference, TlsProbe } from '#catalogue';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from 'node:net';
import { type Duplex } from 'node:stream';
import { createSecureContext, createServer, type SecureContext } from 'node:tls';
import { generate } from 'selfsigned';
import { handshakes } from './handshake-gate.js';
import { type Outcome } from './outcome.js';
import { type ProbeSettings } from './probe-settings.js';
import { takeProbe } from './take-probe.js';
import { type TraceStep } from './trace.js';

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
async function serve(
  { name, fromDays, untilDays, selfSigned }: Certificate,
  clientAuthority?: string,
): Promise<number> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() + fromDays * DAY_MS),
    notAfterDate: new Date(Date.now() + untilDays * DAY_MS),
    ...(selfSigned ? {} : { ca: { key: authority.private, cert: authority.cert } }),
  });
  const asking = clientAuthority === undefined ? {} : { ca: clientAuthority, requestCert: true };
  const server = createServer({ key: made.private, cert: made.cert, ...asking }, (socket) => {
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

function take(
  url: string,
  parts: object = {},
  settings: ProbeSettings = { secureContext: trusted },
): Promise<Outcome> {
  const probe = Object.assign(new HttpProbe(), { id: 'p', url, timeoutMs: 3_000, ...parts });
  return takeProbe(probe, settings);
}

describe('takeProbe over TLS', () => {
  it('is up with a certificate of a trusted authority, and tells the days it has left', async () => {
    const port = await serve({ name: 'localhost', fromDays: -1, untilDays: 30.5 });
    const outcome = await take(`https://localhost:${port}/`);
    expect(outcome).toMatchObject({ state: 'up', statusCode: 200, certDays: 30 });
    expect(Object.keys(outcome.timings).sort()).toEqual(['connectMs', 'tlsMs', 'totalMs', 'ttfbMs']);
  });

  it('tells how long it waited for its turn to shake hands', async () => {
    const port = await serve({ name: 'localhost', fromDays: -1, untilDays: 30 });
    const leave = await handshakes.enter();
    const taken = take(`https://localhost:${port}/`);
    leave();
    expect((await taken).waitedMs).toBeGreaterThan(0);
    expect((await take(`http://localhost:${port}/`)).waitedMs).toBeUndefined();
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

  it('shows the certificate that it was given to a server that asks for one, and is down without', async () => {
    const own = await generate([{ name: 'commonName', value: 'probe' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      ca: { key: authority.private, cert: authority.cert },
    });
    const port = await serve({ name: 'localhost', fromDays: -1, untilDays: 30 }, authority.cert);
    const secrets: Record<string, string> = { own: own.cert, key: own.private, ca: authority.cert };
    const secretOf = (reference: SecretReference): string | null =>
      secrets['fromEnvironment' in reference ? reference.fromEnvironment : ''] ?? null;
    const authorities = { fromEnvironment: 'ca' };
    const shown = { certificate: { fromEnvironment: 'own' }, key: { fromEnvironment: 'key' } };
    const missing = { ...shown, key: { fromEnvironment: 'none' } };
    const takeWith = (tls: object) => take(`https://localhost:${port}/`, { tls }, { secretOf });
    expect(await takeWith({ authorities, clientCertificate: shown })).toMatchObject({ statusCode: 200 });
    expect(await takeWith({ authorities })).toMatchObject({ state: 'down', reason: 'tls' });
    expect(await takeWith({ authorities, clientCertificate: missing })).toMatchObject({
      state: 'unmonitored',
    });
  });

  describe('with a chain of several certificates', () => {
    type Pair = Awaited<ReturnType<typeof generate>>;
    const signs = [
      { name: 'basicConstraints' as const, cA: true, critical: true },
      { name: 'keyUsage' as const, keyCertSign: true },
    ];
    const made = (name: string, untilDays: number, by: { key: string; cert: string }, signing = false) =>
      generate([{ name: 'commonName', value: name }], {
        keyType: 'ec',
        algorithm: 'sha256',
        notBeforeDate: new Date(Date.now() - 90 * DAY_MS),
        notAfterDate: new Date(Date.now() + untilDays * DAY_MS),
        ca: by,
        ...(signing ? { extensions: signs } : {}),
      });
    const root = () => ({ key: authority.private, cert: authority.cert });

    async function serving(own: Pair, ...others: string[]): Promise<number> {
      const server = createServer({ key: own.private, cert: [own.cert, ...others].join('\n') }, (socket) =>
        socket.on('error', () => socket.destroy()),
      );
      return listen(server);
    }

    /** With and without somebody who looks on, who must change nothing. */
    async function takeBoth(port: number): Promise<Outcome> {
      const tls = { minDays: 20, authorities: { fromEnvironment: 'ca' } };
      const probe = Object.assign(new TlsProbe(), { id: 'p', url: `tls://localhost:${port}`, tls });
      const secretOf = () => authority.cert;
      const looked = await takeProbe(probe, { secretOf, trace: () => undefined });
      const { state, reason, certDays } = await takeProbe(probe, { secretOf });
      expect(looked).toMatchObject({ state, reason, certDays });
      return looked;
    }

    it('counts an intermediate that ends before the server’s own', async () => {
      const between = await made('Between', 5.5, root(), true);
      const own = await made('localhost', 299.5, { key: between.private, cert: between.cert });
      expect(await takeBoth(await serving(own, between.cert))).toMatchObject({
        state: 'degraded',
        reason: 'certificate',
        certDays: 5,
      });
    });

    it('does not count what is sent besides, and is not needed', async () => {
      const between = await made('Between', 100.5, root(), true);
      const own = await made('localhost', 299.5, { key: between.private, cert: between.cert });
      const stranger = await made('Old authority', -2, root(), true);
      expect(await takeBoth(await serving(own, between.cert, stranger.cert))).toMatchObject({
        state: 'up',
        certDays: 100,
      });
    });
  });

  it.each([
    ['CERT_HAS_EXPIRED', { name: 'localhost', fromDays: -30, untilDays: -2 }],
    ['ERR_TLS_CERT_ALTNAME_INVALID', { name: 'other.example', fromDays: -1, untilDays: 30 }],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', { name: 'localhost', fromDays: -1, untilDays: 30, selfSigned: true }],
  ])('tells who looks on why: %s', async (code, certificate) => {
    const steps: TraceStep[] = [];
    const trace = (step: TraceStep): void => {
      steps.push(step);
    };
    await take(`https://localhost:${await serve(certificate)}/`, {}, { secureContext: trusted, trace });
    expect(steps.at(-1)).toMatchObject({ kind: 'failed', reason: 'certificate', code });
  });

  it.each(['localhost', '127.0.0.1'])('goes through the tunnel of a proxy, to %s', async (host) => {
    const port = await serve({ name: 'localhost', fromDays: -1, untilDays: 30 });
    const asked: string[] = [];
    const proxy = createHttpServer().on('connect', ({ url = '' }, near: Duplex) => {
      asked.push(url);
      const far = connect(port, '127.0.0.1', () => near.write('HTTP/1.1 200 Connected\r\n\r\n'));
      far.on('error', () => near.destroy());
      near.on('error', () => far.destroy());
      near.pipe(far).pipe(near);
    });
    const connection = { proxy: `http://127.0.0.1:${await listen(proxy)}` };
    expect(await take(`https://${host}:${port}/`, { connection })).toMatchObject({
      state: 'up',
      certDays: 29,
    });
    expect(asked).toEqual([`${host}:${port}`]);
    const elsewhere = { connection, tls: { serverName: 'other.example' } };
    expect(await take(`https://${host}:${port}/`, elsewhere)).toMatchObject({ reason: 'certificate' });
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
