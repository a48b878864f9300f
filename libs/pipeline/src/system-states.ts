import { type SystemState } from '#core';
import { type Catalogue, type System } from '#catalogue';
import { type CollectCycle, type CollectStatus } from './collect-cycle.js';
import { type MaintenancePlan } from './maintenance-plan.js';

/** What the present is told from. */
export interface Present {
  readonly catalogue: Catalogue;
  readonly collect: CollectCycle;
  readonly maintenance: MaintenancePlan;
}

type Confirmed = CollectStatus['verdicts'][number];

/** A system is down when any of its required probes is, and unmonitored until all of them have told (domain.md, section 6). */
function stateOf(system: System, verdicts: ReadonlyMap<string, Confirmed>): SystemState {
  const required = system.probes.filter((probe) => probe.required);
  const told = required.flatMap((probe) => verdicts.get(probe.id) ?? []);
  const down = told.filter(({ state }) => state === 'down').sort((a, b) => a.sinceMs - b.sinceMs)[0];
  const common = { system: system.id, inMaintenance: false, behind: [] };
  if (down) return { ...common, state: 'down', sinceMs: down.sinceMs, reason: down.reason };
  if (told.length === 0 || told.length < required.length)
    return { ...common, state: 'unmonitored', sinceMs: null };
  return { ...common, state: 'up', sinceMs: Math.max(...told.map(({ sinceMs }) => sinceMs)) };
}

/** How every probed system is at an instant. */
export async function systemStates(
  { catalogue, collect, maintenance }: Present,
  nowMs: number,
): Promise<SystemState[]> {
  const verdicts = new Map(collect.status().verdicts.map((verdict) => [verdict.target, verdict]));
  const worked = await maintenance.between({ startMs: nowMs, endMs: nowMs + 1 });
  const inWork = new Set(worked.filter((w) => w.announcedMs < w.startMs).map(({ system }) => system));
  return [...catalogue.systems.values()]
    .filter(({ probes }) => probes.length > 0)
    .map((system) => ({ ...stateOf(system, verdicts), inMaintenance: inWork.has(system.id) }));
}
