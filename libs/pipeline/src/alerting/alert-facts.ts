import {
  type Interval,
  type Outage,
  Period,
  type SystemState,
  agreedTime,
  lengthMs,
  normalise,
  serviceTime,
  subtract,
} from '#core';
import { type AlertFacts, type BudgetUse, type SystemFacts, budgetUse } from '#alert';
import { type Catalogue, type System, measureInForce, targetInForce } from '#catalogue';
import { foundationsOf } from '#score';
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
  for (const [id, all] of outages) {
    const system = catalogue.systems.get(id);
    const target = system ? targetOf(catalogue, system, month) : null;
    if (!system || target === null) continue;
    const down = withoutFoundations(all, foundationsOf(id, catalogue.systems), outages, nowMs);
    const work = planned.filter((each) => each.system === id);
    const agreement = agreementOf(catalogue, system);
    const deciding = system.probes.filter(({ required }) => required);
    const use = budgetUse({
      target,
      monthMs: lengthMs(serviceTime(agreement, work, month)),
      service: serviceTime(agreement, work, back),
      down,
      intervalMs: 1_000 * Math.max(0, ...deciding.map(({ intervalSeconds }) => intervalSeconds)),
    });
    uses.set(id, use);
  }
  return uses;
}

/** When a system was down and nothing that it depends on was: the rest of its downtime was told of as theirs. */
function withoutFoundations(
  outages: readonly Outage[],
  foundations: readonly string[],
  all: ReadonlyMap<string, Outage[]>,
  nowMs: number,
): Interval[] {
  const asIntervals = (some: readonly Outage[]): Interval[] =>
    normalise(some.map((outage) => intervalOf(outage, nowMs)));
  const theirs = foundations.flatMap((id) => all.get(id) ?? []);
  return subtract(asIntervals(outages), asIntervals(theirs));
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

/** System → the systems that depend on it, also by others. */
function dependentsIn(catalogue: Catalogue): ReadonlyMap<string, System[]> {
  const dependents = new Map<string, System[]>();
  for (const system of catalogue.systems.values()) {
    for (const below of foundationsOf(system.id, catalogue.systems)) {
      dependents.set(below, [...(dependents.get(below) ?? []), system]);
    }
  }
  return dependents;
}

/**
 * Everything that is known now and may deserve an alert. What cannot be found out is set aside and told of: it takes nothing
 * else with it.
 */
export async function alertFacts(stage: Stage, measuring: Measuring, nowMs: number): Promise<AlertFacts> {
  const { catalogue, failures } = stage;
  const { collect, present, maintenance } = measuring;
  const used = await failures.aside('stage:budgets', { instead: null, nowMs }, () =>
    budgets(stage, measuring, nowMs),
  );
  const inService = inServiceAt(catalogue, nowMs);
  const dependents = dependentsIn(catalogue);
  const factsOf = (state: SystemState): SystemFacts[] => {
    const system = catalogue.systems.get(state.system);
    if (!system) return [];
    const above = dependents.get(system.id) ?? [];
    // What critical systems depend on is told of in their stead: they are silent behind it.
    const concerned = [system, ...above].filter((each) => each.critical);
    return [
      {
        state,
        critical: concerned.length > 0,
        inService: inService(system) || concerned.some(inService),
        dependents: above.length,
        awaits: state.state === 'up' ? [] : present.awaitedBy(system.id),
        budget: used && (used.get(system.id) ?? []),
      },
    ];
  };
  const states = await present.states(nowMs);
  return {
    systems: states.flatMap(factsOf),
    certificates: [...catalogue.systems.values()].flatMap((system) =>
      system.probes.map(({ id }) => ({ probe: id, system: system.id, days: collect.certificateDays(id) })),
    ),
    rolledUpToMs: collect.status().rolledUpToMs,
    failures: [
      ...failures.lasting(),
      ...[...maintenance.setAside].map(([id, problem]) => ({
        subject: `plan:${id}`,
        sinceMs: nowMs,
        problem,
      })),
    ],
  };
}
