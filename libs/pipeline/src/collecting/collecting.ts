import { type Collector, cronTimeAfter } from '#catalogue';
import { SOURCES, type SourceCollector } from '#collect';
import { type CollectorOverview, cityTime } from '#core';
import { type HandingIn } from '../handing-in/handing-in.js';
import { type Stage } from '../stage.js';
import { CollectorRunner } from './collector-runner.js';
import { isOverdue, lastSuccessMs, staleSinceMs } from './freshness.js';
import { type LoggedRun, RunLog } from './run-log.js';

/** Where figures fetch themselves: pull collectors, their runs and the log of these. */
export class Collecting {
  readonly runner: CollectorRunner;
  private readonly log: RunLog;
  private readonly watchedSinceMs: number;
  private readonly sources: ReadonlyMap<string, SourceCollector>;
  private known: { readonly revision: number; readonly runs: Map<string, LoggedRun[]> } | null = null;

  constructor(
    private readonly stage: Stage,
    { intake }: HandingIn,
    sources: readonly SourceCollector[] = SOURCES,
  ) {
    this.sources = new Map(sources.map((source) => [source.id, source]));
    this.log = new RunLog(stage.journal, stage.membership !== null);
    this.runner = new CollectorRunner(stage, { intake, log: this.log, sources: this.sources });
    this.watchedSinceMs = stage.nowMs();
  }

  /** Every collector and how it fares, in the order of `collectors.yaml`. */
  overviews(nowMs: number): Promise<CollectorOverview[]> {
    return Promise.all(
      [...this.stage.catalogue.collectors.values()].map((each) => this.overviewOf(each, nowMs)),
    );
  }

  /** One of them; `null` when there is no such collector. */
  async overview(id: string, nowMs: number): Promise<CollectorOverview | null> {
    const collector = this.stage.catalogue.collectors.get(id);
    return collector ? this.overviewOf(collector, nowMs) : null;
  }

  /** Ids of the collectors whose turn was missed while nothing ran. */
  async overdue(nowMs: number): Promise<string[]> {
    const all = [...this.stage.catalogue.collectors.values()];
    const judged = await Promise.all(
      all.map(async (each) => ({ each, runs: await this.runsOf(each.id, nowMs) })),
    );
    return judged.filter(({ each, runs }) => isOverdue(each, runs, nowMs)).map(({ each }) => each.id);
  }

  close(): Promise<void> {
    return this.runner.close();
  }

  private async overviewOf(collector: Collector, nowMs: number): Promise<CollectorOverview> {
    const { id, kind, dataset, schedule, name } = collector;
    const source = this.sources.get(kind);
    if (!source) throw new Error(`The catalogue was checked, yet there is no kind of collector ${kind}`);
    const runs = await this.runsOf(id, nowMs);
    const { watchedSinceMs } = this;
    const successMs = lastSuccessMs(runs, source);
    const staleMs = staleSinceMs(collector, source, { runs, watchedSinceMs, nowMs });
    return {
      ...{
        id,
        name: { sv: name?.sv ?? id, en: name?.en ?? id },
        kind,
        version: source.version,
        dataset,
        schedule,
      },
      next: cityTime(cronTimeAfter(schedule, nowMs)),
      running: this.runner.isRunning(id) || runs[0]?.run.outcome === 'running',
      lastSuccessAt: successMs === null ? null : cityTime(successMs),
      staleSince: staleMs === null ? null : cityTime(staleMs),
      runs: runs.map(({ run }) => run),
    };
  }

  /** From the log, read again when something has been written to it; a run that goes on may be over without that. */
  private async runsOf(id: string, nowMs: number): Promise<LoggedRun[]> {
    const revision = await this.stage.journal.revision(['collector-run']);
    if (this.known?.revision !== revision) this.known = { revision, runs: new Map() };
    const { runs } = this.known;
    const held = runs.get(id);
    if (held && held[0]?.run.outcome !== 'running') return held;
    const read = await this.log.runs(id, nowMs);
    runs.set(id, read);
    return read;
  }
}
