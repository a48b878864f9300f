import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LinkSecret } from '../link-secret.js';
import { FloodGate } from './flood-gate.js';
import { FormTokens } from './form-tokens.js';
import { OneTimeLinks } from './one-time-links.js';
import { seal, unseal } from './seal.js';

const NOW_MS = Date.parse('2026-10-10T09:00:00+02:00');
const HOUR_MS = 3_600_000;

let folder: string;
let secret: LinkSecret;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perspektiv-'));
  secret = new LinkSecret({ dataFolder: folder });
});
afterAll(() => rm(folder, { recursive: true }));

/** A token with one of its signs changed. */
function changed(token: string, place: number): string {
  return `${token.slice(0, place)}${token[place] === 'A' ? 'B' : 'A'}${token.slice(place + 1)}`;
}

describe('the secret of links', () => {
  it('is made once, whole, also by several who need it at the same time', async () => {
    const others = Array.from({ length: 8 }, () => new LinkSecret({ dataFolder: folder }));
    const keys = await Promise.all(others.map((each) => each.bytes()));
    expect(new Set(keys.map((key) => key.toString())).size).toBe(1);
    expect(await readdir(folder)).toEqual(['link-secret']);
    expect(await readFile(join(folder, 'link-secret'), 'utf8')).toBe(keys[0]?.toString());
  });

  it('gives each use a key of its own', async () => {
    expect((await secret.keyFor('a')).equals(await secret.keyFor('b'))).toBe(false);
    expect((await secret.keyFor('a')).equals(await secret.keyFor('a'))).toBe(true);
  });
});

describe('one-time links', () => {
  it('are numbers that only their wave knows, and that no change of a sign survives', async () => {
    const links = new OneTimeLinks(secret);
    const tokens = await links.tokens('nki/2026-Q4', { first: 7, count: 3 });
    const numbers = tokens.map((token) => links.numberOf('nki/2026-Q4', token));
    expect(await Promise.all(numbers)).toEqual([7, 8, 9]);
    const [token = ''] = tokens;
    expect(await links.numberOf('nki/2027-Q1', token)).toBeNull();
    for (let place = 0; place < token.length; place++) {
      expect([place, await links.numberOf('nki/2026-Q4', changed(token, place))]).toEqual([place, null]);
    }
  });
});

describe('tokens of forms', () => {
  it('are good for their wave for some hours, and differ each time', async () => {
    const forms = new FormTokens(secret);
    const draw = async (asksNumber: boolean) => forms.draw('nki/2026-Q4', { nowMs: NOW_MS, asksNumber });
    const [first, second] = [await draw(false), await draw(true)];
    expect(first.number).toBeNull();
    expect(second.number).toBeGreaterThanOrEqual(1);
    expect(second.number).toBeLessThanOrEqual(10);
    const read = await forms.read('nki/2026-Q4', second.token, NOW_MS + HOUR_MS);
    expect(read?.number).toBe(second.number);
    expect(read?.id).not.toBe((await forms.read('nki/2026-Q4', first.token, NOW_MS))?.id);
    expect(await forms.read('nki/2027-Q1', first.token, NOW_MS)).toBeNull();
    expect(await forms.read('nki/2026-Q4', first.token, NOW_MS + 4 * HOUR_MS)).toBeNull();
    for (let place = 0; place < first.token.length; place++) {
      expect(await forms.read('nki/2026-Q4', changed(first.token, place), NOW_MS)).toBeNull();
    }
  });

  it('are remembered for as long as they are good', async () => {
    const forms = new FormTokens(secret);
    const { token } = await forms.draw('nki/2026-Q4', { nowMs: NOW_MS + 1, asksNumber: false });
    const lastMs = NOW_MS + 4 * HOUR_MS;
    const { untilHour = 0 } = (await forms.read('nki/2026-Q4', token, lastMs)) ?? {};
    expect(untilHour).toBeGreaterThanOrEqual(Math.floor(lastMs / HOUR_MS));
  });
});

describe('the gate against floods', () => {
  it('asks an address after some answers, and closes for it for the rest of the hour', () => {
    const gate = new FloodGate(200);
    const seen = { open: 0, asks: 0, closed: 0 };
    for (let i = 0; i < 10_000; i++) {
      const state = gate.of('10.1.2.3', NOW_MS + i);
      seen[state]++;
      if (state !== 'closed') gate.count('10.1.2.3', NOW_MS + i);
    }
    expect(seen).toEqual({ open: 5, asks: 195, closed: 9_800 });
    expect(gate.of('10.1.2.4', NOW_MS)).toBe('open');
    expect(gate.of('10.1.2.3', NOW_MS + HOUR_MS)).toBe('open');
  });
});

describe('a seal', () => {
  const key = randomBytes(32);
  const about = 'nki/2026-Q4';

  it('gives back what it closed, in blocks that do not tell how much it is', () => {
    const values = [{ a: 1 }, { a: 123, b: 'Å'.repeat(500) }];
    const sealed = values.map((value) => seal(value, { key, about }));
    expect(sealed.map((text) => unseal(text, { key, about }))).toEqual(values);
    expect(new Set(sealed.map((text) => text.length)).size).toBe(1);
    expect(seal({ a: 1 }, { key, about })).not.toBe(sealed[0]);
  });

  it('opens for no other key, wave or content', () => {
    const sealed = seal({ a: 1 }, { key, about });
    const wrong = /cannot be opened/;
    expect(() => unseal(sealed, { key: randomBytes(32), about })).toThrow(wrong);
    expect(() => unseal(sealed, { key, about: 'nki/2027-Q1' })).toThrow(wrong);
    expect(() => unseal(changed(sealed, 60), { key, about })).toThrow(wrong);
    expect(() => unseal('', { key, about })).toThrow(wrong);
  });
});
