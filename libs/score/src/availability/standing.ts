import { type ProbeReason, type ProbeState, type Sample } from '#core';
import { BRIDGED_MS, HOLDS_INTERVALS } from './holds.js';

/** What one vantage point knows for certain of a probe's target. */
export interface Standing {
  /** `unmonitored`: all that there is failed, and is not confirmed. */
  readonly state: ProbeState;
  /** The time of the first scheduled sample that said so. */
  readonly sinceMs: number;
  readonly reason: ProbeReason | null;
  /** The time of the last scheduled sample that measured something: what it said holds for two intervals. */
  readonly lastMs: number;
  /** The first of the scheduled samples that failed and are not confirmed yet. */
  readonly failing: Pick<Standing, 'sinceMs' | 'reason'> | null;
  /** Why nothing was measured since, where that was told. */
  readonly unmeasured: ProbeReason | null;
}

type Told = Pick<Sample, 'timeMs' | 'state' | 'reason'>;

/** How a probe is taken, as far as that decides what its samples say. */
export interface ProbeTerms {
  readonly retries: number;
  readonly intervalSeconds: number;
}

/** Whether what was known is too long ago for what comes to go on with it. */
function isOther(standing: Standing, timeMs: number, { intervalSeconds }: ProbeTerms): boolean {
  return timeMs - standing.lastMs > HOLDS_INTERVALS * intervalSeconds * 1000 + BRIDGED_MS;
}

/** A failed sample after something else: it confirms a failure, or begins one that is to be confirmed. */
function afterFailure(before: Standing | null, failed: Standing, { retries }: ProbeTerms): Standing {
  if (before?.failing) return { ...failed, ...before.failing };
  if (retries === 0) return failed;
  const { sinceMs, reason, lastMs } = failed;
  const stands: Standing = before ?? { ...failed, state: 'unmonitored', reason: null };
  return { ...stands, lastMs, failing: { sinceMs, reason }, unmeasured: null };
}

/**
 * What is known after a scheduled sample. One that failed confirms a failure when it follows another, or when the probe
 * has no retries to do it (domain.md, section 6); until then what stood before stands. What was not measured decides
 * nothing: the state before holds for as long as its last sample does. Older samples change nothing.
 */
export function afterSample(standing: Standing | null, sample: Told, terms: ProbeTerms): Standing | null {
  const { timeMs, state } = sample;
  if (standing && timeMs <= standing.lastMs) return standing;
  const before = standing && isOther(standing, timeMs, terms) ? null : standing;
  if (state === 'unmonitored') return before && { ...before, unmeasured: sample.reason ?? null };
  if (state === before?.state) return { ...before, lastMs: timeMs, failing: null, unmeasured: null };
  const reason = state === 'up' ? null : (sample.reason ?? 'other');
  const fresh: Standing = { state, sinceMs: timeMs, reason, lastMs: timeMs, failing: null, unmeasured: null };
  return state === 'down' ? afterFailure(before, fresh, terms) : fresh;
}

/** What is known, told by a clock that was set back: nothing of it may be later than an instant. */
export function broughtBack(standing: Standing, latestMs: number): Standing {
  const { sinceMs, lastMs, failing } = standing;
  const back = (ms: number): number => Math.min(ms, latestMs);
  return {
    ...standing,
    sinceMs: back(sinceMs),
    lastMs: back(lastMs),
    failing: failing && { ...failing, sinceMs: back(failing.sinceMs) },
  };
}

/** What is known after retries have confirmed that a target is down since a scheduled sample. */
export function afterConfirmation(
  standing: Standing | null,
  { sinceMs, reason }: { readonly sinceMs: number; readonly reason?: ProbeReason | undefined },
): Standing {
  if (standing?.state === 'down') return standing;
  const lastMs = Math.max(sinceMs, standing?.lastMs ?? -Infinity);
  return { state: 'down', sinceMs, reason: reason ?? 'other', lastMs, failing: null, unmeasured: null };
}
