import { afterEach, describe, expect, it } from '@jest/globals';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { Farm } from '../../../../test/awkward/farm.js';
import { fullBacklog } from '../../../../test/awkward/full-backlog.js';
import { Attempt } from './attempt.js';
import { openFirst } from './open-first.js';

const servers: Server[] = [];
const attempts: Attempt[] = [];

afterEach(async () => {
  for (const attempt of attempts.splice(0)) attempt.end();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listening(host: string, port = 0): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return (server.address() as AddressInfo).port;
}

function begin(): Attempt {
  const attempt = new Attempt(5_000);
  attempt.expired.catch(() => undefined);
  attempts.push(attempt);
  return attempt;
}

describe('openFirst', () => {
  it.each([
    ['the first', ['127.0.0.1', '127.0.0.2']],
    ['the last, when the others refuse', ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.1']],
  ])('connects to %s', async (_, addresses) => {
    const port = await listening('127.0.0.1');
    const attempt = begin();
    const { address, socket } = await openFirst(addresses, port, attempt);
    expect(address).toBe('127.0.0.1');
    expect(socket.destroyed).toBe(false);
    expect(attempt.timings().connectMs).toBeGreaterThanOrEqual(0);
  });

  it('connects to the next beside one that is silent', async () => {
    const farm = await Farm.open();
    try {
      const port = await fullBacklog(farm);
      await listening('127.0.0.2', port);
      expect(await openFirst(['127.0.0.1', '127.0.0.2'], port, begin())).toMatchObject({
        address: '127.0.0.2',
      });
    } finally {
      await farm.close();
    }
  });

  it('says why the last did not answer when none does', async () => {
    await expect(openFirst(['127.0.0.2', '127.0.0.3'], 1, begin())).rejects.toMatchObject({
      reason: 'refused',
    });
    await expect(openFirst([], 1, begin())).rejects.toMatchObject({ reason: 'unreachable' });
  });

  it('lets go of every connection when its attempt ends', async () => {
    const port = await listening('127.0.0.1');
    const attempt = begin();
    const { socket } = await openFirst(['127.0.0.1'], port, attempt);
    attempt.end();
    expect(socket.destroyed).toBe(true);
  });
});
