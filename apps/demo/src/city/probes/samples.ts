import { type Interval, type Sample } from '#core';
import { type Probe } from '#catalogue';
import { type StateSegment } from '#score';
import { type Draw } from '../draw.js';
import { type Latency, answerMs, slower } from './latency.js';

/** What a probe would have measured in a system's states. */
interface ProbeRun {
  readonly probe: Probe;
  readonly states: readonly StateSegment[];
  readonly span: Interval;
  readonly latency: Latency;
  readonly vantage: string;
}

const tenths = (ms: number): number => Math.round(ms * 10) / 10;

type Key = Pick<Sample, 'target' | 'vantage' | 'timeMs'>;

function answered({ target, vantage, timeMs }: Key, totalMs: number, probe: Probe): Sample {
  const overTcp = probe.kind === 'tcp';
  const slow = totalMs > (probe.degradedAboveMs ?? Infinity);
  return {
    target,
    vantage,
    timeMs,
    state: slow ? 'degraded' : 'up',
    totalMs,
    connectMs: overTcp ? totalMs : tenths(totalMs * 0.06),
    ttfbMs: overTcp ? undefined : tenths(totalMs * 0.9),
    statusCode: overTcp ? undefined : 200,
    reason: slow ? 'slow' : undefined,
  };
}

/** The samples of a probe over a span, one each interval, as its system's scripted states have it. */
export function* scriptedSamples(run: ProbeRun, draw: Draw): Generator<Sample> {
  const { probe, states, span, latency, vantage } = run;
  const slowed = slower(latency);
  const intervalMs = probe.intervalSeconds * 1000;
  const firstMs = Math.ceil(span.startMs / intervalMs) * intervalMs + draw.whole(0, intervalMs - 1);
  let at = 0;
  for (let timeMs = firstMs; timeMs < span.endMs; timeMs += intervalMs) {
    while ((states[at]?.endMs ?? Infinity) <= timeMs) at++;
    const segment = states[at];
    if (!segment || segment.state === 'unmonitored') continue;
    const key = { target: probe.id, vantage, timeMs };
    if (segment.state === 'down') yield { ...key, state: 'down', reason: segment.reason ?? 'other' };
    else yield answered(key, answerMs(segment.state === 'degraded' ? slowed : latency, draw.next()), probe);
  }
}
