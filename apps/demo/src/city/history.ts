import { type Interval, type RollUp, type Sample, type StateTime, cityDate, midnightMs } from '#core';
import { type Catalogue, type System } from '#catalogue';
import { type SampleCounts, type StateSegment, rollUpTimeline } from '#score';
import { type City, type CityOptions, buildCity } from './city.js';
import { type Latency, expectedCounts, latencyOf, slower } from './probes/latency.js';
import { scriptedSamples } from './probes/samples.js';
import { scriptedStates } from './probes/script.js';

/** The last days are told sample by sample, the days before by their roll-ups only, the last of these hour by hour. */
const SAMPLED_DAYS = 3;
const HOURLY_DAYS = 7;
const DAY_MS = 86_400_000;
/** Nothing goes wrong in the last while, for the probes that take over at once would contradict it. */
const QUIET_MS = 3_600_000;

/** What was measured of a system. */
export interface SystemHistory {
  readonly system: string;
  /** What was scripted, over the whole history. */
  readonly states: readonly StateSegment[];
  /** From the first month to the midnight from which there are samples. */
  readonly rollUp: RollUp;
  /** From there to now, of all its probes; made when they are asked for, for they are many. */
  readonly samples: readonly Sample[];
}

/** Where samples take over from roll-ups. */
interface Timeline {
  readonly city: City;
  readonly span: Interval;
  /** Midnights in the city. */
  readonly hourlyFromMs: number;
  readonly sampledFromMs: number;
  readonly vantage: string;
}

/** Midnight in the city, some days back. */
function midnightBefore(nowMs: number, days: number): number {
  return midnightMs(cityDate(nowMs - days * DAY_MS));
}

/** A probe's counts for a row of the roll-up: the system was slower in the past, and no two days are alike. */
function countsOf(
  { city, span }: Timeline,
  system: System,
  latency: Latency,
): (row: { startMs: number; inside: StateTime }) => SampleCounts {
  const intervalMs = Math.min(...system.probes.map((probe) => probe.intervalSeconds * 1000), 60_000);
  return ({ startMs, inside }) => {
    const years = (span.endMs - startMs) / DAY_MS / 365;
    const mood = city.draw('mood', system.id, String(startMs)).around(1, 0.08);
    const then = slower(latency, 1.06 ** years * mood);
    return expectedCounts(inside, { latency: then, intervalMs, thresholdMs: system.apdexThresholdMs });
  };
}

function rollUpOf(
  timeline: Timeline,
  system: System,
  { states, latency }: { states: readonly StateSegment[]; latency: Latency },
): RollUp {
  const { city, span, hourlyFromMs, sampledFromMs } = timeline;
  const agreement = city.catalogue.serviceTimes.get(system.serviceTime);
  const window = { startMs: span.startMs, endMs: sampledFromMs };
  if (!agreement) return { system: system.id, ...window, rows: [], outages: [] };
  return rollUpTimeline({
    system,
    agreement,
    maintenance: city.catalogue.maintenance
      .filter((entry) => entry.system === system.id)
      .map(({ from, to, announced }) => ({
        startMs: Date.parse(from),
        endMs: Date.parse(to),
        announcedMs: Date.parse(announced),
      })),
    timeline: states,
    window,
    nowMs: sampledFromMs,
    countsOf: countsOf(timeline, system, latency),
    hourlyFromMs,
  });
}

function systemHistory(timeline: Timeline, system: System): SystemHistory {
  const { city, span, sampledFromMs, vantage } = timeline;
  const latency = latencyOf(city.draw('latency', system.id), system);
  const quiet = { startMs: span.startMs, endMs: span.endMs - QUIET_MS };
  const scripted = scriptedStates(city, system, quiet, sampledFromMs);
  const states = [
    ...scripted,
    { startMs: quiet.endMs, endMs: span.endMs, state: 'up', reason: null } as const,
  ];
  const sampled = { startMs: sampledFromMs, endMs: span.endMs };
  const samplesNow = (): Sample[] =>
    system.probes.flatMap((probe) => [
      ...scriptedSamples({ probe, states, span: sampled, latency, vantage }, city.draw('samples', probe.id)),
    ]);
  let samples: readonly Sample[] | undefined;
  return {
    system: system.id,
    states,
    rollUp: rollUpOf(timeline, system, { states, latency }),
    get samples() {
      return (samples ??= samplesNow());
    },
  };
}

/**
 * The probe history of every system that is probed, one at a time: roll-ups of the months of history up to some days
 * before now, and samples from there on, both by the same script of outages. The same catalogue and options give the same
 * history. `vantage` is where the samples say that they were taken.
 */
export function* probeHistory(
  catalogue: Catalogue,
  options: CityOptions,
  vantage = 'main',
): Generator<SystemHistory> {
  const city = buildCity(catalogue, options);
  const [first] = city.history;
  if (!first) return;
  const span = { startMs: first.startMs, endMs: options.nowMs };
  const sampledFromMs = midnightBefore(options.nowMs, SAMPLED_DAYS);
  const hourlyFromMs = midnightBefore(options.nowMs, SAMPLED_DAYS + HOURLY_DAYS);
  const timeline = { city, span, hourlyFromMs, sampledFromMs, vantage };
  for (const system of catalogue.systems.values()) {
    if (system.probes.length > 0) yield systemHistory(timeline, system);
  }
}
