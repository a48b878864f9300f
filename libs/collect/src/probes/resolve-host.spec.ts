import { Resolver } from 'node:dns/promises';
import { afterEach, expect, it } from '@jest/globals';
import { type NameServerBehaviour, startNameServer } from '../../../../test/awkward/name-server.js';
import { askedOf } from './resolve-host.js';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function asked(behaviour: NameServerBehaviour): Promise<readonly string[]> {
  const port = await startNameServer({ atClose: (close) => closing.push(close) }, behaviour);
  const resolver = new Resolver({ timeout: 5_000, tries: 3 });
  resolver.setServers([`127.0.0.1:${port}`]);
  closing.push(() => {
    resolver.cancel();
  });
  return askedOf('skolan.example.se', undefined, resolver);
}

it.each<NameServerBehaviour>(['fails-on-ipv6', 'is-silent-on-ipv6'])(
  'finds the address of a name whose server %s',
  async (behaviour) => {
    expect(await asked(behaviour)).toEqual(['192.0.2.7']);
  },
);

it('finds none of a name that is not there, and tells when the server fails', async () => {
  expect(await asked('knows-no-such-name')).toEqual([]);
  await expect(asked('fails')).rejects.toMatchObject({ code: 'ESERVFAIL' });
});
