import { LATENCY_BOUNDS_MS, type StateTime } from '#core';
import { type System } from '#catalogue';
import { NO_SAMPLES, type SampleCounts } from '#score';
import { type Draw } from '../draw.js';

/** Answers slower than this many thresholds are frustrating (Apdex). */
const TOLERATED_THRESHOLDS = 4;
/** How much slower everything is in a slow spell. */
const SLOW_FACTOR = 6;

/**
 * How fast a system answers: a log-logistic spread, whose distribution function and inverse are both simple, so that
 * counts and single samples come from the same one.
 */
export interface Latency {
  readonly medianMs: number;
  /** Higher is steadier. */
  readonly shape: number;
}

/** A system's speed at the end of the history: most are well within their threshold, some are not. */
export function latencyOf(draw: Draw, { apdexThresholdMs }: System): Latency {
  const share = draw.chance(0.2) ? draw.between(0.7, 1.4) : draw.between(0.2, 0.65);
  return { medianMs: apdexThresholdMs * share, shape: draw.between(3.2, 6) };
}

/** The same system on another day, or in a slow spell. */
export function slower(latency: Latency, factor: number = SLOW_FACTOR): Latency {
  return { ...latency, medianMs: latency.medianMs * factor };
}

/** The share of answers within a time. */
function shareWithin({ medianMs, shape }: Latency, boundMs: number): number {
  return 1 / (1 + (boundMs / medianMs) ** -shape);
}

/** A time to answer, for a lot in `[0, 1)`. */
export function answerMs({ medianMs, shape }: Latency, lot: number): number {
  const safe = Math.min(0.9995, Math.max(0.0005, lot));
  return Math.round(medianMs * (safe / (1 - safe)) ** (1 / shape) * 10) / 10;
}

/** What `answered` answers at a speed and `failed` failures count for, without drawing each. */
function countsAt(latency: Latency, answered: number, thresholdMs: number): SampleCounts {
  if (answered === 0) return NO_SAMPLES;
  const within = (boundMs: number): number => Math.round(answered * shareWithin(latency, boundMs));
  const satisfied = within(thresholdMs);
  const tolerated = within(TOLERATED_THRESHOLDS * thresholdMs);
  const upTo = [...LATENCY_BOUNDS_MS.map(within), answered];
  return {
    samples: answered,
    satisfied,
    tolerating: tolerated - satisfied,
    frustrated: answered - tolerated,
    latency: upTo.map((count, i) => count - (upTo[i - 1] ?? 0)),
  };
}

function added(a: SampleCounts, b: SampleCounts): SampleCounts {
  return {
    samples: a.samples + b.samples,
    satisfied: a.satisfied + b.satisfied,
    tolerating: a.tolerating + b.tolerating,
    frustrated: a.frustrated + b.frustrated,
    latency: a.latency.map((count, i) => count + (b.latency[i] ?? 0)),
  };
}

/** The samples that one probe took in some time spent in each state, and how they count. */
export function expectedCounts(
  { upMs, degradedMs, downMs }: StateTime,
  { latency, intervalMs, thresholdMs }: { latency: Latency; intervalMs: number; thresholdMs: number },
): SampleCounts {
  const failed = Math.round(downMs / intervalMs);
  return [
    countsAt(latency, Math.round(upMs / intervalMs), thresholdMs),
    countsAt(slower(latency), Math.round(degradedMs / intervalMs), thresholdMs),
    { ...NO_SAMPLES, samples: failed, frustrated: failed },
  ].reduce(added, NO_SAMPLES);
}
