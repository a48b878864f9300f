import { type FieldRole, DatasetSchema, built } from '#catalogue';
import {
  type AvailabilityRow,
  type DatasetId,
  type Observation,
  type Outage,
  type Receipt,
  type RollUp,
  type Sample,
  type SliceContent,
  type SliceKey,
  type StateTime,
  LATENCY_BOUNDS_MS,
  packSlice,
} from '#core';
import { type Delivered } from '#store';

/** 2026-09-01 00:00 UTC, a Tuesday. */
export const SEPTEMBER_MS = Date.UTC(2026, 8, 1);
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

const SAME = { sv: 'å', en: 'a' };

function field(name: string, role: FieldRole): object {
  const type = role === 'number' ? 'number' : 'string';
  return { name, role, type, titles: SAME, help: SAME };
}

/** A data set's schema with label and number columns, and the columns that all have. */
export function schema(
  name: DatasetId,
  columns: { readonly labels: readonly string[]; readonly numbers: readonly string[] },
): DatasetSchema {
  const fields = [
    field('unit', 'unit'),
    field('period', 'period'),
    ...columns.labels.map((label) => field(label, 'label')),
    ...columns.numbers.map((number) => field(number, 'number')),
    field('description', 'note'),
  ];
  const declared = {
    name,
    titles: SAME,
    help: SAME,
    periods: ['month'],
    primaryKey: ['unit', 'period'],
    fields,
  };
  return built(DatasetSchema, declared);
}

/** Two data sets; `projects` has columns that SQL also has as words. */
export const DATASETS: readonly DatasetSchema[] = [
  schema('cost', { labels: ['kind', 'procurement_area'], numbers: ['amount', 'hours'] }),
  schema('projects', { labels: ['name', 'start', 'end', 'group'], numbers: ['order'] }),
];

/** One sample a minute of one target. */
export function samplesOf(target: string, fromMs: number, count: number): Sample[] {
  return Array.from({ length: count }, (_, index) => ({
    target,
    vantage: 'stadshuset',
    timeMs: fromMs + index * MINUTE_MS,
    state: 'up',
    totalMs: 100 + index / 8,
    statusCode: 200,
  }));
}

function stateTime(upMs: number): StateTime {
  return { upMs, degradedMs: 1, downMs: 2, unmonitoredMs: 0.5 };
}

/** A roll-up row whose `inside.upMs` tells rows apart. */
export function availabilityRow(
  system: string,
  granularity: AvailabilityRow['granularity'],
  startMs: number,
  upMs = 3_000_000,
): AvailabilityRow {
  return {
    system,
    granularity,
    startMs,
    inside: stateTime(upMs),
    maintenance: stateTime(7),
    outside: stateTime(8),
    samples: 60,
    satisfied: 57,
    tolerating: 2,
    frustrated: 1,
    latency: [...LATENCY_BOUNDS_MS, 0].map((_, bucket) => bucket),
  };
}

export function outage(system: string, startMs: number, endMs: number | null): Outage {
  return { system, startMs, endMs, reason: 'timeout', counted: true };
}

/** The roll-up of one hour with its row. */
export function hourRollUp(system: string, startMs: number, upMs: number): RollUp {
  const rows = [availabilityRow(system, 'hour', startMs, upMs)];
  return { system, startMs, endMs: startMs + HOUR_MS, rows, outages: [] };
}

/** The slice of a unit and month of `cost`. */
export function costSlice(unit: string, period: string, source = 'manual'): SliceKey {
  return { dataset: 'cost', unit, period, source, part: '' };
}

/** A cost of a unit in a period, of the kind `actual`. */
export function cost(key: Pick<SliceKey, 'unit' | 'period'>, amount: number): Observation {
  return {
    unit: key.unit,
    period: key.period,
    system: null,
    project: null,
    labels: { kind: 'actual' },
    numbers: { amount },
    notApplicable: [],
  };
}

/** A slice of `cost` with one observation for each amount. */
export function costContent(key: SliceKey, amounts: readonly number[]): SliceContent {
  return { key, observations: amounts.map((amount) => cost(key, amount)) };
}

function total({ observations }: SliceContent): number {
  return observations.reduce((sum, { numbers }) => sum + (numbers.amount ?? 0), 0);
}

/** An upload of `cost` with its receipt. */
export function delivered(
  id: string,
  slices: readonly SliceContent[],
  more: Partial<Receipt> = {},
): Delivered {
  const receipt: Receipt = {
    id,
    dataset: 'cost',
    fileName: `kostnader ${id} åäö.csv`,
    sha256: id.padStart(64, '0'),
    receivedAt: '2026-10-05T09:30:00.000+02:00',
    by: 'anna',
    source: 'manual',
    rows: slices.reduce((rows, slice) => rows + slice.observations.length, 0),
    slices: slices.map((slice) => ({
      unit: slice.key.unit,
      period: slice.key.period,
      rows: slice.observations.length,
      total: total(slice),
      previousTotal: null,
    })),
    warnings: [],
    ...more,
  };
  return { receipt, slices: slices.map(packSlice) };
}
