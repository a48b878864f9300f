import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostsFile, parsedHosts } from './hosts-file.js';

describe('parsedHosts', () => {
  it('takes every name of a line, in the order of the file, and leaves out comments and what is no address', () => {
    const hosts = parsedHosts(
      '# ours\n127.0.0.1\tportal.test Portal # here\n::1 portal.test\nnowhere x.test\n\n192.0.2.7 db.test\r\n',
    );
    expect(hosts.get('portal.test')).toEqual(['127.0.0.1', '::1']);
    expect(hosts.get('portal')).toEqual(['127.0.0.1']);
    expect(hosts.get('db.test')).toEqual(['192.0.2.7']);
    expect([...hosts.keys()]).not.toContain('x.test');
  });
});

describe('HostsFile', () => {
  let folder = '';
  afterAll(() => rm(folder, { recursive: true }));

  it('knows names in any case and with a final dot, and none without a file', async () => {
    folder = await mkdtemp(join(tmpdir(), 'hosts-'));
    const path = join(folder, 'hosts');
    expect(new HostsFile(path).addressesOf('portal.test')).toEqual([]);
    await writeFile(path, '192.0.2.7 Portal.test\n');
    expect(new HostsFile(path).addressesOf('PORTAL.test.')).toEqual(['192.0.2.7']);
  });
});
