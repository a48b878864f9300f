import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { type Catalogue, describeFaults, inhabitantsIn, loadCatalogue, probeAddress } from '#catalogue';
import { buildCity } from './city.js';

async function demoCatalogue(): Promise<Catalogue> {
  const loaded = await loadCatalogue('config/demo');
  if (!loaded.ok) throw new Error(describeFaults(loaded.problem));
  return loaded.value;
}

test('the demo catalogue has no fault and is of a city’s size', async () => {
  const { units, systems, projects, portfolios, measures } = await demoCatalogue();
  const councils = [...units.values()].filter((unit) => unit.kind === 'district-council');
  expect(councils).toHaveLength(14);
  const inhabitants = councils.reduce((sum, unit) => sum + (inhabitantsIn(unit.inhabitants, 2026) ?? 0), 0);
  expect(inhabitants).toBeGreaterThan(880_000);
  expect(inhabitants).toBeLessThan(920_000);
  expect(systems.size).toBe(200);
  expect(new Set([...systems.values()].map((system) => system.category)).size).toBe(3);
  expect(new Set([...systems.values()].map((system) => system.serviceDomain)).size).toBe(5);
  expect(projects.size).toBe(60);
  expect(portfolios.size).toBe(5);
  expect(measures.size).toBe(15);
});

test('every system is probed on this machine, four of them over TCP', async () => {
  const { systems } = await demoCatalogue();
  const probes = [...systems.values()].flatMap((system) => system.probes);
  expect([...systems.values()].every((system) => system.probes.some((probe) => probe.required))).toBe(true);
  expect(probes.every((probe) => new URL(probeAddress(probe)).hostname === '127.0.0.1')).toBe(true);
  expect(probes.filter((probe) => probe.kind === 'tcp').map(probeAddress)).toEqual(
    [4601, 4602, 4603, 4604].map((port) => `tcp://127.0.0.1:${port}`),
  );
});

test('the demo tokens open, on this machine only, and every unit that hands in has one', async () => {
  const catalogue = await demoCatalogue();
  const units = buildCity(catalogue, { seed: 1, months: 1, nowMs: Date.parse('2026-11-21T08:00Z') }).units;
  const tokens = new Map<string, string>([
    ['demo-followup', 'followup'],
    ['demo-operations', 'operations'],
    ['demo-admin', 'admin'],
    ['demo-source', 'source:demo'],
    ...units.map(({ unit }) => [`demo-unit-${unit.id}`, `unit:${unit.id}`] as const),
  ]);
  const expected = [...tokens].map(([token, role]) => ({
    tokenSha256: createHash('sha256').update(token).digest('hex'),
    roles: [role],
    loopbackOnly: true,
  }));
  const principals = [...catalogue.principals.values()].map(({ tokenSha256, roles, loopbackOnly }) => ({
    tokenSha256,
    roles,
    loopbackOnly,
  }));
  expect(principals).toEqual(expected);
});
