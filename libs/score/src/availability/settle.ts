import { type Interval, type Outage } from '#core';
import { type System } from '#catalogue';
import { HOUR_MS, wholeDays } from './city-days.js';
import { BRIDGED_MS } from './holds.js';
import { intervalsMs } from './outages.js';

/** What must be read to roll up a system anew. */
export interface SettlePlan {
  /** Whole UTC hours whose roll-up changes. */
  readonly window: Interval;
  /** Samples of the system's probes. */
  readonly samples: Interval;
  /** Whole days in the city whose rows and outages are to be handed to the roll-up as what is known. */
  readonly known: Interval;
}

/** How far a run across a window's edge must be seen, to tell whether it lasted long enough to be an outage. */
function reachMs(system: Pick<System, 'probes' | 'outageMinSeconds'>): number {
  const [, longestMs] = intervalsMs(system);
  return system.outageMinSeconds * 1000 + 2 * longestMs;
}

/**
 * What is looked at around a window: far enough to tell whether a run across its edge is an outage, and beyond that over a
 * time that nobody measured when an outage may go on through it.
 */
export function seenAround(
  system: Pick<System, 'probes' | 'outageMinSeconds'>,
  { startMs, endMs }: Interval,
  outages: readonly Outage[],
): Interval {
  const isNear = outages.some(
    (outage) => outage.startMs <= endMs + BRIDGED_MS && (outage.endMs ?? Infinity) >= startMs - BRIDGED_MS,
  );
  const reach = reachMs(system) + (isNear ? BRIDGED_MS : 0);
  return { startMs: startMs - reach, endMs: endMs + reach };
}

/**
 * What to read when a system's samples have changed in `changed`: where some arrived, and the time that has passed since
 * the last roll-up, measured or not. Takes the stored outages that touch it within a day on either side (more do no harm).
 *
 * Any stretch of hours can be rolled up by itself, any number of times, in any order. Rows outside the window stay as they
 * are known, and a day is the sum of its hours. An outage belongs to the window in which it begins, yet a later window may
 * lengthen, end or part it: so what is known reaches back (and forward) over every outage at the window's edges, and the
 * roll-up covers the days in which such an outage begins when it has changed.
 */
export function settleWindow(
  system: Pick<System, 'probes' | 'outageMinSeconds'>,
  changed: Interval,
  outages: readonly Outage[],
): SettlePlan {
  const [, longestMs] = intervalsMs(system);
  const heldMs = 2 * longestMs;
  const window = {
    startMs: Math.floor(changed.startMs / HOUR_MS) * HOUR_MS,
    endMs: Math.ceil((changed.endMs + heldMs) / HOUR_MS) * HOUR_MS,
  };
  const seen = seenAround(system, window, outages);
  const atTheEdges = outages
    .map(({ startMs, endMs }) => ({ startMs, endMs: endMs ?? startMs + 1 }))
    .filter(({ startMs }, i) => startMs <= seen.endMs && (outages[i]?.endMs ?? Infinity) >= seen.startMs);
  return {
    window,
    samples: { startMs: seen.startMs - heldMs, endMs: seen.endMs },
    known: wholeDays([seen, ...atTheEdges]),
  };
}
