import {
  type Interval,
  type Outage,
  Period,
  type SystemState,
  agreedTime,
  lengthMs,
  serviceTime,
} from '#core';
import { type AlertFacts, type BudgetUse, type SystemFacts, budgetUse } from '#alert';
import { type Catalogue, type System, measureInForce, targetInForce } from '#catalogue';
import { type Measuring } from '../measuring/measuring.js';
import { type Stage } from '../stage.js';

/** Longer than any window of service time in which a budget is watched, nights and holidays included. */
const LOOK_BACK_MS = 21 * 86_400_000;
const AVAILABILITY = 'availability';

function agreementOf(catalogue: Catalogue, system: System) {
  const agreement = catalogue.serviceTimes.get(system.serviceTime);
  if (!agreement) throw new Error(`The catalogue was checked, yet ${system.id} has no service time.`);
  return agreement;
}

/** The availability that is asked of a system in a month, 0–1; `null` when none is. */
function targetOf(catalogue: Catalogue, system: System, month: Period): number | null {
  const definition = measureInForce(catalogue, AVAILABILITY, month.lastDay);
  if (!definition) return null;
  const subject = { kind: 'system', id: system.id } as const;
  const levels = targetInForce(catalogue, definition, { subject, period: month });
  return levels ? levels.target / 100 : null;
}

/** How the systems that were down lately burn what their targets leave. */
async function budgets(
  { catalogue, facts }: Stage,
  { maintenance }: Measuring,
  nowMs: number,
): Promise<ReadonlyMap<string, BudgetUse[]>> {
  const back = { startMs: nowMs - LOOK_BACK_MS, endMs: nowMs };
  const outages = bySystem(await facts.outages(back));
  if (outages.size === 0) return new Map();
  const month = Period.at('month', nowMs);
  const planned = await maintenance.between({
    startMs: Math.min(back.startMs, month.startMs),
    endMs: month.endMs,
  });
  const uses = new Map<string, BudgetUse[]>();
  for (const [id, down] of outages) {
    const system = catalogue.systems.get(id);
    const target = system ? targetOf(catalogue, system, month) : null;
    if (!system || target === null) continue;
    const work = planned.filter((each) => each.system === id);
    const agreement = agreementOf(catalogue, system);
    const deciding = system.probes.filter(({ required }) => required);
    const use = budgetUse({
      target,
      monthMs: lengthMs(serviceTime(agreement, work, month)),
      service: serviceTime(agreement, work, back),
      down: down.map((outage) => intervalOf(outage, nowMs)),
      intervalMs: 1_000 * Math.max(0, ...deciding.map(({ intervalSeconds }) => intervalSeconds)),
    });
    uses.set(id, use);
  }
  return uses;
}

function bySystem(outages: readonly Outage[]): ReadonlyMap<string, Outage[]> {
  const groups = new Map<string, Outage[]>();
  for (const outage of outages) {
    const group = groups.get(outage.system);
    if (group) group.push(outage);
    else groups.set(outage.system, [outage]);
  }
  return groups;
}

function intervalOf({ startMs, endMs }: Outage, nowMs: number): Interval {
  return { startMs, endMs: endMs ?? nowMs };
}

/** Whether it is service time now, asked once for each agreement. */
function inServiceAt(catalogue: Catalogue, nowMs: number): (system: System) => boolean {
  const known = new Map<string, boolean>();
  return (system) => {
    const found =
      known.get(system.serviceTime) ??
      agreedTime(agreementOf(catalogue, system), { startMs: nowMs, endMs: nowMs + 1 }).length > 0;
    known.set(system.serviceTime, found);
    return found;
  };
}

/** Everything that is known now and may deserve an alert. */
export async function alertFacts(stage: Stage, measuring: Measuring, nowMs: number): Promise<AlertFacts> {
  const { catalogue } = stage;
  const { collect, present } = measuring;
  const used = await budgets(stage, measuring, nowMs);
  const inService = inServiceAt(catalogue, nowMs);
  const factsOf = (state: SystemState): SystemFacts[] => {
    const system = catalogue.systems.get(state.system);
    if (!system) return [];
    const budget = used.get(system.id) ?? [];
    return [{ state, critical: system.critical, inService: inService(system), budget }];
  };
  return {
    systems: (await present.states(nowMs)).flatMap(factsOf),
    certificates: [...catalogue.systems.values()].flatMap((system) =>
      system.probes.map(({ id }) => ({ probe: id, system: system.id, days: collect.certificateDays(id) })),
    ),
    rolledUpToMs: collect.status().rolledUpToMs,
  };
}
