import { describe, expect, it } from '@jest/globals';
import { type Alert } from '#core';
import { type Catalogue, loadCatalogue } from '#catalogue';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { channelsFor, channelsOf, escalateAfterMs } from './routing.js';

/** The small city (A and B are below the city), told of by these routes to channels that are named in them. */
async function cityWith(routes: readonly object[]): Promise<Catalogue> {
  const folder = await mkdtemp(join(tmpdir(), 'perspektiv-routes-'));
  const small = JSON.stringify(resolve('test/fixtures/config/small'));
  await writeFile(join(folder, 'perspektiv.yaml'), `name: Teststaden\nextends: ${small}\n`);
  const channels = ['alla', 'a', 'b', 'jour'].map((id) => ({
    id,
    kind: 'webhook',
    url: 'http://127.0.0.1:9/',
  }));
  await writeFile(join(folder, 'notifications.yaml'), JSON.stringify({ channels, routes }));
  const loaded = await loadCatalogue(folder);
  await rm(folder, { recursive: true });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problem));
  return loaded.value;
}

function alertOf(more: Partial<Alert> = {}): Alert {
  return {
    ...{ id: 'x', kind: 'system-down', severity: 'critical', subject: 'tjanst-a', system: 'tjanst-a' },
    ...{ sinceMs: 0, firedMs: 0, detail: {}, acknowledged: null, escalatedMs: null, resolvedMs: null },
    ...more,
  };
}

const ofB = alertOf({ subject: 'tjanst-b', system: 'tjanst-b' });
const ofNone = alertOf({ kind: 'pipeline-late', subject: 'roll-up', system: null });

describe('a route', () => {
  it('takes the alerts of its systems only', async () => {
    const city = await cityWith([{ systems: ['tjanst-a'], channels: ['a'] }, { channels: ['alla'] }]);
    expect([...channelsOf(city, alertOf())]).toEqual(['a', 'alla']);
    expect([...channelsOf(city, ofB)]).toEqual(['alla']);
    expect([...channelsOf(city, ofNone)]).toEqual(['alla']);
  });

  it('takes the alerts of systems whose owners are its units, or below them', async () => {
    const city = await cityWith([
      { units: ['b'], channels: ['b'] },
      { units: ['city'], channels: ['alla'] },
    ]);
    expect([...channelsOf(city, alertOf())]).toEqual(['alla']);
    expect([...channelsOf(city, ofB)]).toEqual(['b', 'alla']);
    expect([...channelsOf(city, ofNone)]).toEqual([]);
  });

  it('takes what all of its filters let through', async () => {
    const city = await cityWith([
      {
        units: ['a'],
        systems: ['tjanst-a'],
        kinds: ['system-down'],
        severities: ['warning'],
        channels: ['a'],
      },
    ]);
    expect([...channelsOf(city, alertOf({ severity: 'warning' }))]).toEqual(['a']);
    expect([...channelsOf(city, alertOf())]).toEqual([]);
    expect([...channelsOf(city, alertOf({ severity: 'warning', kind: 'system-silent' }))]).toEqual([]);
  });

  it('tells those behind it of an escalation, who did not know, and nobody of an acknowledgement', async () => {
    const city = await cityWith([
      { systems: ['tjanst-a'], channels: ['a'], escalateAfterMinutes: 15, escalateTo: ['a', 'jour'] },
      { units: ['a'], channels: ['alla'], escalateAfterMinutes: 5, escalateTo: ['jour'] },
    ]);
    expect(escalateAfterMs(city, alertOf())).toBe(5 * 60_000);
    expect(escalateAfterMs(city, ofB)).toBeNull();
    const alert = alertOf({ escalatedMs: 1 });
    const notice = { id: 'n', atMs: 1, alert } as const;
    expect([...channelsFor(city, { ...notice, transition: 'escalated' })]).toEqual(['jour']);
    expect([...channelsFor(city, { ...notice, transition: 'acknowledged' })]).toEqual([]);
    expect([...channelsFor(city, { ...notice, transition: 'resolved' })]).toEqual(['a', 'alla', 'jour']);
  });
});
