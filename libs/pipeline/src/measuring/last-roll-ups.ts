import { type AvailabilityRow } from '#core';
import { type FactReader } from '#store';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How far back a start looks for where the last one left off. */
const LOOK_BACK_MS = 400 * DAY_MS;
/** What is so near is known by the hour; what lies further back is found by its day. */
const NEAR_MS = 2 * DAY_MS;

/**
 * System → from when on it is to be rolled up again after a process has ended, however it did: an hour before its last
 * hour, for pushed samples may have been rolled up before our own of the hour before.
 */
export async function lastRollUps(facts: FactReader, nowMs: number): Promise<Map<string, number>> {
  const endMs = nowMs;
  const days = await facts.availability({ startMs: nowMs - LOOK_BACK_MS, endMs, granularity: 'day' });
  const hours = await facts.availability({ startMs: nowMs - NEAR_MS, endMs, granularity: 'hour' });
  const last = lastOfEach(days);
  for (const [system, hourMs] of lastOfEach(hours)) {
    if (hourMs >= (last.get(system) ?? -Infinity)) last.set(system, hourMs - HOUR_MS);
  }
  return last;
}

function lastOfEach(rows: readonly AvailabilityRow[]): Map<string, number> {
  return new Map(rows.map(({ system, startMs }) => [system, startMs]));
}
