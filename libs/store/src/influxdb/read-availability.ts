import { type AvailabilityRow, type AvailabilitySum, ExactSum, type Interval, type StateTime } from '#core';
import { type AvailabilityQuery } from '../time-series.js';
import { type InfluxDb } from './influx-db.js';
import { literal, name, oneOf, within } from './influx-ql.js';
import { AVAILABILITY, COUNTS, LATENCY_FIELDS, STATES, TIME_FIELDS } from './layout.js';
import { type InfluxRow, compareTexts, rowsOf } from './table.js';

const ALL = [...TIME_FIELDS, ...COUNTS, ...LATENCY_FIELDS].map(name).join(', ');
const INSIDE = Object.keys(STATES).map((state) => `${state}_ms`);
const ADDED = [...INSIDE, ...COUNTS];

/** The roll-ups of one granularity that begin in a window. */
export async function readAvailability(db: InfluxDb, query: AvailabilityQuery): Promise<AvailabilityRow[]> {
  const { granularity, systems } = query;
  if (systems?.length === 0) return [];
  const conditions = [
    `"granularity" = ${literal(granularity)}`,
    ...within(query),
    ...(systems ? oneOf('system', systems) : []),
  ];
  const answer = await db.ask(
    `SELECT ${ALL} FROM ${name(AVAILABILITY)} WHERE ${conditions.join(' AND ')} GROUP BY "system"`,
  );
  const asked = systems && new Set(systems);
  return rowsOf(answer, (row) => toAvailability(row, granularity))
    .filter(({ system }) => asked?.has(system) ?? true)
    .sort((a, b) => compareTexts(a.system, b.system) || a.startMs - b.startMs);
}

function toAvailability(row: InfluxRow, granularity: AvailabilityRow['granularity']): AvailabilityRow {
  return {
    system: row.tag('system') ?? '',
    granularity,
    startMs: row.timeMs,
    inside: stateTime(row, 'ms'),
    maintenance: stateTime(row, 'maintenance_ms'),
    outside: stateTime(row, 'outside_ms'),
    samples: row.number('samples'),
    satisfied: row.number('satisfied'),
    tolerating: row.number('tolerating'),
    frustrated: row.number('frustrated'),
    latency: LATENCY_FIELDS.map((field) => row.number(field)),
  };
}

function stateTime(row: InfluxRow, part: string): StateTime {
  return {
    upMs: row.number(`up_${part}`),
    degradedMs: row.number(`degraded_${part}`),
    downMs: row.number(`down_${part}`),
    unmonitoredMs: row.number(`unmonitored_${part}`),
  };
}

/**
 * Adds daily roll-ups up over spans, here and not on the server: its sums lose what does not fit, and by which days come
 * first.
 */
export async function sumAvailability(db: InfluxDb, spans: readonly Interval[]): Promise<AvailabilitySum[]> {
  if (spans.length === 0) return [];
  const startMs = Math.min(...spans.map((span) => span.startMs));
  const endMs = Math.max(...spans.map((span) => span.endMs));
  const conditions = [`"granularity" = 'day'`, ...within({ startMs, endMs })].join(' AND ');
  const answer = await db.ask(
    `SELECT ${ADDED.map(name).join(', ')} FROM ${name(AVAILABILITY)} WHERE ${conditions} GROUP BY "system"`,
  );
  const sums = new Map<string, Map<number, Map<string, ExactSum>>>();
  rowsOf(answer, (row) => {
    const system = row.tag('system') ?? '';
    const ofSystem = sums.get(system) ?? new Map<number, Map<string, ExactSum>>();
    sums.set(system, ofSystem);
    for (const span of spans) {
      if (row.timeMs < span.startMs || row.timeMs >= span.endMs) continue;
      const ofSpan = ofSystem.get(span.startMs) ?? new Map(ADDED.map((field) => [field, new ExactSum()]));
      ofSystem.set(span.startMs, ofSpan);
      for (const [field, sum] of ofSpan) sum.add(row.number(field));
    }
  });
  return [...sums]
    .flatMap(([system, bySpan]) => [...bySpan].map(([start, fields]) => toSum(system, start, fields)))
    .sort((a, b) => compareTexts(a.system, b.system) || a.startMs - b.startMs);
}

function toSum(system: string, startMs: number, fields: ReadonlyMap<string, ExactSum>): AvailabilitySum {
  const of = (field: string): number => fields.get(field)?.value ?? 0;
  return {
    system,
    startMs,
    inside: {
      upMs: of('up_ms'),
      degradedMs: of('degraded_ms'),
      downMs: of('down_ms'),
      unmonitoredMs: of('unmonitored_ms'),
    },
    samples: of('samples'),
    satisfied: of('satisfied'),
    tolerating: of('tolerating'),
    frustrated: of('frustrated'),
  };
}
