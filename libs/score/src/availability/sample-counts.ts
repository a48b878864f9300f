import { type AvailabilityRow, LATENCY_BOUNDS_MS, type Sample } from '#core';

/** What a row of the roll-up counts of scheduled samples inside service time. */
export type SampleCounts = Pick<
  AvailabilityRow,
  'samples' | 'satisfied' | 'tolerating' | 'frustrated' | 'latency'
>;

export const NO_SAMPLES: SampleCounts = {
  samples: 0,
  satisfied: 0,
  tolerating: 0,
  frustrated: 0,
  latency: Array.from({ length: LATENCY_BOUNDS_MS.length + 1 }, () => 0),
};

/** Slower than this many thresholds is frustrated (Apdex, domain.md section 5). */
const TOLERATED_THRESHOLDS = 4;

function satisfaction(
  { state, totalMs = 0 }: Sample,
  thresholdMs: number,
): 'satisfied' | 'tolerating' | 'frustrated' {
  if (state === 'down' || totalMs > TOLERATED_THRESHOLDS * thresholdMs) return 'frustrated';
  return totalMs <= thresholdMs ? 'satisfied' : 'tolerating';
}

/**
 * Counts samples for the Apdex with a threshold in milliseconds. A failed sample is frustrated; one that measured
 * nothing, or answered without telling how fast, does not count. The histogram holds the samples that answered.
 */
export function countSamples(samples: readonly Sample[], thresholdMs: number): SampleCounts {
  const counts = { ...NO_SAMPLES, latency: [...NO_SAMPLES.latency] };
  for (const sample of samples) {
    const answered = sample.state === 'up' || sample.state === 'degraded';
    if (sample.state !== 'down' && !(answered && sample.totalMs !== undefined)) continue;
    counts.samples++;
    counts[satisfaction(sample, thresholdMs)]++;
    if (!answered) continue;
    const within = LATENCY_BOUNDS_MS.findIndex((boundMs) => (sample.totalMs ?? 0) <= boundMs);
    const bucket = within === -1 ? LATENCY_BOUNDS_MS.length : within;
    counts.latency[bucket] = (counts.latency[bucket] ?? 0) + 1;
  }
  return counts;
}

export function addCounts(a: SampleCounts, b: SampleCounts): SampleCounts {
  return {
    samples: a.samples + b.samples,
    satisfied: a.satisfied + b.satisfied,
    tolerating: a.tolerating + b.tolerating,
    frustrated: a.frustrated + b.frustrated,
    latency: a.latency.map((count, i) => count + (b.latency[i] ?? 0)),
  };
}
