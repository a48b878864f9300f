import { afterEach, describe, expect, it } from '@jest/globals';
import { type RequestListener, type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { AddressPolicy } from './address-policy.js';
import { connectGuarded } from './guarded-connection.js';
import { OutgoingClient, type OutgoingLimits } from './outgoing-client.js';

const LIMITS: OutgoingLimits = { timeoutMs: 5_000, maxBytes: 10_000 };
const servers: Server[] = [];
const clients: OutgoingClient[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function clientTo(networks: readonly string[], limits = LIMITS): OutgoingClient {
  const client = new OutgoingClient(new AddressPolicy(networks), limits);
  clients.push(client);
  return client;
}

describe('OutgoingClient', () => {
  it('sends what it is given, and answers as fetch does', async () => {
    const port = await serve((request, response) => {
      request.setEncoding('utf8').on('data', (body: string) => {
        response.writeHead(202, { 'x-seen': `${request.method ?? ''} ${String(request.headers['x-word'])}` });
        response.end(body.toUpperCase());
      });
    });
    const answer = await clientTo([]).fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { 'x-word': 'hej' },
      body: 'åäö',
    });
    expect([answer.status, answer.headers.get('x-seen'), await answer.text()]).toEqual([
      202,
      'POST hej',
      'ÅÄÖ',
    ]);
    expect(answer).toBeInstanceOf(Response);
  });

  it('checks what a name resolves to, not only what is written', async () => {
    let requests = 0;
    const port = await serve((_, response) => {
      requests++;
      response.end('well');
    });
    const elsewhere = clientTo(['192.0.2.0/24']);
    for (const host of ['localhost', '127.0.0.1', '[::ffff:127.0.0.1]'])
      await expect(elsewhere.fetch(`http://${host}:${port}/`)).rejects.toMatchObject({
        code: 'outgoing/network-not-allowed',
      });
    expect(requests).toBe(0);
    expect(await (await clientTo(['127.0.0.0/8']).fetch(`http://localhost:${port}/`)).text()).toBe('well');
  });

  it('checks every hop', async () => {
    const inside = await serve((_, response) => response.end('secret'));
    const redirecting = (to: string) =>
      serve((_, response) => response.writeHead(302, { location: to }).end());
    const client = clientTo(['127.0.0.1']);
    const metadata = await redirecting('http://169.254.169.254/latest/meta-data');
    await expect(client.fetch(`http://127.0.0.1:${metadata}/`)).rejects.toMatchObject({
      code: 'outgoing/metadata',
    });
    const loopback = await redirecting(`http://127.0.0.2:${inside}/`);
    await expect(client.fetch(`http://127.0.0.1:${loopback}/`)).rejects.toMatchObject({
      code: 'outgoing/network-not-allowed',
    });
    const file = await redirecting('file:///etc/passwd');
    await expect(client.fetch(`http://127.0.0.1:${file}/`)).rejects.toThrow();
    const good = await redirecting(`http://127.0.0.1:${inside}/`);
    expect(await (await client.fetch(`http://127.0.0.1:${good}/`)).text()).toBe('secret');
    const kept = await client.fetch(`http://127.0.0.1:${good}/`, { redirect: 'manual' });
    expect(kept.status).toBe(302);
  });

  it('takes no more than it said, also of what is packed', async () => {
    const port = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1_000_000)));
    });
    const answer = await clientTo([]).fetch(`http://127.0.0.1:${port}/`);
    await expect(answer.text()).rejects.toMatchObject({ code: 'outgoing/too-large' });
  });

  it('does not wait for ever, neither for an answer nor for the rest of it', async () => {
    const silent = await serve(() => undefined);
    const dripping = await serve((_, response) => {
      response.write('a');
    });
    const client = clientTo([], { ...LIMITS, timeoutMs: 300 });
    await expect(client.fetch(`http://127.0.0.1:${silent}/`)).rejects.toThrow();
    const answer = await client.fetch(`http://127.0.0.1:${dripping}/`);
    await expect(answer.text()).rejects.toThrow();
  });
});

describe('a raw connection', () => {
  it('goes where it may', async () => {
    const port = await serve((_, response) => response.end('well'));
    const to = { host: 'localhost', port, timeoutMs: 5_000 };
    const socket = await connectGuarded(new AddressPolicy(['127.0.0.1']), to);
    expect(socket.remoteAddress).toBe('127.0.0.1');
    socket.destroy();
    for (const host of ['localhost', '127.0.0.1'])
      await expect(connectGuarded(new AddressPolicy(['192.0.2.1']), { ...to, host })).rejects.toMatchObject({
        code: 'outgoing/network-not-allowed',
      });
  });
});
