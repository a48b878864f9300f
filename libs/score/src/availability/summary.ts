import { type AvailabilityRow, type Outage, type StateTime } from '#core';
import { type ZonedStateTime, addStateTime, addZonedTime } from './state-time.js';

/** A system over some time, in figures that people ask for (domain.md, section 6). */
export interface AvailabilitySummary {
  /** Agreed service time without announced maintenance. */
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
  /** Of the outages that count: those that began inside agreed service time. Lasting ones count, and have no length yet. */
  readonly outageCount: number;
  readonly outageTotalMs: number;
  readonly longestOutageMs: number;
  /** `null` when no counted outage has ended. */
  readonly meanTimeToRestoreMs: number | null;
}

const measuredMs = ({ upMs, degradedMs, downMs }: StateTime): number => upMs + degradedMs + downMs;

function percentUp(time: StateTime): number | null {
  const measured = measuredMs(time);
  return measured === 0 ? null : (100 * (time.upMs + time.degradedMs)) / measured;
}

function countedOutages(outages: readonly Outage[]) {
  const counted = outages.filter((outage) => outage.counted);
  const lengths = counted.flatMap(({ startMs, endMs }) => (endMs === null ? [] : [endMs - startMs]));
  const outageTotalMs = lengths.reduce((sum, length) => sum + length, 0);
  return {
    outageCount: counted.length,
    outageTotalMs,
    longestOutageMs: Math.max(0, ...lengths),
    meanTimeToRestoreMs: lengths.length === 0 ? null : outageTotalMs / lengths.length,
  };
}

const NO_TIME: StateTime = { upMs: 0, degradedMs: 0, downMs: 0, unmonitoredMs: 0 };
const NO_ZONED_TIME: ZonedStateTime = { inside: NO_TIME, maintenance: NO_TIME, outside: NO_TIME };

/** Adds up the rows of one system, all of one granularity, and the outages of the same time. */
export function summarise(rows: readonly AvailabilityRow[], outages: readonly Outage[]): AvailabilitySummary {
  const { inside, maintenance, outside } = rows.reduce<ZonedStateTime>(addZonedTime, NO_ZONED_TIME);
  const count = (part: (row: AvailabilityRow) => number): number =>
    rows.reduce((all, row) => all + part(row), 0);
  const agreedMs = measuredMs(inside) + inside.unmonitoredMs;
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
    ...countedOutages(outages),
  };
}
