import { type Interval, type Outage, Period, lengthMs, normalise, serviceTime, subtract } from '#core';
import { type BudgetUse, budgetUse } from '#alert';
import { type Catalogue, type System, measureInForce, targetInForce } from '#catalogue';
import { foundationsOf } from '#score';
import { type Measuring } from '../measuring/measuring.js';
import { type Stage } from '../stage.js';

/** Longer than any window of service time in which a budget is watched, nights and holidays included. */
const LOOK_BACK_MS = 21 * 86_400_000;
const AVAILABILITY = 'availability';

/** When a system is agreed to be up. */
export function agreementOf(catalogue: Catalogue, system: System) {
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

/** How the systems that were down lately burn what their targets leave; `null` of one of which nobody can say. */
export async function budgets(
  { catalogue, facts, failures }: Stage,
  { maintenance }: Measuring,
  nowMs: number,
): Promise<ReadonlyMap<string, BudgetUse[] | null>> {
  const back = { startMs: nowMs - LOOK_BACK_MS, endMs: nowMs };
  const outages = bySystem(await facts.outages(back));
  if (outages.size === 0) return new Map();
  const month = Period.at('month', nowMs);
  const planned = await maintenance.between({
    startMs: Math.min(back.startMs, month.startMs),
    endMs: month.endMs,
  });
  const useOf = (id: string, all: readonly Outage[]): BudgetUse[] => {
    const system = catalogue.systems.get(id);
    const target = system ? targetOf(catalogue, system, month) : null;
    if (!system || target === null) return [];
    const work = planned.filter((each) => each.system === id);
    const agreement = agreementOf(catalogue, system);
    const deciding = system.probes.filter(({ required }) => required);
    return budgetUse({
      target,
      monthMs: lengthMs(serviceTime(agreement, work, month)),
      service: serviceTime(agreement, work, back),
      down: withoutFoundations(all, foundationsOf(id, catalogue.systems), outages, nowMs),
      intervalMs: 1_000 * Math.max(0, ...deciding.map(({ intervalSeconds }) => intervalSeconds)),
    });
  };
  const uses = [...outages].map(([id, all]): [string, BudgetUse[] | null] => [
    id,
    failures.guard(`system-budget:${id}`, { instead: null, nowMs }, () => useOf(id, all)),
  ]);
  return new Map(uses);
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
