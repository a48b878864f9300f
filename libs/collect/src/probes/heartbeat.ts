import { type HeartbeatProbe } from '#catalogue';
import { type Outcome } from './outcome.js';

/** What is known of a job's calls. */
export interface CallsKnown {
  /** `null`: none is known. */
  readonly lastCallMs: number | null;
  /** Since when calls have been listened for without a break. */
  readonly listeningSinceMs: number;
}

/**
 * Whether a job has called in as it should. What was not listened for cannot be missed: after a start a job has its grace
 * once more, and one of which no call is known has its whole time; meanwhile it is unmonitored.
 */
export function judgeSilence(
  { callEverySeconds, graceSeconds }: HeartbeatProbe,
  { lastCallMs, listeningSinceMs }: CallsKnown,
  nowMs: number,
): Outcome {
  const everyMs = callEverySeconds * 1000;
  const graceMs = graceSeconds * 1000;
  const isHeard = lastCallMs !== null;
  const dueMs = isHeard
    ? Math.max(lastCallMs + everyMs, lastCallMs < listeningSinceMs ? listeningSinceMs : 0) + graceMs
    : listeningSinceMs + everyMs + graceMs;
  if (nowMs > dueMs) return { state: 'down', reason: 'silent', timings: {} };
  return isHeard ? { state: 'up', timings: {} } : { state: 'unmonitored', timings: {} };
}
