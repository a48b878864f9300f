import {
  type AvailabilityRow,
  type Interval,
  type Maintenance,
  type Outage,
  type RollUp,
  type Sample,
} from '#core';
import { type Catalogue, type System } from '#catalogue';
import { type SettlePlan, rollUpSystem, settleWindow } from '#score';
import { type Stage } from '../stage.js';
import { type MaintenancePlan } from './maintenance-plan.js';

const DAY_MS = 86_400_000;

/** What a roll-up is made with. */
export interface RollUpStage extends Pick<Stage, 'catalogue' | 'timeSeries' | 'facts' | 'failures'> {
  readonly maintenance: MaintenancePlan;
}

/** A system, and the time in which its samples arrived or stayed away. */
export interface Changed {
  readonly system: System;
  readonly changed: Interval;
}

/** So many samples, about, are read and judged at a time: between two such parts probes have their turn. */
const SAMPLES_AT_ONCE = 20_000;
const HOUR_MS = 3_600_000;

function samplesPerMs({ probes }: System): number {
  return probes.reduce((sum, { intervalSeconds }) => sum + 1 / (1_000 * intervalSeconds), 0);
}

/** Parts of about as many samples each; what changed in the same time stands together, for it is read together. */
export function inParts(changes: readonly Changed[]): Changed[][] {
  const parts: Changed[][] = [];
  let part: Changed[] = [];
  let perMs = 0;
  for (const change of changes.toSorted((a, b) => a.changed.startMs - b.changed.startMs)) {
    const ofThis = samplesPerMs(change.system);
    const { startMs, endMs } = hull([...part, change].map(({ changed }) => changed));
    if (part.length > 0 && (perMs + ofThis) * (endMs - startMs + HOUR_MS) > SAMPLES_AT_ONCE) {
      parts.push(part);
      part = [];
      perMs = 0;
    }
    part.push(change);
    perMs += ofThis;
  }
  return part.length > 0 ? [...parts, part] : parts;
}

function hull(intervals: readonly Interval[]): Interval {
  return {
    startMs: Math.min(...intervals.map((interval) => interval.startMs)),
    endMs: Math.max(...intervals.map((interval) => interval.endMs)),
  };
}

function widened({ startMs, endMs }: Interval): Interval {
  return { startMs: startMs - DAY_MS, endMs: endMs + DAY_MS };
}

function touches(a: Interval, startMs: number, endMs: number | null): boolean {
  return startMs <= a.endMs && (endMs ?? Infinity) >= a.startMs;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** The work on a system, announced or not, as its policy has it (domain.md, section 6). */
function maintenanceFor({ maintenance }: System, planned: readonly Maintenance[]): readonly Maintenance[] {
  switch (maintenance.countsAsDowntime) {
    case 'late':
      return planned;
    case 'always':
      return [];
    case 'never':
      return planned.map((work) => ({ ...work, announcedMs: -Infinity }));
  }
}

/** What a roll-up of a system needs besides samples: when it is to be up. */
function termsOf(
  { serviceTimes, rules }: Catalogue,
  system: System,
  planned: readonly Maintenance[],
): Pick<Parameters<typeof rollUpSystem>[0], 'agreement' | 'maintenance' | 'quorumAbove'> {
  const agreement = serviceTimes.get(system.serviceTime);
  if (!agreement) throw new Error(`The catalogue was checked, yet ${system.id} has no service time.`);
  return { agreement, maintenance: maintenanceFor(system, planned), quorumAbove: rules.quorumAbove };
}

/**
 * Brings hours, days and outages of some systems up to their samples, also for late ones: reads what the change can
 * reach, judges it, and puts the answer in the place of what stood there. Done twice it changes nothing.
 */
export async function rollUp(
  stage: RollUpStage,
  changes: readonly Changed[],
  nowMs: number,
): Promise<readonly RollUp[]> {
  const rollUps = (await drawRollUps(stage, changes, nowMs)).map(({ rollUp }) => rollUp);
  await stage.facts.writeRollUps(rollUps);
  return rollUps;
}

/** A roll-up that is not stored yet, and the rows whose place it would take. */
export interface DrawnRollUp {
  readonly rollUp: RollUp;
  readonly known: readonly AvailabilityRow[];
}

/** What {@link rollUp} would store. A system that cannot be judged is set aside, and the others are rolled up. */
export async function drawRollUps(
  stage: RollUpStage,
  changes: readonly Changed[],
  nowMs: number,
): Promise<readonly DrawnRollUp[]> {
  const { catalogue, facts, maintenance } = stage;
  if (changes.length === 0) return [];
  const systems = changes.map(({ system }) => system.id);
  const around = widened(hull(changes.map(({ changed }) => changed)));
  const near = groupBy(await facts.outages({ ...around, systems }), ({ system }) => system);
  const plans = changes.map(({ system, changed }) => ({
    system,
    plan: settleWindow(system, changed, near.get(system.id) ?? []),
  }));
  const read = await readFor(stage, plans);
  const work = await maintenance.between(hull(plans.map(({ plan }) => plan.known)));
  const planned = groupBy(work, ({ system }) => system);
  const draw = ({ system, plan }: PlannedRollUp): DrawnRollUp => {
    const known = (read.rows.get(system.id) ?? []).filter(
      ({ startMs }) => startMs >= plan.known.startMs && startMs < plan.known.endMs,
    );
    const rollUp = rollUpSystem({
      system,
      ...termsOf(catalogue, system, planned.get(system.id) ?? []),
      samples: system.probes.flatMap((probe) => read.samples.get(probe.id) ?? []),
      window: plan.window,
      nowMs,
      known: {
        rows: known,
        outages: (read.outages.get(system.id) ?? []).filter((o: Outage) =>
          touches(plan.known, o.startMs, o.endMs),
        ),
      },
    });
    return { rollUp, known };
  };
  return plans.flatMap((one) =>
    stage.failures.guard(`system-roll-up:${one.system.id}`, { instead: [], nowMs }, () => [draw(one)]),
  );
}

/** A system with what is to be read and judged of it. */
interface PlannedRollUp {
  readonly system: System;
  readonly plan: SettlePlan;
}

/** One question of each kind for all systems together. */
async function readFor({ timeSeries, facts }: RollUpStage, plans: readonly PlannedRollUp[]) {
  const systems = plans.map(({ system }) => system.id);
  const targets = plans.flatMap(({ system }) => system.probes.map((probe) => probe.id));
  const known = hull(plans.map(({ plan }) => plan.known));
  const samples = await timeSeries.samples({ ...hull(plans.map(({ plan }) => plan.samples)), targets });
  const hours = await facts.availability({ ...known, granularity: 'hour', systems });
  const days = await facts.availability({ ...known, granularity: 'day', systems });
  const outages = await facts.outages({ ...known, systems });
  return {
    samples: groupBy<Sample>(samples, ({ target }) => target),
    rows: groupBy([...hours, ...days], ({ system }) => system),
    outages: groupBy(outages, ({ system }) => system),
  };
}
