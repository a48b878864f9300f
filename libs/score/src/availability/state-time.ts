import { type Interval, type ProbeState, type StateTime } from '#core';
import { type Zone, type ZonedInterval } from './service-zones.js';
import { type StateSegment } from './state-timeline.js';

/** Milliseconds per state, in each zone: the additive parts of availability. */
export type ZonedStateTime = Readonly<Record<Zone, StateTime>>;

type Draft = Record<Zone, { -readonly [K in keyof StateTime]: number }>;

const COLUMN: Readonly<Record<ProbeState, keyof StateTime>> = {
  up: 'upMs',
  degraded: 'degradedMs',
  down: 'downMs',
  unmonitored: 'unmonitoredMs',
};

const noTime = (): Draft[Zone] => ({ upMs: 0, degradedMs: 0, downMs: 0, unmonitoredMs: 0 });
const noZonedTime = (): Draft => ({ inside: noTime(), maintenance: noTime(), outside: noTime() });

/**
 * The time per zone and state in each bucket. Buckets, zones and timeline are each sorted and without gaps; what lies
 * beyond the shortest of the three is not counted.
 */
export function stateTimes(
  buckets: readonly Interval[],
  zones: readonly ZonedInterval[],
  timeline: readonly StateSegment[],
): ZonedStateTime[] {
  const times = buckets.map(noZonedTime);
  let [b, z, s] = [0, 0, 0];
  for (;;) {
    const [bucket, time, zone, segment] = [buckets[b], times[b], zones[z], timeline[s]];
    if (!bucket || !time || !zone || !segment) return times;
    const startMs = Math.max(bucket.startMs, zone.startMs, segment.startMs);
    const endMs = Math.min(bucket.endMs, zone.endMs, segment.endMs);
    if (startMs < endMs) time[zone.zone][COLUMN[segment.state]] += endMs - startMs;
    if (bucket.endMs === endMs) b++;
    if (zone.endMs === endMs) z++;
    if (segment.endMs === endMs) s++;
  }
}

export function addStateTime(a: StateTime, b: StateTime): StateTime {
  return {
    upMs: a.upMs + b.upMs,
    degradedMs: a.degradedMs + b.degradedMs,
    downMs: a.downMs + b.downMs,
    unmonitoredMs: a.unmonitoredMs + b.unmonitoredMs,
  };
}

export function addZonedTime(a: ZonedStateTime, b: ZonedStateTime): ZonedStateTime {
  return {
    inside: addStateTime(a.inside, b.inside),
    maintenance: addStateTime(a.maintenance, b.maintenance),
    outside: addStateTime(a.outside, b.outside),
  };
}
