import { type Interval, type Outage, type ProbeReason } from '#core';
import { type System } from '#catalogue';
import { BRIDGED_MS } from './holds.js';
import { type ServiceTerms, isServiceTime } from './service-zones.js';
import { type StateSegment, decidingProbes } from './state-timeline.js';

/** When a system has no probe of its own, its history is taken to be of this interval. */
const USUAL_INTERVAL_SECONDS = 60;

/** A down interval that may be a part of an outage. */
interface DownRun extends Interval {
  readonly reason: ProbeReason;
  /** Known when an earlier roll-up said so. */
  readonly counted?: boolean;
}

export interface OutageQuestion extends ServiceTerms {
  readonly system: Pick<System, 'id' | 'outageMinSeconds' | 'probes'>;
  /** Sorted and without overlaps. */
  readonly timeline: readonly StateSegment[];
  readonly nowMs: number;
}

/** Intervals of the deciding probes, shortest first, in milliseconds. */
export function intervalsMs(system: Pick<System, 'probes'>): [shortest: number, longest: number] {
  const seconds = decidingProbes(system).map((probe) => probe.intervalSeconds);
  if (seconds.length === 0) seconds.push(USUAL_INTERVAL_SECONDS);
  return [Math.min(...seconds) * 1000, Math.max(...seconds) * 1000];
}

function downRuns(timeline: readonly StateSegment[]): DownRun[] {
  return timeline
    .filter((segment) => segment.state === 'down')
    .map(({ startMs, endMs, reason }) => ({ startMs, endMs, reason: reason ?? 'other' }));
}

/** Whether a timeline covers a gap and says of all of it that nothing was measured. */
function isUnmeasured(timeline: readonly StateSegment[], gap: Interval): boolean {
  const parts = timeline.filter((part) => part.startMs < gap.endMs && part.endMs > gap.startMs);
  const isCovered = (parts[0]?.startMs ?? Infinity) <= gap.startMs && (parts.at(-1)?.endMs ?? 0) >= gap.endMs;
  return isCovered && parts.every(({ state }) => state === 'unmonitored');
}

/**
 * Joins runs across gaps shorter than an interval, and across those that nobody measured, up to an hour
 * (docs/adr/0013-outages-over-gaps.md); the first of joined runs gives reason and standing.
 */
function joined(runs: readonly DownRun[], { timeline, system }: OutageQuestion): DownRun[] {
  const [shortestMs] = intervalsMs(system);
  const goesOn = (gap: Interval): boolean => {
    const gapMs = gap.endMs - gap.startMs;
    return gapMs <= 0 || gapMs < shortestMs || (gapMs <= BRIDGED_MS && isUnmeasured(timeline, gap));
  };
  const result: DownRun[] = [];
  for (const run of runs.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = result.at(-1);
    if (last && goesOn({ startMs: last.endMs, endMs: run.startMs })) {
      result[result.length - 1] = { ...last, endMs: Math.max(last.endMs, run.endMs) };
    } else result.push(run);
  }
  return result;
}

function confirmed(runs: readonly DownRun[], question: OutageQuestion): Outage[] {
  const { system, nowMs } = question;
  return joined(runs, question)
    .filter(({ startMs, endMs }) => endMs - startMs >= system.outageMinSeconds * 1000)
    .map(({ startMs, endMs, reason, counted }) => ({
      system: system.id,
      startMs,
      endMs: endMs >= nowMs ? null : endMs,
      reason,
      counted: counted ?? isServiceTime(question, startMs),
    }));
}

/**
 * The outages of a timeline: down intervals, joined across short gaps, that lasted long enough.
 * One that lasts at `nowMs` has no end. It is counted when it begins in service time.
 */
export function outagesOf(question: OutageQuestion): Outage[] {
  return confirmed(downRuns(question.timeline), question);
}

/** The parts of a known outage that lie outside a window. */
function outsideWindow(outage: Outage, window: Interval, nowMs: number): DownRun[] {
  const { startMs, reason, counted } = outage;
  const endMs = outage.endMs ?? Math.max(nowMs, startMs);
  const before = { startMs, endMs: Math.min(endMs, window.startMs), reason, counted };
  // What begins at the window's end is another beginning: whether that one counts is asked anew, if it ever is one.
  const after = { startMs: Math.max(startMs, window.endMs), endMs, reason };
  const beginsAfter = startMs >= window.endMs;
  return [before, beginsAfter ? { ...after, counted } : after].filter((run) => run.startMs < run.endMs);
}

function touches(outage: Outage, { startMs, endMs }: Interval): boolean {
  return outage.startMs <= endMs && (outage.endMs ?? Infinity) >= startMs;
}

/**
 * The outages after a window has been computed anew. Of the known ones only what lies inside the window is replaced:
 * their parts before and after stay and are joined with what is found, so that an outage over several windows is
 * neither split nor lost, and one that turns out to be two is parted. The timeline reaches a little beyond the window, so
 * that a run across its edge is seen in full even when its part beyond was too short to be an outage.
 */
export function stitchedOutages(
  question: OutageQuestion,
  window: Interval,
  known: readonly Outage[],
): Outage[] {
  const runs = [
    ...known.flatMap((outage) => outsideWindow(outage, window, question.nowMs)),
    ...downRuns(question.timeline),
  ];
  const found = confirmed(runs, question).filter((outage) => touches(outage, window));
  const untouched = known.filter((outage) => {
    const span = { startMs: outage.startMs, endMs: outage.endMs ?? Infinity };
    return !touches(outage, window) && !found.some((other) => touches(other, span));
  });
  return [...untouched, ...found].sort((a, b) => a.startMs - b.startMs);
}
