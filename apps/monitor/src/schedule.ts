import { messageOf } from '#core';
import { Perspektiv, type ScheduledTask, TASKS, leads } from '#pipeline';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Metrics } from './metrics.js';

/** Runs what `TASKS` lists for this process' roles; a task never overlaps itself, and its failure stops nothing. */
@Injectable()
export class Schedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('schedule');
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly registry: SchedulerRegistry,
    private readonly perspektiv: Perspektiv,
    private readonly metrics: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    for (const task of TASKS.filter(({ role }) => this.perspektiv.settings.roles.has(role))) {
      const timer = setInterval(() => {
        this.start(task);
      }, task.everySeconds * 1_000);
      this.registry.addInterval(task.id, timer);
      this.metrics.taskInterval.set({ task: task.id }, task.everySeconds);
      if (task.atStart) this.start(task);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    for (const id of this.registry.getIntervals()) this.registry.deleteInterval(id);
    await Promise.all(this.running.values());
  }

  private start(task: ScheduledTask): void {
    if (this.running.has(task.id)) {
      this.logger.warn(`${task.id} is still running; this turn is left out`);
      return;
    }
    this.running.set(
      task.id,
      this.run(task).finally(() => this.running.delete(task.id)),
    );
  }

  private async run(task: ScheduledTask): Promise<void> {
    try {
      const isOurs = task.role !== 'schedule' || (await leads(this.perspektiv));
      if (isOurs) await task.run(this.perspektiv, this.perspektiv.nowMs());
      this.perspektiv.stage.failures.well(`task:${task.id}`);
      this.metrics.runs.inc({ task: task.id, outcome: isOurs ? 'done' : 'left' });
      this.metrics.lastRun.set({ task: task.id }, Date.now() / 1_000);
    } catch (error) {
      this.metrics.runs.inc({ task: task.id, outcome: 'failed' });
      this.perspektiv.stage.failures.failed(`task:${task.id}`, error, this.perspektiv.nowMs());
      this.logger.error(`${task.id} failed and is tried again in its next turn: ${messageOf(error)}`);
    }
  }
}
