import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '#core';
import { type Collector, cronTimeAfter, durationMs } from '#catalogue';
import { Perspektiv, leads } from '#pipeline';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';

/** By whom runs are asked for that nobody asks for. */
const BY = 'schedule';

/** How often it is looked whether a turn has come: clocks are set, and machines sleep. */
const LOOK_MS = 60_000;

/** A collector's name among the jobs. */
function jobOf(id: string): string {
  return `collector:${id}`;
}

/** Registers the collectors of `collectors.yaml` as named jobs; each keeps its own time, and its failure stops nothing. */
@Injectable()
export class CollectorSchedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('collectors');
  private readonly closing = new AbortController();

  constructor(
    private readonly registry: SchedulerRegistry,
    private readonly perspektiv: Perspektiv,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.perspektiv.settings.roles.has('schedule')) return;
    for (const collector of this.perspektiv.catalogue.collectors.values()) {
      this.waitFor(collector, cronTimeAfter(collector.schedule, this.perspektiv.nowMs()));
    }
    void this.catchUp();
  }

  onApplicationShutdown(): void {
    this.closing.abort();
    for (const name of this.registry.getTimeouts()) this.registry.deleteTimeout(name);
  }

  /** Waits for a turn, begins it, and waits for the next. */
  private waitFor(collector: Collector, dueMs: number): void {
    const name = jobOf(collector.id);
    const leftMs = dueMs - this.perspektiv.nowMs();
    const timer = setTimeout(
      () => {
        this.registry.deleteTimeout(name);
        const nowMs = this.perspektiv.nowMs();
        const isDue = nowMs >= dueMs;
        if (isDue) void this.turn(collector);
        this.waitFor(collector, isDue ? cronTimeAfter(collector.schedule, nowMs) : dueMs);
      },
      Math.min(Math.max(leftMs, 0), LOOK_MS),
    );
    this.registry.addTimeout(name, timer);
  }

  /** Runs what should have run while no process was there for it. */
  private async catchUp(): Promise<void> {
    try {
      const ids = await this.perspektiv.collecting.overdue(this.perspektiv.nowMs());
      await Promise.all(ids.map((id) => this.run(id)));
    } catch (error) {
      this.logger.error(`missed turns cannot be found out: ${messageOf(error)}`);
    }
  }

  private async turn({ id, jitter }: Collector): Promise<void> {
    const { signal } = this.closing;
    const pauseMs = Math.random() * (durationMs(jitter) ?? 0);
    const isOver = await sleep(pauseMs, false, { signal }).catch(() => true);
    if (!isOver) await this.run(id);
  }

  /** Whatever happens, it is told, and nothing else falls with it. */
  private async run(id: string): Promise<void> {
    try {
      if (this.closing.signal.aborted || !(await leads(this.perspektiv))) return;
      const run = await this.perspektiv.collecting.runner.run(id, { by: BY });
      if (!run.ok) this.logger.warn(`${id} is ${run.problem}; this turn is left out`);
      else if (run.value.outcome !== 'succeeded')
        this.logger.warn(`${id} ${run.value.outcome}: ${run.value.text.en}`);
    } catch (error) {
      this.logger.error(`${id} failed and is tried again in its next turn: ${messageOf(error)}`);
    }
  }
}
