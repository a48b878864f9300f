import { type HeartbeatProbe, cronTimeAfter } from '#catalogue';
import { type Outcome } from './outcome.js';

/** What is known of a job's calls. */
export interface CallsKnown {
  /** The last call that said that all went well; `null`: none is known. */
  readonly lastCallMs: number | null;
  /** The last call that said that the job failed. */
  readonly failedMs?: number | null;
  /** The last call that said that the job began. */
  readonly startedMs?: number | null;
  /** Since when calls have been listened for without a break. */
  readonly listeningSinceMs: number;
}

/** A job's clock may be before ours: a call so soon before its time is the call of that time. */
const EARLY_MS = 30_000;
/** A job that calls often drifts: after a pause it has a whole interval, if that is no longer than this. */
const DRIFTS_MS = 3_600_000;

/** When the call after one that came at an instant is due. */
function nextCall({ callEverySeconds = Infinity, cron }: HeartbeatProbe, afterMs: number): number {
  return cron === undefined ? afterMs + callEverySeconds * 1_000 : cronTimeAfter(cron, afterMs + EARLY_MS);
}

/** When the first call was due whose time was not over before anybody listened. */
function nextHeard(probe: HeartbeatProbe, expectedMs: number, fromMs: number): number {
  if (probe.cron !== undefined) return cronTimeAfter(probe.cron, fromMs - 1);
  const everyMs = (probe.callEverySeconds ?? Infinity) * 1_000;
  const next = expectedMs + Math.ceil((fromMs - expectedMs) / everyMs) * everyMs;
  return Math.max(next, fromMs + Math.min(everyMs, DRIFTS_MS));
}

/** What a job has said of its run: that it failed, or that it began and should have ended by now; `null` otherwise. */
function judgeRun(probe: HeartbeatProbe, calls: CallsKnown, nowMs: number): Outcome | null {
  const { lastCallMs, listeningSinceMs } = calls;
  const failedMs = calls.failedMs ?? -Infinity;
  const startedMs = calls.startedMs ?? -Infinity;
  const endedMs = Math.max(lastCallMs ?? -Infinity, failedMs);
  if (failedMs > -Infinity && failedMs >= endedMs) return down('failed');
  const longestMs = (probe.longestRunSeconds ?? Infinity) * 1_000;
  const overdueMs = startedMs > endedMs ? startedMs + longestMs : Infinity;
  return nowMs > Math.max(overdueMs, listeningSinceMs + probe.graceSeconds * 1_000) ? down('timeout') : null;
}

/**
 * Whether a job has called in as it should. What was not listened for cannot be missed: while it may have called unheard
 * (before a start, while the machine slept) it is unmonitored, and has its grace once more, or until its next call is due when
 * all the time for the last one went by unheard. One of which no call is known has its whole time.
 */
export function judgeSilence(probe: HeartbeatProbe, calls: CallsKnown, nowMs: number): Outcome {
  const { lastCallMs, listeningSinceMs } = calls;
  const graceMs = probe.graceSeconds * 1_000;
  const said = judgeRun(probe, calls, nowMs);
  if (said) return said;
  if (lastCallMs === null) {
    const isSilent = nowMs > nextCall(probe, listeningSinceMs) + graceMs;
    return isSilent ? down('silent') : UNKNOWN;
  }
  const expectedMs = nextCall(probe, lastCallMs);
  if (nowMs <= expectedMs + graceMs) return { state: 'up', timings: {} };
  const isUnheard = expectedMs + graceMs < listeningSinceMs;
  const dueMs = isUnheard ? nextHeard(probe, expectedMs, listeningSinceMs) : expectedMs;
  return nowMs > Math.max(dueMs, listeningSinceMs) + graceMs ? down('silent') : PAUSED;
}

const UNKNOWN: Outcome = { state: 'unmonitored', timings: {} };
const PAUSED: Outcome = { state: 'unmonitored', reason: 'paused', timings: {} };

function down(reason: 'silent' | 'failed' | 'timeout'): Outcome {
  return { state: 'down', reason, timings: {} };
}
