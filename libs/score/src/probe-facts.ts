import { type AvailabilitySum, type ObservationSum, type Outage, Period } from '#core';
import { type Catalogue, type ProbeColumn } from '#catalogue';

type Column = (row: AvailabilitySum) => number;

function total(rows: readonly AvailabilitySum[], column: Column): number {
  let sum = 0;
  for (const row of rows) sum += column(row);
  return sum;
}

/** What was measured, without the columns that nothing was measured for: missing is not zero. */
function measured(rows: readonly AvailabilitySum[], outages: number): Partial<Record<ProbeColumn, number>> {
  const up_ms = total(rows, ({ inside }) => inside.upMs);
  const degraded_ms = total(rows, ({ inside }) => inside.degradedMs);
  const down_ms = total(rows, ({ inside }) => inside.downMs);
  const unmonitored_ms = total(rows, ({ inside }) => inside.unmonitoredMs);
  if (up_ms + degraded_ms + down_ms === 0) return { unmonitored_ms };
  const samples = samplesIn(rows);
  if (samples === 0) return { up_ms, degraded_ms, down_ms, unmonitored_ms, outages, system_months: 1 };
  const satisfied = total(rows, (row) => row.satisfied);
  const tolerating = total(rows, (row) => row.tolerating);
  const frustrated = total(rows, (row) => row.frustrated);
  const system_months = 1;
  return {
    up_ms,
    degraded_ms,
    down_ms,
    unmonitored_ms,
    outages,
    system_months,
    samples,
    satisfied,
    tolerating,
    frustrated,
  };
}

function samplesIn(rows: readonly AvailabilitySum[]): number {
  return total(rows, ({ samples }) => samples);
}

/** Tells the month of an instant, as text. The few months there are are found once: the calendar is slow. */
function monthFinder(): (instantMs: number) => string {
  const months: { readonly month: Period; readonly text: string }[] = [];
  const known = new Map<number, string>(); // systems share their months' first instants
  const textOf = (instantMs: number): string => {
    const found = months.find(({ month }) => month.contains(instantMs));
    if (found) return found.text;
    const month = Period.at('month', instantMs);
    const text = month.toString();
    months.push({ month, text });
    return text;
  };
  return (instantMs) => {
    const text = known.get(instantMs) ?? textOf(instantMs);
    known.set(instantMs, text);
    return text;
  };
}

interface SystemMonth {
  readonly rows: AvailabilitySum[];
  outages: number;
}

const NO_LABELS = {};

/**
 * Roll-ups and outages as facts with the columns of `PROBE_COLUMNS`: one for each system and month, of the unit that
 * owns the system. Systems that the catalogue does not know are left out. Their count is the number of samples.
 */
export function probeFacts(
  catalogue: Catalogue,
  facts: { readonly availability: readonly AvailabilitySum[]; readonly outages: readonly Outage[] },
): ObservationSum[] {
  const monthAt = monthFinder();
  const bySystem = new Map<string, Map<string, SystemMonth>>();
  for (const row of facts.availability) {
    const byMonth = bySystem.get(row.system) ?? new Map<string, SystemMonth>();
    bySystem.set(row.system, byMonth);
    const month = monthAt(row.startMs);
    const known = byMonth.get(month);
    if (known) known.rows.push(row);
    else byMonth.set(month, { rows: [row], outages: 0 });
  }
  for (const { system, startMs, counted } of facts.outages) {
    const month = bySystem.get(system)?.get(monthAt(startMs));
    if (month && counted) month.outages++;
  }
  return [...bySystem].flatMap(([system, byMonth]) => {
    const unit = catalogue.systems.get(system)?.owner;
    if (unit === undefined) return [];
    return [...byMonth].map(([period, { rows, outages }]) => ({
      unit,
      period,
      system,
      project: null,
      labels: NO_LABELS,
      sums: measured(rows, outages),
      count: samplesIn(rows),
      notApplicable: [],
    }));
  });
}
