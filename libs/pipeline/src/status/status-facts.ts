import { type AvailabilityRow, cityDate, midnightMs } from '#core';
import { type Catalogue, publicGroups } from '#catalogue';
import { AHEAD_MS, type StatusFacts, historyStartMs } from '#export';
import { type Measuring } from '../measuring/measuring.js';
import { type Stage } from '../stage.js';
import { type StatusMessages } from './status-messages.js';

/** Past days change when late samples come in; those of other processes are seen by looking again. */
const LOOK_AGAIN_MS = 600_000;

/** Past days, and by what they are known to be the same still. */
interface PastDays {
  readonly rows: readonly AvailabilityRow[];
  readonly today: string;
  readonly revision: number;
  readonly readMs: number;
}

/** Gathers what the status page tells of; past days are read again only when they may have changed. */
export class StatusGatherer {
  private systems: readonly string[];
  private past: PastDays | undefined;
  /** The messages as they were read last. */
  private said: StatusFacts['messages'] = [];

  constructor(
    private readonly stage: Stage,
    private readonly measuring: Measuring,
    private readonly messages: StatusMessages,
  ) {
    this.systems = systemsShown(stage.catalogue);
    stage.config.whenTaken(() => {
      this.systems = systemsShown(stage.catalogue);
      this.past = undefined;
    });
  }

  async gather(nowMs: number): Promise<StatusFacts> {
    const { facts, failures } = this.stage;
    const { maintenance, present } = this.measuring;
    const instead = this.said;
    this.said = await failures.aside('stage:status-messages', { instead, nowMs }, () => this.messages.all());
    const todayMs = midnightMs(cityDate(nowMs));
    const common = { systems: this.systems, endMs: nowMs + 1 };
    const today = await facts.availability({ ...common, startMs: todayMs, granularity: 'day' });
    return {
      states: await present.states(nowMs),
      maintenance: await maintenance.between({ startMs: nowMs, endMs: nowMs + AHEAD_MS }),
      messages: this.said,
      days: [...(await this.pastDays(todayMs, nowMs)), ...today],
      outages: await facts.outages({ ...common, startMs: historyStartMs(nowMs) }),
      measuredMs: present.measuredMs(),
    };
  }

  private async pastDays(todayMs: number, nowMs: number): Promise<readonly AvailabilityRow[]> {
    const today = cityDate(todayMs);
    const revision = this.stage.revisions.ownRollUps(todayMs);
    const { past } = this;
    const holds = past?.today === today && past.revision === revision && nowMs - past.readMs < LOOK_AGAIN_MS;
    if (past && holds) return past.rows;
    const startMs = midnightMs(cityDate(historyStartMs(nowMs)));
    const wanted = { startMs, endMs: todayMs, systems: this.systems, granularity: 'day' } as const;
    const rows = await this.stage.facts.availability(wanted);
    this.past = { rows, today, revision, readMs: nowMs };
    return rows;
  }
}

/** Ids of the systems that the public status tells of. */
function systemsShown(catalogue: Catalogue): string[] {
  return publicGroups(catalogue).flatMap(({ services }) => services.map(({ system }) => system.id));
}
