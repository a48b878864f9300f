import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describeFaults } from './config-fault.js';
import { loadCatalogue } from './load-catalogue.js';

const SMALL = resolve('test/fixtures/config/small');
const HASH = '22b9a8ee9d272c66f86d053221106e8f4292bea58c9a6194af6471fc46c03e71';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perspektiv-mistakes-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function faultsOf(probe: object): Promise<string> {
  const system = {
    ...{ id: 'tjanst-a', name: 'A', owner: 'a', representative: 'Anna A', category: 'basic' },
    ...{ serviceDomain: 'social', serviceTime: 'kontorstid' },
    probes: [{ id: 'a', kind: 'http', url: 'https://a.example.se/', ...probe }],
  };
  const files = {
    'perspektiv.yaml': { name: 'Teststaden', extends: SMALL },
    'systems.yaml': [system],
    'projects.yaml': [],
    'canaries.yaml': [{ vantage: 'annex', probes: [{ id: 'c', kind: 'tcp', url: 'tcp://127.0.0.1:9' }] }],
  };
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), JSON.stringify(content));
  const read = await loadCatalogue(folder, undefined, { mistakesFor: 'main' });
  return read.ok ? '' : describeFaults(read.problem);
}

describe('check-config', () => {
  it.each([
    ['HEAD with a text', { method: 'HEAD', expectText: 'hej' }, 'no body for expectText'],
    ['HEAD with a pattern', { method: 'HEAD', expectPattern: 'hej' }, 'no body for expectPattern'],
    ['a timeout over the interval', { intervalSeconds: 5, timeoutMs: 6_000 }, 'waited for longer'],
    ['slowness beyond the timeout', { timeoutMs: 2_000, degradedAboveMs: 2_000 }, 'can be slower than'],
    [
      'TLS without TLS',
      { url: 'http://a.example.se/', tls: { serverName: 'b.example.se' } },
      'not encrypted',
    ],
    ['a vantage point misspelt', { from: ['anex'] }, 'Did you mean "annex"?'],
    ['a vantage point that nobody has', { from: ['stadshuset'] }, 'No vantage point is called "stadshuset"'],
    [
      'a secret without its file',
      { headers: { Authorization: { fromFile: '/nowhere/secret' } } },
      'There is no file "/nowhere/secret"',
    ],
    [
      'a job that is expected in no way',
      { kind: 'heartbeat', url: undefined, tokenSha256: HASH },
      'Nothing says when',
    ],
    [
      'a job that is expected in two ways',
      { kind: 'heartbeat', url: undefined, tokenSha256: HASH, cron: '0 2 * * *', callEverySeconds: 60 },
      'Two keys say when',
    ],
    [
      'a job with six fields of cron',
      { kind: 'heartbeat', url: undefined, tokenSha256: HASH, cron: '0 0 2 * * *' },
      'five fields',
    ],
  ])('finds %s', async (_, probe, sentence) => {
    expect(await faultsOf(probe)).toContain(sentence);
  });

  it('finds a token where its hash belongs, and does not repeat it', async () => {
    const probe = { kind: 'heartbeat', url: undefined, callEverySeconds: 60, tokenSha256: 'hemligt-ord-7' };
    const faults = await faultsOf(probe);
    expect(faults).toContain('SHA-256');
    expect(faults).not.toContain('hemligt-ord-7');
  });

  it.each([
    ['as usual', {}],
    ['with HEAD and a header', { method: 'HEAD', expectHeaders: [{ name: 'server', contains: 'x' }] }],
    ['each second, with the usual timeout', { intervalSeconds: 1 }],
    ['that leads to https', { url: 'http://a.example.se/', followRedirects: 1, tls: { minDays: 3 } }],
    ['from here and there', { from: ['main', 'annex'] }],
    ['of a job by cron', { kind: 'heartbeat', url: undefined, tokenSha256: HASH, cron: '30 2 * * 1-5' }],
  ])('takes a probe %s', async (_, probe) => {
    expect(await faultsOf(probe)).toBe('');
  });

  it('takes the sample city', async () => {
    const read = await loadCatalogue('config/demo', undefined, { mistakesFor: 'main' });
    expect(read.ok ? '' : describeFaults(read.problem)).toBe('');
  });
});
