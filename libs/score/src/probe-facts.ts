import { type AvailabilitySum, type ObservationSum, Period } from '#core';
import { type Catalogue, type ProbeColumn, type System, idToday, isFollowedUpIn, ownerIn } from '#catalogue';
import { type Facts } from './facts.js';

type Column = (row: AvailabilitySum) => number;

function total(rows: readonly AvailabilitySum[], column: Column): number {
  let sum = 0;
  for (const row of rows) sum += column(row);
  return sum;
}

/** What was measured, without the columns that nothing was measured for: missing is not zero. */
function measured(
  rows: readonly AvailabilitySum[],
  { outages, agreedMs }: { readonly outages: number; readonly agreedMs: number },
): Partial<Record<ProbeColumn, number>> {
  const up_ms = total(rows, ({ inside }) => inside.upMs);
  const degraded_ms = total(rows, ({ inside }) => inside.degradedMs);
  const down_ms = total(rows, ({ inside }) => inside.downMs);
  const unmonitored_ms = Math.max(0, agreedMs - up_ms - degraded_ms - down_ms);
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

type ByMonth = Map<string, SystemMonth>;

function noteMonth(bySystem: Map<string, ByMonth>, system: string, month: string): SystemMonth {
  const byMonth = bySystem.get(system) ?? new Map<string, SystemMonth>();
  bySystem.set(system, byMonth);
  const known = byMonth.get(month) ?? { rows: [], outages: 0 };
  byMonth.set(month, known);
  return known;
}

/**
 * Roll-ups and outages as facts with the columns of `PROBE_COLUMNS`: one for each system and month, of the unit that
 * owns the system then. Time is unmonitored when it was agreed and not measured, in months without any roll-up, too. Systems
 * that the catalogue does not know, or does not follow up then, are left out. Their count is the number of samples.
 */
export function probeFacts(
  catalogue: Catalogue,
  { availability, outages, monitoring }: Pick<Facts, 'availability' | 'outages' | 'monitoring'>,
): ObservationSum[] {
  const monthAt = monthFinder();
  const { systems } = catalogue;
  const bySystem = new Map<string, ByMonth>();
  for (const row of availability)
    noteMonth(bySystem, idToday(systems, row.system), monthAt(row.startMs)).rows.push(row);
  for (const { system, startMs, counted } of outages) {
    const month = bySystem.get(idToday(systems, system))?.get(monthAt(startMs));
    if (month && counted) month.outages++;
  }
  const asked = monitoring.months.map(({ startMs }) => monthAt(startMs));
  for (const { id, probes } of systems.values()) {
    if (probes.length > 0) for (const month of asked) noteMonth(bySystem, id, month);
  }
  return [...bySystem].flatMap(([id, byMonth]) => {
    const system = systems.get(id);
    if (!system) return [];
    const followedUp = [...byMonth].filter(([period]) => isFollowedUpIn(system, period));
    return followedUp.flatMap(([period, month]) =>
      factOf(system, { ...month, period, unit: ownerIn(catalogue, system, period) }, monitoring),
    );
  });
}

function factOf(
  system: System,
  { period, unit, rows, outages }: SystemMonth & { readonly period: string; readonly unit: string },
  { agreedMs }: Facts['monitoring'],
): ObservationSum[] {
  const { startMs, endMs } = Period.of(period);
  const sums = measured(rows, { outages, agreedMs: agreedMs(system, { startMs, endMs }) });
  if (rows.length === 0 && sums.unmonitored_ms === 0) return []; // nothing was to be measured
  const fact = { unit, period, system: system.id, project: null, labels: NO_LABELS };
  return [{ ...fact, sums, count: samplesIn(rows), notApplicable: [] }];
}
