import { type AvailabilityRow, type Outage, type StateTime, PROBE_REASONS } from '#core';
import { type AvailabilityQuery, type FactReader } from '../facts.js';
import { type InfluxDb } from './influx-db.js';
import { literal, name, within } from './influx-ql.js';
import { AVAILABILITY, COUNTS, LATENCY_FIELDS, OUTAGE, TIME_FIELDS } from './layout.js';
import { type InfluxRow, rowsOf } from './table.js';

const COLUMNS = [...TIME_FIELDS, ...COUNTS, ...LATENCY_FIELDS].map(name).join(', ');

/** Roll-ups and outages in a bucket in which an earlier version of this program kept them: of all systems. */
export function earlierFacts(db: InfluxDb): Pick<FactReader, 'availability' | 'outages'> {
  return { availability: (query) => readRows(db, query), outages: () => readOutages(db) };
}

async function readRows(db: InfluxDb, query: AvailabilityQuery): Promise<AvailabilityRow[]> {
  const { granularity } = query;
  const conditions = [`"granularity" = ${literal(granularity)}`, ...within(query)].join(' AND ');
  const answer = await db.ask(
    `SELECT ${COLUMNS} FROM ${name(AVAILABILITY)} WHERE ${conditions} GROUP BY "system"`,
  );
  return rowsOf(answer, (row) => ({
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
  }));
}

function stateTime(row: InfluxRow, part: string): StateTime {
  return {
    upMs: row.number(`up_${part}`),
    degradedMs: row.number(`degraded_${part}`),
    downMs: row.number(`down_${part}`),
    unmonitoredMs: row.number(`unmonitored_${part}`),
  };
}

async function readOutages(db: InfluxDb): Promise<Outage[]> {
  const fields = '"start", "end", "reason", "counted"';
  const answer = await db.ask(`SELECT ${fields} FROM ${name(OUTAGE)} GROUP BY "system"`);
  return rowsOf(answer, (row) => ({
    system: row.tag('system') ?? '',
    startMs: row.timeMs,
    endMs: row.numberOrNull('end'),
    reason: row.oneOf(PROBE_REASONS, 'reason'),
    counted: row.flag('counted'),
  }));
}
