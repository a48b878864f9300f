import { type AvailabilityRow, type ObservationSum, type Outage, Period, midnightMs } from '#core';
import {
  type Catalogue,
  Delivery,
  type Formula,
  Measure,
  MeasureVersion,
  Project,
  RatioFormula,
  Side,
  type System,
  Unit,
  loadCatalogue,
} from '#catalogue';
import { NO_SAMPLES } from './availability/sample-counts.js';
import { system } from './availability/sample-systems.spec-data.js';
import { type Facts, type Monitoring } from './facts.js';

const text = (name: string) => ({ sv: name, en: name });

export function unit(id: string, parent?: string, kind: Unit['kind'] = 'district-council'): Unit {
  return Object.assign(new Unit(), { id, name: text(id), kind }, parent === undefined ? {} : { parent });
}

export function project(id: string, fields: Partial<Project> = {}): Project {
  const required = {
    id,
    name: text(id),
    portfolio: '1',
    unit: 'a',
    start: '2025-01-01',
    end: '2026-06-30',
    registered: '2025-01-01',
    budgetSek: 1000,
  };
  return Object.assign(new Project(), required, fields);
}

export function delivery(id: string, fields: Partial<Delivery>): Delivery {
  return Object.assign(new Delivery(), { id, cadence: 'month', dueDays: 20 }, fields);
}

export function side(from: Side['from'], add: Side['add'], rest: Partial<Side> = {}): Side {
  return Object.assign(new Side(), { from, add }, rest);
}

export function ratio(numerator: Side, denominator: Side, rest: Partial<RatioFormula> = {}): RatioFormula {
  return Object.assign(new RatioFormula(), { kind: 'ratio', numerator, denominator }, rest);
}

/** A measure of our own making, of the quality perspective. */
export function measure(id: string, formula: Formula, rest: Partial<MeasureVersion> = {}): Measure {
  const version = Object.assign(
    new MeasureVersion(),
    { version: 1, validFrom: '2020-01-01', better: 'higher', decimals: 1, subjects: ['unit', 'system'] },
    { formula },
    rest,
  );
  return Object.assign(new Measure(), { id, perspective: 'quality', versions: [version] });
}

export function byId<T extends { readonly id: string }>(...items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

const E_SERVICES: readonly System[] = ['a', 'b', 'c'].map((owner) =>
  system(`${owner}-service`, { owner, eService: true }),
);

/** The fifteen measures and the deliveries of the base configuration, in a city of three district councils. */
export async function sampleCity(changes: Partial<Catalogue> = {}): Promise<Catalogue> {
  const base = await loadCatalogue('config');
  if (!base.ok) throw new Error(JSON.stringify(base.problem));
  return {
    ...base.value,
    units: byId(unit('city', undefined, 'city'), ...['a', 'b', 'c'].map((id) => unit(id, 'city'))),
    systems: byId(...E_SERVICES),
    projects: new Map(),
    targets: [],
    ...changes,
  };
}

/** Observations of a unit's month, or other period, added up. */
export function sum(
  unitId: string,
  period: string,
  sums: ObservationSum['sums'],
  rest: Partial<ObservationSum> = {},
): ObservationSum {
  return {
    unit: unitId,
    period,
    system: null,
    project: null,
    labels: {},
    count: 1,
    notApplicable: [],
    ...rest,
    sums,
  };
}

/** As if every hour of agreed time had been rolled up. */
function agreedAsRolledUp(rows: readonly AvailabilityRow[]): Monitoring['agreedMs'] {
  const insideMs = ({ inside }: AvailabilityRow): number =>
    inside.upMs + inside.degradedMs + inside.downMs + inside.unmonitoredMs;
  return ({ id }, { startMs, endMs }) =>
    rows
      .filter((row) => row.system === id && row.startMs >= startMs && row.startMs < endMs)
      .reduce((sum, row) => sum + insideMs(row), 0);
}

export function facts(
  observations: Partial<Record<string, readonly ObservationSum[]>>,
  probes: {
    availability?: readonly AvailabilityRow[];
    outages?: readonly Outage[];
    monitoring?: Partial<Monitoring>;
  } = {},
): Facts {
  return {
    askedAtMs: Date.parse('2027-06-01T12:00:00+02:00'),
    observations: new Map(Object.entries(observations)) as Facts['observations'],
    availability: probes.availability ?? [],
    monitoring: { months: [], agreedMs: agreedAsRolledUp(probes.availability ?? []), ...probes.monitoring },
    outages: probes.outages ?? [],
  };
}

const NO_TIME = { upMs: 0, degradedMs: 0, downMs: 0, unmonitoredMs: 0 };

/** A day's row with time inside service time only. */
export function dayRow(
  systemId: string,
  date: string,
  inside: Partial<AvailabilityRow['inside']>,
  counts: Partial<AvailabilityRow> = {},
): AvailabilityRow {
  return {
    system: systemId,
    granularity: 'day',
    startMs: midnightMs(date),
    inside: { ...NO_TIME, ...inside },
    maintenance: NO_TIME,
    outside: NO_TIME,
    ...NO_SAMPLES,
    ...counts,
  };
}

export const Q3 = Period.of('2026-Q3');
