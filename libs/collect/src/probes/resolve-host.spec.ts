import { Resolver } from 'node:dns/promises';
import { afterEach, expect, it } from '@jest/globals';
import {
  type NameServer,
  fails,
  failsOnIpv6,
  isSilentOnIpv6,
  knowsNoSuchName,
  startNameServer,
} from '../../../../test/awkward/name-server.js';
import { askedOf } from './resolve-host.js';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function asked(server: NameServer): Promise<readonly string[]> {
  const port = await startNameServer({ atClose: (close) => closing.push(close) }, server);
  const resolver = new Resolver({ timeout: 5_000, tries: 3 });
  resolver.setServers([`127.0.0.1:${port}`]);
  closing.push(() => {
    resolver.cancel();
  });
  return askedOf('skolan.example.se', undefined, resolver);
}

it.each([
  ['fails', failsOnIpv6],
  ['is silent', isSilentOnIpv6],
])('finds the address of a name whose server %s on IPv6', async (_, server) => {
  expect(await asked(server)).toEqual(['192.0.2.7']);
});

it('finds none of a name that is not there, and tells when the server fails', async () => {
  expect(await asked(knowsNoSuchName)).toEqual([]);
  await expect(asked(fails)).rejects.toMatchObject({ code: 'ESERVFAIL' });
});
