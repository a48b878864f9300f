import { type AvailabilityRow, type SystemState, cityDate, midnightMs } from '#core';
import { type Catalogue, publicGroups } from '#catalogue';
import { AHEAD_MS, type StatusFacts, historyStartMs } from '#export';
import { type TimeSeries } from '#store';
import { type CollectCycle } from './collect-cycle.js';
import { type MaintenancePlan } from './maintenance-plan.js';
import { type StatusMessages } from './status-messages.js';

/** How far back a start looks for the newest measurements, beside what the slowest probe needs. */
const LOOK_BACK_MS = 15 * 60_000;
/** How late samples may be stored and still be seen. */
const LATE_MS = 5 * 60_000;
/** Past days change when late samples come in; those of other processes are seen by looking again. */
const LOOK_AGAIN_MS = 600_000;

/** Where the status page's facts come from. */
export interface StatusSource {
  readonly catalogue: Catalogue;
  readonly timeSeries: TimeSeries;
  readonly collect: CollectCycle;
  readonly maintenance: MaintenancePlan;
  readonly messages: StatusMessages;
  readonly states: () => Promise<readonly SystemState[]>;
}

/** Past days, and by what they are known to be the same still. */
interface PastDays {
  readonly rows: readonly AvailabilityRow[];
  readonly today: string;
  readonly revision: number;
  readonly readMs: number;
}

/** Gathers what the status page tells of; past days are read again only when they may have changed. */
export class StatusGatherer {
  private readonly systems: readonly string[];
  private readonly targets: ReadonlyMap<string, string>;
  private readonly lookBackMs: number;
  private past: PastDays | undefined;
  private readonly measuredMs = new Map<string, number>();
  private lookedMs: number | undefined;

  constructor(private readonly source: StatusSource) {
    const shown = publicGroups(source.catalogue).flatMap(({ services }) =>
      services.map(({ system }) => system),
    );
    this.systems = shown.map(({ id }) => id);
    this.targets = new Map(shown.flatMap(({ id, probes }) => probes.map((probe) => [probe.id, id])));
    const intervals = shown.flatMap(({ probes }) => probes.map(({ intervalSeconds }) => intervalSeconds));
    this.lookBackMs = Math.max(LOOK_BACK_MS, 2_000 * Math.max(0, ...intervals));
  }

  async gather(nowMs: number): Promise<StatusFacts> {
    const { timeSeries, maintenance, messages, states } = this.source;
    const todayMs = midnightMs(cityDate(nowMs));
    const common = { systems: this.systems, endMs: nowMs + 1 };
    await this.lookForMeasurements(nowMs);
    const today = await timeSeries.availability({ ...common, startMs: todayMs, granularity: 'day' });
    return {
      states: await states(),
      maintenance: await maintenance.between({ startMs: nowMs, endMs: nowMs + AHEAD_MS }),
      messages: await messages.all(),
      days: [...(await this.pastDays(todayMs, nowMs)), ...today],
      outages: await timeSeries.outages({ ...common, startMs: historyStartMs(nowMs) }),
      measuredMs: new Map(this.measuredMs),
    };
  }

  private async lookForMeasurements(nowMs: number): Promise<void> {
    const startMs = Math.max(nowMs - this.lookBackMs, (this.lookedMs ?? -Infinity) - LATE_MS);
    const window = { startMs, endMs: nowMs + 1 };
    for (const { target, timeMs, state } of await this.source.timeSeries.samples({
      ...window,
      targets: [...this.targets.keys()],
    })) {
      const system = this.targets.get(target);
      if (system === undefined || state === 'unmonitored') continue;
      this.measuredMs.set(system, Math.max(timeMs, this.measuredMs.get(system) ?? timeMs));
    }
    this.lookedMs = nowMs;
  }

  private async pastDays(todayMs: number, nowMs: number): Promise<readonly AvailabilityRow[]> {
    const today = cityDate(todayMs);
    const revision = this.source.collect.rollUpRevision(todayMs);
    const { past } = this;
    const holds = past?.today === today && past.revision === revision && nowMs - past.readMs < LOOK_AGAIN_MS;
    if (past && holds) return past.rows;
    const startMs = midnightMs(cityDate(historyStartMs(nowMs)));
    const wanted = { startMs, endMs: todayMs, systems: this.systems, granularity: 'day' } as const;
    const rows = await this.source.timeSeries.availability(wanted);
    this.past = { rows, today, revision, readMs: nowMs };
    return rows;
  }
}
