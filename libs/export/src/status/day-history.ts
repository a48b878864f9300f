import { type AvailabilityRow, type StateTime } from '#core';
import { type DayState, type PublicDay, type PublicServiceStatus } from './status-report.js';

const MINUTE_MS = 60_000;
/** A day with so long an interruption is a day on which the service was down. */
const DOWN_FROM_MS = 30 * MINUTE_MS;
/** A day of which so large a share was slow is a disturbed one. */
const SLOW_SHARE = 0.1;

function measuredMs({ upMs, degradedMs, downMs }: StateTime): number {
  return upMs + degradedMs + downMs;
}

function allMs(time: StateTime): number {
  return measuredMs(time) + time.unmonitoredMs;
}

/** How a day was, by its roll-up. A day that was mostly not measured is unknown, unless what was seen of it was bad. */
function dayState({ inside, maintenance }: Pick<AvailabilityRow, 'inside' | 'maintenance'>): DayState {
  if (inside.downMs >= DOWN_FROM_MS) return 'down';
  if (inside.downMs >= MINUTE_MS) return 'disturbed';
  const worked = allMs(maintenance) > 0;
  if (allMs(inside) === 0) return worked ? 'maintenance' : 'closed';
  const measured = measuredMs(inside);
  if (measured < allMs(inside) / 2) return 'unknown';
  if (inside.degradedMs > measured * SLOW_SHARE) return 'disturbed';
  return worked ? 'maintenance' : 'up';
}

/** A day of the city. */
export interface CityDay {
  readonly date: string;
  /** Its midnight: where its roll-up begins. */
  readonly startMs: number;
}

/** The days of a service; those without a roll-up are unknown. */
export function dayHistory(days: readonly CityDay[], rows: readonly AvailabilityRow[]): PublicDay[] {
  const byStart = new Map(rows.map((row) => [row.startMs, row]));
  return days.map(({ date, startMs }) => {
    const row = byStart.get(startMs);
    if (!row) return { date, state: 'unknown', downMinutes: 0 };
    return { date, state: dayState(row), downMinutes: Math.floor(row.inside.downMs / MINUTE_MS) };
  });
}

/** Up / measured over all the days, and how much was measured. Rounded down: 100 is said only of what was never down. */
export function historySum(
  rows: readonly AvailabilityRow[],
): Pick<PublicServiceStatus, 'availability' | 'measured'> {
  const sum = (part: (time: StateTime) => number): number =>
    rows.reduce((total, { inside }) => total + part(inside), 0);
  const measured = sum(measuredMs);
  const all = sum(allMs);
  const up = measured - sum(({ downMs }) => downMs);
  return {
    availability: measured === 0 ? null : Math.floor((up / measured) * 10_000) / 100,
    measured: all === 0 ? null : measured / all,
  };
}
