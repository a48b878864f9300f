import { type AvailabilityRow, type SystemState, cityDate, midnightMs } from '#core';
import { type Catalogue, publicGroups } from '#catalogue';
import { AHEAD_MS, type StatusFacts, historyStartMs } from '#export';
import { type TimeSeries } from '#store';
import { type CollectCycle } from '../measuring/collect-cycle.js';
import { type MaintenancePlan } from '../measuring/maintenance-plan.js';
import { type StatusMessages } from './status-messages.js';

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
  /** System → the time of the newest sample that measured anything. */
  readonly measuredMs: () => ReadonlyMap<string, number>;
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
  private past: PastDays | undefined;

  constructor(private readonly source: StatusSource) {
    const shown = publicGroups(source.catalogue).flatMap(({ services }) =>
      services.map(({ system }) => system),
    );
    this.systems = shown.map(({ id }) => id);
  }

  async gather(nowMs: number): Promise<StatusFacts> {
    const { timeSeries, maintenance, messages, states, measuredMs } = this.source;
    const todayMs = midnightMs(cityDate(nowMs));
    const common = { systems: this.systems, endMs: nowMs + 1 };
    const today = await timeSeries.availability({ ...common, startMs: todayMs, granularity: 'day' });
    return {
      states: await states(),
      maintenance: await maintenance.between({ startMs: nowMs, endMs: nowMs + AHEAD_MS }),
      messages: await messages.all(),
      days: [...(await this.pastDays(todayMs, nowMs)), ...today],
      outages: await timeSeries.outages({ ...common, startMs: historyStartMs(nowMs) }),
      measuredMs: measuredMs(),
    };
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
