import { type Interval, type Outage, type Sample, type SystemState } from '#core';
import { type Catalogue, type Probe, type System } from '#catalogue';
import { type ConfirmedState } from '#collect';
import {
  HOLDS_INTERVALS,
  type PresentState,
  type Standing,
  afterConfirmation,
  afterSample,
  broughtBack,
  foundationsOf,
  presentState,
  systemsBehind,
} from '#score';
import { type FactReader, type TimeSeries } from '#store';
import { type Stage } from '../stage.js';
import { type Verdicts } from './verdicts.js';
import { type MaintenancePlan } from './maintenance-plan.js';

/** How far back a start looks for what was known last, beside what the slowest probe needs. */
const LOOK_BACK_MS = 2 * 3_600_000;
/** So many targets' samples are read at a time: of a large city not all need be in memory. */
const TARGETS_AT_ONCE = 100;
/** What other processes measure is looked up so often. */
const CATCH_UP_EVERY_MS = 3_000;
/** So late may they store it and still be seen. */
const STORED_WITHIN_MS = 60_000;
/** How far back a start looks for the outage that a state began or ended with. */
const OUTAGES_BACK_MS = 400 * 86_400_000;

/** The clock counts as set back from so much on. */
const SET_BACK_MS = 2_000;

const NOTHING_MEASURED = { targets: 0, current: 0, measuredMs: -Infinity };

/** How a vantage point is doing. */
export interface VantageState {
  readonly vantage: string;
  /** How many targets it has measured. */
  readonly targets: number;
  /** Of how many of them what it said still holds; when of none, it measures no more. */
  readonly current: number;
  /** When it last measured anything, milliseconds since the epoch. */
  readonly measuredMs: number;
}

/**
 * What every vantage point knows for certain of every target, from the samples as they come, our own and pushed ones, and
 * from the retries of our own. A start finds it again in the store.
 */
export class Present {
  private probes: ReadonlyMap<string, Probe>;
  /** Target → vantage point → what it knows. */
  private readonly standings = new Map<string, Map<string, Standing>>();
  private caughtUpToMs = -Infinity;
  private readonly listeners: (() => void)[] = [];
  private readonly catalogue: Catalogue;
  private readonly timeSeries: TimeSeries;
  private readonly facts: FactReader;
  private readonly failures: Stage['failures'];
  private readonly nowMs: Stage['nowMs'];
  /** What the clock showed when it was looked at last. */
  private shownMs = -Infinity;
  /** Of our own probes. */
  private readonly vantage: string;

  constructor(
    {
      catalogue,
      timeSeries,
      facts,
      failures,
      settings,
      nowMs,
    }: Pick<Stage, 'catalogue' | 'timeSeries' | 'facts' | 'failures' | 'settings' | 'nowMs'>,
    private readonly maintenance: MaintenancePlan,
    /** Where other processes tell what they know; `null` when there are none. */
    private readonly others: Verdicts | null,
  ) {
    this.catalogue = catalogue;
    this.timeSeries = timeSeries;
    this.facts = facts;
    this.failures = failures;
    this.nowMs = nowMs;
    this.vantage = settings.vantage;
    this.probes = probesIn(catalogue);
  }

  /** The catalogue has changed: nothing is known any more of what it has no longer. */
  renew(): void {
    this.probes = probesIn(this.catalogue);
    for (const target of this.standings.keys()) if (!this.probes.has(target)) this.standings.delete(target);
    this.changed();
  }

  /** Calls a listener, which must not throw, whenever something became known that may deserve an alert. */
  whenChanged(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Something became known that may deserve an alert. */
  changed(): void {
    for (const listener of this.listeners) listener();
  }

  /** A scheduled sample was taken, here or elsewhere. */
  note(sample: Sample): void {
    const probe = this.probes.get(sample.target);
    if (!probe) return;
    this.followClock();
    const known = this.standings.get(probe.id) ?? new Map<string, Standing>();
    const next = afterSample(known.get(sample.vantage) ?? null, sample, probe);
    if (next) this.standings.set(probe.id, known.set(sample.vantage, next));
  }

  /** Retries have confirmed a state of one of our own targets; that all is well at a start is no news. */
  confirm(confirmed: ConfirmedState, isNews: boolean): void {
    const { target, state, ...failure } = confirmed;
    if (state === 'down') {
      const known = this.standings.get(target) ?? new Map<string, Standing>();
      const next = afterConfirmation(known.get(this.vantage) ?? null, failure);
      this.standings.set(target, known.set(this.vantage, next));
    }
    if (!isNews) return;
    this.changed();
    this.others?.tell(confirmed).catch(() => undefined); // the next sample tells as much
  }

  /** A target was probed out of turn, because its verdict is waited for: alerts go by it, availability does not. */
  noteAsked(sample: Sample): void {
    this.note(sample);
    this.changed();
  }

  /** Finds again what was known when the last process ended, also since when. */
  async restore(nowMs: number): Promise<void> {
    const slowestMs = 1000 * Math.max(60, ...[...this.probes.values()].map((each) => each.intervalSeconds));
    const window = { startMs: nowMs - LOOK_BACK_MS - 2 * slowestMs, endMs: nowMs + 1 };
    await this.noteSamples(window);
    await this.dateBack(window.startMs, nowMs);
    this.caughtUpToMs = nowMs;
  }

  /** How every probed system is at an instant; one that cannot be judged is unmonitored, and told of. */
  async states(nowMs: number): Promise<SystemState[]> {
    const { catalogue, failures } = this;
    this.followClock();
    await failures.aside('stage:others-samples', { instead: undefined, nowMs }, () => this.catchUp(nowMs));
    const states = [...catalogue.systems.values()]
      .filter(({ probes }) => probes.length > 0)
      .map((system) => this.stateOf(system, nowMs));
    const stateOf = new Map(states.map(({ system, state }) => [system, state]));
    const behind = systemsBehind(catalogue.systems, (id) => stateOf.get(id) ?? 'unmonitored');
    const worked = await this.maintenance.between({ startMs: nowMs, endMs: nowMs + 1 });
    const inWork = new Set(worked.filter((w) => w.announcedMs < w.startMs).map(({ system }) => system));
    return states.map((state) => ({
      ...state,
      inMaintenance: inWork.has(state.system),
      behind: behind(state.system),
    }));
  }

  /** When the clock was set back, what is known is of now at the latest: who is up is up, and what comes is newer. */
  private followClock(): void {
    const nowMs = this.nowMs();
    if (nowMs < this.shownMs - SET_BACK_MS) {
      for (const [target, known] of this.standings) {
        // An interval before now, so that what is being measured is newer.
        const latestMs = nowMs - 1_000 * (this.probes.get(target)?.intervalSeconds ?? 0);
        for (const [vantage, standing] of known) known.set(vantage, broughtBack(standing, latestMs));
      }
      this.caughtUpToMs = Math.min(this.caughtUpToMs, nowMs);
    }
    this.shownMs = nowMs;
  }

  private stateOf(system: System, nowMs: number): PresentState {
    const instead = { system: system.id, state: 'unmonitored', sinceMs: null, reason: 'other' } as const;
    return this.failures.guard(`system-state:${system.id}`, { instead, nowMs }, () =>
      presentState({
        system,
        standingsOf: ({ id }) => [...(this.standings.get(id)?.values() ?? [])],
        quorumAbove: this.catalogue.rules.quorumAbove,
        nowMs,
      }),
    );
  }

  /**
   * The systems whose fresh verdict may tell more of one that is not up: what it depends on, unless that was measured since
   * it failed and is not in doubt itself; and the system itself, unless it was measured since those came back. What came
   * back while the system was down may have failed again meanwhile: it must be measured since the system was.
   */
  awaitedBy(id: string): string[] {
    const own = this.seen(id);
    const { systems } = this.catalogue;
    const below = foundationsOf(id, systems).filter((each) => (systems.get(each)?.probes.length ?? 0) > 0);
    const awaited = below.filter((each) => {
      const { measuredMs, sinceMs, isInDoubt } = this.seen(each);
      const cameBackMeanwhile = sinceMs > own.sinceMs;
      return measuredMs < (cameBackMeanwhile ? own.measuredMs : own.sinceMs) || isInDoubt;
    });
    const isBeforeTheirReturn = below.some((each) => this.seen(each).sinceMs > own.measuredMs);
    return isBeforeTheirReturn ? [...awaited, id] : awaited;
  }

  /** Up to when the deciding probes of a system have measured it, since when it is as it is, and whether that may be over. */
  private seen(id: string): { measuredMs: number; sinceMs: number; isInDoubt: boolean } {
    const probes = (this.catalogue.systems.get(id)?.probes ?? []).filter(({ required }) => required);
    const known = probes.map((probe) => [...(this.standings.get(probe.id)?.values() ?? [])]);
    const all = known.flat();
    const isDown = all.some(({ state }) => state === 'down');
    const since = all.filter(({ state }) => !isDown || state === 'down').map(({ sinceMs }) => sinceMs);
    return {
      measuredMs: Math.min(...known.map((each) => Math.max(-Infinity, ...each.map(({ lastMs }) => lastMs)))),
      sinceMs: isDown ? Math.min(...since) : Math.max(-Infinity, ...since),
      isInDoubt: all.some(({ failing }) => failing !== null),
    };
  }

  /** What is known of each vantage point that has measured anything, by name. */
  vantages(nowMs: number): VantageState[] {
    const known = new Map<string, { targets: number; current: number; measuredMs: number }>();
    for (const [target, standings] of this.standings) {
      const holdMs = HOLDS_INTERVALS * 1_000 * (this.probes.get(target)?.intervalSeconds ?? 0);
      for (const [vantage, { lastMs }] of standings) {
        const { targets, current, measuredMs } = known.get(vantage) ?? NOTHING_MEASURED;
        known.set(vantage, {
          targets: targets + 1,
          current: current + (lastMs + holdMs > nowMs ? 1 : 0),
          measuredMs: Math.max(measuredMs, lastMs),
        });
      }
    }
    const states = [...known].map(([vantage, told]) => ({ vantage, ...told }));
    return states.sort((a, b) => (a.vantage < b.vantage ? -1 : 1));
  }

  /** System → the time of its newest sample that measured anything. */
  measuredMs(): ReadonlyMap<string, number> {
    const newest = new Map<string, number>();
    for (const { id, probes } of this.catalogue.systems.values()) {
      const standings = probes.flatMap((probe) => [...(this.standings.get(probe.id)?.values() ?? [])]);
      if (standings.length > 0) newest.set(id, Math.max(...standings.map(({ lastMs }) => lastMs)));
    }
    return newest;
  }

  private async noteSamples(window: Interval): Promise<void> {
    const targets = [...this.probes.keys()];
    for (let from = 0; from < targets.length; from += TARGETS_AT_ONCE) {
      const some = targets.slice(from, from + TARGETS_AT_ONCE);
      for (const sample of await this.timeSeries.samples({ ...window, targets: some })) this.note(sample);
    }
  }

  /** Takes up what other processes have stored, and confirmed, since it was last looked for. */
  private async catchUp(nowMs: number): Promise<void> {
    if (!this.others || nowMs - this.caughtUpToMs < CATCH_UP_EVERY_MS) return;
    const window = { startMs: this.caughtUpToMs - STORED_WITHIN_MS, endMs: nowMs + 1 };
    await this.noteSamples(window);
    for (const { vantage, target, sinceMs, reason } of await this.others.news()) {
      const known = this.standings.get(target) ?? new Map<string, Standing>();
      const before = known.get(vantage) ?? null;
      // What was measured after the failure that is confirmed has the last word.
      const isLast = !before || before.failing?.sinceMs === sinceMs || before.lastMs < sinceMs;
      if (isLast)
        this.standings.set(target, known.set(vantage, afterConfirmation(before, { sinceMs, reason })));
    }
    this.caughtUpToMs = nowMs;
  }

  /** The samples that were read begin somewhere; what they say at their beginning began with, or after, an outage. */
  private async dateBack(readFromMs: number, nowMs: number): Promise<void> {
    const outages = await this.facts.outages({ startMs: nowMs - OUTAGES_BACK_MS, endMs: nowMs });
    const last = new Map(outages.map((outage) => [outage.system, outage]));
    for (const { id, probes } of this.catalogue.systems.values()) {
      const outage = last.get(id);
      if (!outage || outage.startMs >= readFromMs) continue;
      for (const probe of probes) {
        const known = this.standings.get(probe.id) ?? new Map<string, Standing>();
        for (const [vantage, standing] of known) {
          const wasSoBefore = standing.sinceMs <= readFromMs + 2_000 * probe.intervalSeconds;
          if (wasSoBefore)
            known.set(vantage, { ...standing, sinceMs: sinceOf(standing, outage, readFromMs) });
        }
      }
    }
  }
}

function probesIn({ systems }: Catalogue): ReadonlyMap<string, Probe> {
  const probes = [...systems.values()].flatMap((system) => system.probes);
  return new Map(probes.map((probe) => [probe.id, probe]));
}

/** Since when something is so that was so already at an instant after an outage began. */
function sinceOf({ state, sinceMs }: Standing, outage: Outage, atMs: number): number {
  const reaches = (outage.endMs ?? Infinity) >= atMs;
  const since = state === 'down' && reaches ? outage.startMs : (outage.endMs ?? sinceMs);
  return Math.min(since, sinceMs);
}
