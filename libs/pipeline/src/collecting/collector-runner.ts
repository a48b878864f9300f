import { createHash, randomUUID } from 'node:crypto';
import { type Collector, durationMonths, durationMs } from '#catalogue';
import { type SourceCollector } from '#collect';
import { type CollectorRun, Period, type Result, cityTime, failed, ok } from '#core';
import { type IntakeCycle } from '../handing-in/intake-cycle.js';
import { type Stage } from '../stage.js';
import { type CollectorTask, collectAll } from './collect-all.js';
import { type RunLog } from './run-log.js';

/** Which run is wanted. */
export interface CollectorOrder {
  /** `schedule`, or the id of a principal. */
  readonly by: string;
  /** Fetches and checks; stores nothing, moves nothing, and leaves no trace in the log. */
  readonly dryRun?: boolean;
  /** A range of months in place of the usual ones: a back-fill. */
  readonly range?: { readonly from: Period; readonly to: Period };
  /** Everything anew, whatever was seen before. */
  readonly full?: boolean;
  /** What would be held back is taken. */
  readonly accept?: boolean;
}

export type CollectorRefusal = 'unknown' | 'running' | 'closing';

/** A run that has begun. */
export interface StartedRun {
  readonly id: string;
  /** Resolves when it has ended; rejects when the log cannot be written. */
  readonly ended: Promise<CollectorRun>;
}

/** How far a full run reaches back. */
const FULL_MONTHS = 60;

/** A run's id as people can read it out. */
const DRY_RUN = 'provkörning';

/** Runs collectors: one run of each at a time, each with its own time, and none that touches another's. */
export class CollectorRunner {
  private readonly running = new Map<string, Set<Promise<unknown>>>();
  private readonly closing = new AbortController();

  constructor(
    private readonly stage: Stage,
    private readonly parts: {
      readonly intake: IntakeCycle;
      readonly log: RunLog;
      readonly sources: ReadonlyMap<string, SourceCollector>;
    },
  ) {}

  isRunning(id: string): boolean {
    return (this.running.get(id)?.size ?? 0) > 0;
  }

  /** Runs a collector to its end. */
  async run(id: string, order: CollectorOrder): Promise<Result<CollectorRun, CollectorRefusal>> {
    const started = await this.start(id, order);
    return started.ok ? ok(await started.value.ended) : started;
  }

  /** Begins a run, unless one is going on that must not be overlapped. */
  async start(id: string, order: CollectorOrder): Promise<Result<StartedRun, CollectorRefusal>> {
    const collector = this.stage.catalogue.collectors.get(id);
    const source = collector && this.parts.sources.get(collector.kind);
    if (!collector || !source) return failed('unknown');
    if (this.closing.signal.aborted) return failed('closing');
    if (collector.preventOverlap && this.isRunning(id)) return failed('running');
    const release = this.claim(id);
    try {
      if (collector.preventOverlap && (await this.runsElsewhere(id))) {
        release();
        return failed('running');
      }
      const task = await this.taskOf(collector, source, order);
      const ended = this.carryOut(task, order).finally(release);
      this.keep(id, ended);
      return ok({ id: task.runId, ended });
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Ends what is going on, and waits for it: the log tells of it. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled([...this.running.values()].flatMap((runs) => [...runs]));
  }

  private claim(id: string): () => void {
    let release = (): void => undefined;
    const claimed = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.keep(id, claimed);
    return release;
  }

  private keep(id: string, run: Promise<unknown>): void {
    const runs = this.running.get(id) ?? new Set();
    this.running.set(id, runs.add(run));
    const forget = (): void => {
      runs.delete(run);
    };
    run.then(forget, forget);
  }

  private async runsElsewhere(id: string): Promise<boolean> {
    const [last] = await this.parts.log.runs(id, this.stage.nowMs());
    return last?.run.outcome === 'running';
  }

  private async taskOf(
    collector: Collector,
    source: SourceCollector,
    order: CollectorOrder,
  ): Promise<CollectorTask> {
    const nowMs = this.stage.nowMs();
    const { from, to } = windowOf(collector, order, nowMs);
    const timeoutMs = durationMs(collector.timeout) ?? 0;
    const { by, dryRun = false, full = false, accept = false } = order;
    const configuration = fingerprint(collector, source);
    const before = await this.parts.log.runs(collector.id, nowMs);
    const last = before.find((run) => run.configuration !== null);
    const memory = !full && !order.range && last?.configuration === configuration ? last.memory : {};
    const begun = { from: from.toString(), to: to.toString(), deadlineMs: nowMs + timeoutMs + 60_000 };
    const runId = dryRun
      ? `${DRY_RUN} ${randomUUID()}`
      : await this.parts.log.begin(collector.id, { ...begun, by, nowMs });
    const isWhole = full || order.range !== undefined;
    return {
      ...{
        collector,
        source,
        runId,
        from,
        to,
        nowMs,
        timeoutMs,
        dryRun,
        accept,
        memory,
        configuration,
        isWhole,
      },
      kept: last?.configuration === configuration ? last.memory : {},
      closing: this.closing.signal,
    };
  }

  private async carryOut(task: CollectorTask, { by }: CollectorOrder): Promise<CollectorRun> {
    const { collector, runId, nowMs: begunMs, dryRun, from, to } = task;
    const { memory, ...told } = await collectAll(task, { ...this.stage, intake: this.parts.intake });
    const nowMs = this.stage.nowMs();
    const window = { from: from.toString(), to: to.toString() };
    if (!dryRun) {
      const { configuration } = task;
      const run = { id: runId, collector: collector.id, by, nowMs };
      await this.parts.log.end(run, { ...told, ...window, begunMs, memory, configuration });
    }
    const times = { startedAt: cityTime(begunMs), endedAt: cityTime(nowMs), durationMs: nowMs - begunMs };
    return { ...told, ...window, ...times, id: runId, collector: collector.id, by, dryRun };
  }
}

/** The months that a run asks for. */
function windowOf(
  { openMonth, overlapWindow }: Collector,
  { range, full = false }: CollectorOrder,
  nowMs: number,
): { readonly from: Period; readonly to: Period } {
  if (range) return range;
  const current = Period.at('month', nowMs);
  const to = openMonth ? current : current.previous();
  return { from: to.shift(full ? 1 - FULL_MONTHS : -(durationMonths(overlapWindow) ?? 0)), to };
}

/** Changes with whatever makes another source of it: what was remembered of the old one says nothing of the new. */
function fingerprint({ dataset, options, units }: Collector, { id, version }: SourceCollector): string {
  const content = JSON.stringify([id, version, dataset, options, units ?? null]);
  return createHash('sha256').update(content).digest('hex');
}
