import { type AvailabilityRow, type ObservationSum, type Outage, cityDate } from '#core';
import { type Catalogue, type ProbeColumn } from '#catalogue';

type ProbeSums = Record<ProbeColumn, number>;

const NOTHING: ProbeSums = {
  up_ms: 0,
  degraded_ms: 0,
  down_ms: 0,
  unmonitored_ms: 0,
  samples: 0,
  satisfied: 0,
  tolerating: 0,
  frustrated: 0,
  outages: 0,
  system_months: 0,
};

function addRow(sums: ProbeSums, { inside, ...counts }: AvailabilityRow): void {
  sums.up_ms += inside.upMs;
  sums.degraded_ms += inside.degradedMs;
  sums.down_ms += inside.downMs;
  sums.unmonitored_ms += inside.unmonitoredMs;
  sums.samples += counts.samples;
  sums.satisfied += counts.satisfied;
  sums.tolerating += counts.tolerating;
  sums.frustrated += counts.frustrated;
}

/** What was measured, without the columns that nothing was measured for: missing is not zero. */
function measured(sums: ProbeSums): Record<string, number> {
  const { samples, satisfied, tolerating, frustrated, unmonitored_ms, ...times } = sums;
  if (times.up_ms + times.degraded_ms + times.down_ms === 0) return { unmonitored_ms };
  const apdex = samples > 0 ? { samples, satisfied, tolerating, frustrated } : {};
  return { ...times, unmonitored_ms, ...apdex, system_months: 1 };
}

/**
 * Roll-ups and outages as facts with the columns of `PROBE_COLUMNS`: one for each system and month, of the unit that
 * owns the system. Systems that the catalogue does not know are left out. Their count is the number of samples.
 */
export function probeFacts(
  catalogue: Catalogue,
  facts: { readonly availability: readonly AvailabilityRow[]; readonly outages: readonly Outage[] },
): ObservationSum[] {
  const months = new Map<number, string>(); // by start of the day: the calendar is slow
  const monthAt = (startMs: number): string => {
    const month = months.get(startMs) ?? cityDate(startMs).slice(0, 7);
    months.set(startMs, month);
    return month;
  };
  const bySystem = new Map<string, Map<string, ProbeSums>>();
  for (const row of facts.availability) {
    if (row.granularity !== 'day') continue;
    const byMonth = bySystem.get(row.system) ?? new Map<string, ProbeSums>();
    bySystem.set(row.system, byMonth);
    const month = monthAt(row.startMs);
    const sums = byMonth.get(month) ?? { ...NOTHING };
    byMonth.set(month, sums);
    addRow(sums, row);
  }
  for (const { system, startMs, counted } of facts.outages) {
    const sums = bySystem.get(system)?.get(cityDate(startMs).slice(0, 7));
    if (sums && counted) sums.outages++;
  }
  return [...bySystem].flatMap(([system, byMonth]) => {
    const unit = catalogue.systems.get(system)?.owner;
    if (unit === undefined) return [];
    return [...byMonth].map(([period, sums]) => ({
      unit,
      period,
      system,
      project: null,
      labels: {},
      sums: measured(sums),
      count: sums.samples,
      notApplicable: [],
    }));
  });
}
