import { type AvailabilityRow, type Interval, type Outage, type StateTime, intersect, lengthMs } from '#core';
import { type ZonedStateTime, addStateTime, addZonedTime } from './state-time.js';

/** A system over some time, in figures that people ask for (domain.md, section 6). */
export interface AvailabilitySummary {
  /** Agreed service time without announced maintenance, of all the time asked for in which the system is followed up. */
  readonly agreedMs: number;
  /** Per cent of the measured time inside agreed service time; `null` when nothing was measured. */
  readonly availability: number | null;
  /** The same with announced maintenance counted like any other agreed time. */
  readonly availabilityWithMaintenance: number | null;
  /** Share of the agreed time that was measured, 0–1; `null` when none was agreed. */
  readonly coverage: number | null;
  readonly inside: StateTime;
  readonly maintenance: StateTime;
  readonly outside: StateTime;
  readonly samples: number;
  /** 0–1; `null` without samples. */
  readonly apdex: number | null;
  /** Outages that began in the time asked for, inside agreed service time; also those that last. */
  readonly outageCount: number;
  /** What of all counted outages lies in the time asked for and inside agreed service time. */
  readonly outageTotalMs: number;
  /** The longest of these. */
  readonly longestOutageMs: number;
  /** Of the counted ones that began in the time asked for, from beginning to end; `null` when none of them has ended. */
  readonly meanTimeToRestoreMs: number | null;
}

const measuredMs = ({ upMs, degradedMs, downMs }: StateTime): number => upMs + degradedMs + downMs;

function percentUp(time: StateTime): number | null {
  const measured = measuredMs(time);
  return measured === 0 ? null : (100 * (time.upMs + time.degradedMs)) / measured;
}

/** How much of an outage lies in agreed service time; one that lasts has no end in it. */
export function outageTime({ startMs, endMs }: Outage, agreed: readonly Interval[]): number {
  return lengthMs(intersect(agreed, [{ startMs, endMs: endMs ?? Infinity }]));
}

/** Outages that touch a window, and how much of each lies in it and inside agreed service time, in milliseconds. */
export interface OutageCount {
  readonly window: Interval;
  readonly outages: readonly Outage[];
  readonly timeOf: (outage: Outage) => number;
}

/**
 * An outage is counted where it began; its time is divided by the clock between the times that are asked for (domain.md,
 * section 6). Time outside agreed service is no part of it, so that a closed holiday has none.
 */
export function countedOutages({ window, outages, timeOf }: OutageCount) {
  const counted = outages.filter((outage) => outage.counted);
  const begun = counted.filter(({ startMs }) => startMs >= window.startMs && startMs < window.endMs);
  const parts = counted.map(timeOf);
  const restored = begun.flatMap(({ startMs, endMs }) => (endMs === null ? [] : [endMs - startMs]));
  return {
    outageCount: begun.length,
    outageTotalMs: parts.reduce((sum, part) => sum + part, 0),
    longestOutageMs: Math.max(0, ...parts),
    meanTimeToRestoreMs:
      restored.length === 0 ? null : restored.reduce((sum, length) => sum + length, 0) / restored.length,
  };
}

/** What is asked about. */
export interface SummaryQuestion extends Omit<OutageCount, 'timeOf'> {
  /** The agreed service time in the window, without announced maintenance: up to now, and as long as the system is followed up. */
  readonly agreed: readonly Interval[];
}

const NO_TIME: StateTime = { upMs: 0, degradedMs: 0, downMs: 0, unmonitoredMs: 0 };
const NO_ZONED_TIME: ZonedStateTime = { inside: NO_TIME, maintenance: NO_TIME, outside: NO_TIME };

/**
 * Adds up the rows of one system, all of one granularity, and the outages of the same time. What was agreed and not measured
 * is unmonitored, whether or not it was ever rolled up.
 */
export function summarise(rows: readonly AvailabilityRow[], question: SummaryQuestion): AvailabilitySummary {
  const { inside: rolledUp, maintenance, outside } = rows.reduce<ZonedStateTime>(addZonedTime, NO_ZONED_TIME);
  const count = (part: (row: AvailabilityRow) => number): number =>
    rows.reduce((all, row) => all + part(row), 0);
  const agreedMs = Math.max(lengthMs(question.agreed), measuredMs(rolledUp));
  const inside = { ...rolledUp, unmonitoredMs: agreedMs - measuredMs(rolledUp) };
  const judged = count((row) => row.satisfied + row.tolerating + row.frustrated);
  return {
    agreedMs,
    availability: percentUp(inside),
    availabilityWithMaintenance: percentUp(addStateTime(inside, maintenance)),
    coverage: agreedMs === 0 ? null : measuredMs(inside) / agreedMs,
    inside,
    maintenance,
    outside,
    samples: count((row) => row.samples),
    apdex: judged === 0 ? null : count((row) => row.satisfied + row.tolerating / 2) / judged,
    ...countedOutages({ ...question, timeOf: (outage) => outageTime(outage, question.agreed) }),
  };
}
