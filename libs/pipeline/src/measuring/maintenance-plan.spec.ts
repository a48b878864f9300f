import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Catalogue, citySeries } from '#catalogue';
import { type Store, openStore } from '#store';
import { Failures } from '../stage.js';
import { MaintenancePlan } from './maintenance-plan.js';

const NOW = Date.parse('2026-10-20T12:00Z');
const QUARTER = { startMs: Date.parse('2026-06-30T22:00Z'), endMs: Date.parse('2026-09-30T22:00Z') };
const WORK = { startMs: Date.parse('2026-09-17T08:00Z'), endMs: Date.parse('2026-09-17T09:00Z') };
const SIGNED = { by: 'drift', nowMs: NOW };

let folder: string;
let store: Store;
let plan: MaintenancePlan;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perspektiv-plan-'));
  store = await openStore(folder, []);
  const { ledger } = store;
  const catalogue = { maintenance: [], calendars: new Map() } as unknown as Catalogue;
  plan = new MaintenancePlan({ catalogue, ledger, failures: new Failures(), nowMs: () => NOW });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

it.each([
  ['before the freeze stays in what was frozen', NOW + 1, 1],
  ['after the freeze was never in it', NOW - 1, 0],
])('work that was planned %s when it is taken back as never held', async (_, frozenAtMs, kept) => {
  const series = [citySeries({ note: 'Fel', announcedMs: NOW, first: WORK })];
  const [made] = await plan.plan({ systems: ['a'], series, origin: 'people' }, SIGNED);
  const from = { neverHeldBut: [{ ...QUARTER, frozenAtMs }] };
  await plan.withdraw(made?.id ?? '', { from }, SIGNED);
  expect((await plan.between(QUARTER)).filter((work) => work.plan === made?.id)).toHaveLength(kept);
});
