import { type AvailabilityRow, type Outage } from '#core';
import {
  AVAILABILITY,
  type Belonging,
  COUNTS,
  FIELDS,
  LATENCY_FIELDS,
  OUTAGE,
  PARTS,
  STATES,
} from './layout.js';
import { lineOf } from './line.js';

/** A line for boards of a roll-up. */
export function availabilityLine(row: AvailabilityRow, belonging: Belonging): string {
  const { system, granularity, startMs } = row;
  const times = Object.entries(PARTS).flatMap(([part, of]) =>
    Object.entries(STATES).map(([state, ms]) => [`${state}_${part}`, row[of][ms]] as const),
  );
  const counts = COUNTS.map((count) => [count, row[count]] as const);
  const latency = LATENCY_FIELDS.map((field, bucket) => [field, row.latency[bucket] ?? 0] as const);
  const { upMs, degradedMs, downMs, unmonitoredMs } = row.maintenance;
  const fields = {
    ...Object.fromEntries([...times, ...counts, ...latency]),
    maintenance_ms: upMs + degradedMs + downMs + unmonitoredMs,
  };
  const tags = { system, unit: belonging.unitOf(system, startMs), granularity };
  return lineOf({ measurement: AVAILABILITY, timeMs: startMs, tags, fields }, typeIn(AVAILABILITY));
}

/** A line for boards of an outage. */
export function outageLine(
  { system, startMs, endMs, reason, counted }: Outage,
  belonging: Belonging,
): string {
  const lasting = endMs === null;
  const ended = lasting ? {} : { end: endMs, duration_ms: endMs - startMs };
  const fields = { start: startMs, ...ended, reason, counted, lasting };
  const tags = { system, unit: belonging.unitOf(system, startMs) };
  return lineOf({ measurement: OUTAGE, timeMs: startMs, tags, fields }, typeIn(OUTAGE));
}

function typeIn(measurement: string) {
  return (field: string) => FIELDS[measurement]?.[field];
}
