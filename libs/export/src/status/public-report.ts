import {
  type AvailabilityRow,
  type Outage,
  type PlannedMaintenance,
  type StatusMessage,
  type SystemState,
  cityDates,
  cityTime,
  midnightMs,
} from '#core';
import { type Catalogue, publicGroups } from '#catalogue';
import { type CityDay, dayHistory, historySum } from './day-history.js';
import { type PublicServiceStatus, type PublicState, type StatusReport } from './status-report.js';

const DAY_MS = 86_400_000;
/** How many days of the city the history shows, today included. */
export const HISTORY_DAYS = 90;
/** How long before it begins maintenance is told of, and how long what is over is still told of. */
export const AHEAD_MS = 30 * DAY_MS;
const ENDED_MESSAGES_MS = DAY_MS;
/** What storing and drawing may take, besides the two intervals that a sample holds for (domain.md, section 6). */
const DELAY_MS = 60_000;

type PublicSystem = ReturnType<typeof publicGroups>[number]['services'][number]['system'];

/** What the store and the collectors know when the status is drawn. */
export interface StatusFacts {
  readonly states: readonly SystemState[];
  readonly maintenance: readonly PlannedMaintenance[];
  readonly messages: readonly StatusMessage[];
  /** Daily roll-ups of the history. */
  readonly days: readonly AvailabilityRow[];
  readonly outages: readonly Outage[];
  /** System → its newest sample that measured anything, milliseconds since the epoch. */
  readonly measuredMs: ReadonlyMap<string, number>;
}

/** Of what nothing is known yet. */
export const NO_FACTS: StatusFacts = {
  states: [],
  maintenance: [],
  messages: [],
  days: [],
  outages: [],
  measuredMs: new Map(),
};

/** The first instant of the history that ends now. */
export function historyStartMs(nowMs: number): number {
  return nowMs - (HISTORY_DAYS - 1) * DAY_MS;
}

function daysOf(nowMs: number): CityDay[] {
  const dates = cityDates(historyStartMs(nowMs), nowMs + 1).slice(-HISTORY_DAYS);
  return dates.map((date) => ({ date, startMs: midnightMs(date) }));
}

/** Whether a system's last measurement still says how it is. */
function isFresh(system: PublicSystem, measuredMs: number | undefined, nowMs: number): boolean {
  const longestMs = Math.max(0, ...system.probes.map(({ intervalSeconds }) => intervalSeconds * 1_000));
  return measuredMs !== undefined && nowMs - measuredMs <= 2 * longestMs + DELAY_MS;
}

interface Seen {
  readonly state: SystemState | undefined;
  readonly measuredMs: number | undefined;
  readonly work: PlannedMaintenance | undefined;
  readonly outages: readonly Outage[];
}

function publicState(system: PublicSystem, { state, measuredMs, work }: Seen, nowMs: number): PublicState {
  if (system.probes.length === 0) return 'unmeasured';
  if (work ?? state?.inMaintenance) return 'maintenance';
  if (!state || state.state === 'unmonitored' || !isFresh(system, measuredMs, nowMs)) return 'unknown';
  return state.state;
}

/** When it went down: the store remembers outages that began before this process did. */
function beganMs(state: SystemState | undefined, outages: readonly Outage[]): number | null {
  const open = outages.find(({ endMs }) => endMs === null);
  const starts = [open?.startMs, state?.sinceMs].filter((ms) => typeof ms === 'number');
  return starts.length === 0 ? null : Math.min(...starts);
}

/** Since when it is so. */
function sinceMs(shown: PublicState, { state, measuredMs, work, outages }: Seen): number | null {
  switch (shown) {
    case 'maintenance':
      return work?.startMs ?? null;
    case 'unknown':
      return measuredMs ?? null;
    case 'unmeasured':
      return null;
    case 'up': {
      const ends = outages.flatMap(({ endMs, counted }) => (counted && endMs !== null ? [endMs] : []));
      return ends.length === 0 ? null : Math.max(...ends);
    }
    case 'down':
      return beganMs(state, outages);
    case 'degraded':
      return state?.sinceMs ?? null;
  }
}

function timeOrNull(ms: number | null | undefined): string | null {
  return typeof ms === 'number' ? cityTime(ms) : null;
}

/** Facts about public systems, by system. */
function bySystem<T extends { readonly system: string }>(items: readonly T[]): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.system);
    if (group) group.push(item);
    else groups.set(item.system, [item]);
  }
  return groups;
}

/** Announced work that goes on at an instant. */
function workUnderWay(plans: readonly PlannedMaintenance[], nowMs: number): PlannedMaintenance | undefined {
  return plans.find((plan) => plan.announcedMs < plan.startMs && plan.startMs <= nowMs && nowMs < plan.endMs);
}

/**
 * What everybody may know, at an instant. The facts may be older than that: what was not measured lately is unknown then, and
 * the report says that it is not current.
 */
export function publicReport(catalogue: Catalogue, facts: StatusFacts, nowMs: number): StatusReport {
  const groups = publicGroups(catalogue);
  const systems = groups.flatMap(({ services }) => services.map(({ system }) => system));
  const shown = new Set(systems.map(({ id }) => id));
  const states = new Map(facts.states.map((state) => [state.system, state]));
  const days = bySystem(facts.days);
  const outages = bySystem(facts.outages);
  const maintenance = bySystem(facts.maintenance);
  const history = daysOf(nowMs);
  const historyMs = history[0]?.startMs ?? nowMs;

  const serviceOf = (system: PublicSystem): Omit<PublicServiceStatus, 'alternative'> => {
    const seen: Seen = {
      state: states.get(system.id),
      measuredMs: facts.measuredMs.get(system.id),
      work: workUnderWay(maintenance.get(system.id) ?? [], nowMs),
      outages: outages.get(system.id) ?? [],
    };
    const state = publicState(system, seen, nowMs);
    const rows = (days.get(system.id) ?? []).filter(({ startMs }) => startMs >= historyMs);
    return {
      id: system.id,
      name: system.name,
      state,
      since: timeOrNull(sinceMs(state, seen)),
      until: state === 'maintenance' ? timeOrNull(seen.work?.endMs) : null,
      behind: state === 'down' ? (seen.state?.behind ?? []).filter((id) => shown.has(id)) : [],
      ...historySum(rows),
      days: system.probes.length === 0 ? [] : dayHistory(history, rows),
    };
  };

  const measured = systems.flatMap(({ id }) => facts.measuredMs.get(id) ?? []);
  return {
    city: catalogue.name,
    measuredAt: measured.length === 0 ? null : cityTime(Math.max(...measured)),
    current: systems.some((system) => isFresh(system, facts.measuredMs.get(system.id), nowMs)),
    groups: groups.map(({ heading, services }) => ({
      id: heading?.id ?? null,
      name: heading?.name ?? null,
      services: services.map(({ system, alternative }) => ({ ...serviceOf(system), alternative })),
    })),
    messages: facts.messages
      .filter(({ endedAt }) => endedAt === null || nowMs - Date.parse(endedAt) < ENDED_MESSAGES_MS)
      .map((message) => ({ ...message, systems: message.systems.filter((id) => shown.has(id)) }))
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at)),
    maintenance: facts.maintenance
      .filter(({ system, announcedMs, startMs, endMs }) => {
        const told = shown.has(system) && announcedMs <= nowMs && announcedMs < startMs;
        return told && endMs > nowMs && startMs <= nowMs + AHEAD_MS;
      })
      .sort((a, b) => a.startMs - b.startMs)
      .map(({ system, announcedMs, startMs, endMs }) => ({
        system,
        announced: cityTime(announcedMs),
        from: cityTime(startMs),
        to: cityTime(endMs),
      })),
    outages: facts.outages
      .filter(({ system, counted }) => shown.has(system) && counted)
      .sort((a, b) => b.startMs - a.startMs)
      .map(({ system, startMs, endMs }) => ({ system, from: cityTime(startMs), to: timeOrNull(endMs) })),
  };
}
