import { type AvailabilitySum, type ObservationSum, type Outage, Period } from '#core';
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

function addRow(sums: ProbeSums, { inside, ...counts }: AvailabilitySum): void {
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

/** Tells the month of an instant, as text. The few months there are are found once: the calendar is slow. */
function monthFinder(): (instantMs: number) => string {
  const known: { readonly month: Period; readonly text: string }[] = [];
  return (instantMs) => {
    const found = known.find(({ month }) => month.contains(instantMs));
    if (found) return found.text;
    const month = Period.at('month', instantMs);
    const text = month.toString();
    known.push({ month, text });
    return text;
  };
}

/**
 * Roll-ups and outages as facts with the columns of `PROBE_COLUMNS`: one for each system and month, of the unit that
 * owns the system. Systems that the catalogue does not know are left out. Their count is the number of samples.
 */
export function probeFacts(
  catalogue: Catalogue,
  facts: { readonly availability: readonly AvailabilitySum[]; readonly outages: readonly Outage[] },
): ObservationSum[] {
  const monthAt = monthFinder();
  const bySystem = new Map<string, Map<string, ProbeSums>>();
  for (const row of facts.availability) {
    const byMonth = bySystem.get(row.system) ?? new Map<string, ProbeSums>();
    bySystem.set(row.system, byMonth);
    const month = monthAt(row.startMs);
    const sums = byMonth.get(month) ?? { ...NOTHING };
    byMonth.set(month, sums);
    addRow(sums, row);
  }
  for (const { system, startMs, counted } of facts.outages) {
    const sums = bySystem.get(system)?.get(monthAt(startMs));
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
