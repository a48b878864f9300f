import { type CollectorOverview, type SystemState, agreedTime } from '#core';
import { type AlertFacts, type SourceFacts, type SystemFacts } from '#alert';
import { type Catalogue, type System } from '#catalogue';
import { foundationsOf } from '#score';
import { type Measuring } from '../measuring/measuring.js';
import { type Stage } from '../stage.js';
import { agreementOf, budgets } from './budgets.js';

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

/** Tells how the sources that are fetched from fare. */
export type Collectors = (nowMs: number) => Promise<readonly CollectorOverview[]>;

/** What alerts are made of, besides the stage. */
export interface AlertSources {
  readonly measuring: Measuring;
  readonly sources: Collectors;
}

async function sourceFacts(sources: Collectors, nowMs: number): Promise<SourceFacts[]> {
  return (await sources(nowMs)).map(({ id, staleSince, runs: [last] }) => ({
    collector: id,
    staleSinceMs: staleSince === null ? null : Date.parse(staleSince),
    problem: last?.text.sv,
  }));
}

/**
 * Everything that is known now and may deserve an alert. What cannot be found out is set aside and told of: it takes nothing
 * else with it.
 */
export async function alertFacts(
  stage: Stage,
  { measuring, sources }: AlertSources,
  nowMs: number,
): Promise<AlertFacts> {
  const { catalogue, failures } = stage;
  const { collect, present } = measuring;
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
        budget: used && (used.has(system.id) ? (used.get(system.id) ?? null) : []),
      },
    ];
  };
  const states = await present.states(nowMs);
  const { behindMs } = collect.status();
  const stale = await failures.aside('stage:sources', { instead: [], nowMs }, () =>
    sourceFacts(sources, nowMs),
  );
  return {
    systems: states.flatMap((state) =>
      failures.guard(`system-facts:${state.system}`, { instead: nothingKnown(state), nowMs }, () =>
        factsOf(state),
      ),
    ),
    certificates: [...catalogue.systems.values()].flatMap((system) =>
      system.probes.map(({ id }) => ({ probe: id, system: system.id, days: collect.certificateDays(id) })),
    ),
    rolledUpToMs: behindMs === null ? null : nowMs - behindMs,
    sources: stale,
    failures: [
      ...failures.lasting(),
      ...failures.setAside().filter(({ subject }) => !isNoReasonToWake(subject)),
    ],
  };
}

/** Of a system that nothing can be found out about: its alerts stay as they are. */
function nothingKnown({ system, sinceMs }: SystemState): SystemFacts[] {
  const state = { system, state: 'unmonitored', sinceMs, inMaintenance: false, behind: [] } as const;
  return [{ state, critical: true, inService: true, budget: null }];
}

/**
 * What of the journal cannot be read stays there for ever, a change of the config that is not in use leaves everything as it
 * was, and an id that the catalogue lacks is for the follow-up team: they are shown and counted, and nobody is woken up for them.
 */
function isNoReasonToWake(subject: string): boolean {
  return ['entry:', 'config:', 'unknown-id:'].some((sort) => subject.startsWith(sort));
}
