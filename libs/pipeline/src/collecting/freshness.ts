import { type Collector, cronTimeAfter, durationMs } from '#catalogue';
import { type SourceCollector } from '#collect';
import { type LoggedRun } from './run-log.js';

const HOUR_MS = 3_600_000;

/** Outcomes of runs in which the source gave what it should. */
const GOOD: readonly string[] = ['succeeded'];

/** When a run last ended well; of a source that is often empty, one that found something. `null`: none is known. */
export function lastSuccessMs(
  runs: readonly LoggedRun[],
  source: Pick<SourceCollector, 'mayBeEmpty'>,
): number | null {
  const good = runs.find(({ run }) => GOOD.includes(run.outcome) && (!source.mayBeEmpty || run.read > 0));
  return good?.endedMs ?? null;
}

/** How long a source may go without a good run; `null`: for ever. */
function limitMs(
  { freshness, schedule }: Pick<Collector, 'freshness' | 'schedule'>,
  { mayBeEmpty }: Pick<SourceCollector, 'mayBeEmpty'>,
  fromMs: number,
): number | null {
  if (freshness !== undefined) return durationMs(freshness);
  if (mayBeEmpty) return null;
  const first = cronTimeAfter(schedule, fromMs);
  return cronTimeAfter(schedule, first) - fromMs + HOUR_MS;
}

/**
 * Since when a source is stale; `null` while it is fresh. One that has never succeeded is counted from its first known run, or
 * from when this process began to look.
 */
export function staleSinceMs(
  collector: Pick<Collector, 'freshness' | 'schedule'>,
  source: Pick<SourceCollector, 'mayBeEmpty'>,
  { runs, watchedSinceMs, nowMs }: { runs: readonly LoggedRun[]; watchedSinceMs: number; nowMs: number },
): number | null {
  const fromMs = lastSuccessMs(runs, source) ?? runs.at(-1)?.begunMs ?? watchedSinceMs;
  const limit = limitMs(collector, source, fromMs);
  return limit !== null && nowMs > fromMs + limit ? fromMs + limit : null;
}

/** Whether a turn went by without a run, or the last run was cut off: then it is not waited for the next. */
export function isOverdue(
  { schedule }: Pick<Collector, 'schedule'>,
  [last]: readonly LoggedRun[],
  nowMs: number,
): boolean {
  if (!last) return false;
  return last.run.outcome === 'interrupted' || cronTimeAfter(schedule, last.begunMs) <= nowMs;
}
