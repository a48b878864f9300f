import { type AvailabilitySum, type Interval } from '#core';
import { exactSum } from '../exact-sum.js';
import { type Reading } from './duck-db.js';
import { type Row } from './row.js';
import { ask } from './sql.js';
import { AVAILABILITY_TABLES } from './write-roll-ups.js';

const TABLE = AVAILABILITY_TABLES.day;
const ADDED = [
  ...['inside_up_ms', 'inside_degraded_ms', 'inside_down_ms', 'inside_unmonitored_ms'].map(
    (column) => `${exactSum(column)} AS ${column}`,
  ),
  ...['samples', 'satisfied', 'tolerating', 'frustrated'].map(
    (column) => `sum(${column})::DOUBLE AS ${column}`,
  ),
];

/** Adds daily roll-ups up over spans, in the engine: a city's years are a hundred times as many days as months. */
export async function sumAvailability(db: Reading, spans: readonly Interval[]): Promise<AvailabilitySum[]> {
  if (spans.length === 0) return [];
  // Days are matched with spans before rows are with days, since the engine can only hash what is equal.
  const sql = `
    WITH span AS (SELECT unnest($starts) AS from_ms, unnest($ends) AS to_ms),
    day AS (
      SELECT from_ms, start_ms
      FROM (SELECT DISTINCT start_ms FROM ${TABLE} WHERE start_ms >= $first AND start_ms < $last)
      JOIN span ON start_ms >= from_ms AND start_ms < to_ms
    )
    SELECT system, from_ms, ${ADDED.join(', ')}
    FROM ${TABLE} JOIN day USING (start_ms)
    WHERE start_ms >= $first AND start_ms < $last
    GROUP BY system, from_ms
    ORDER BY system, from_ms`;
  const starts = spans.map(({ startMs }) => startMs);
  const ends = spans.map(({ endMs }) => endMs);
  const bindings = { starts, ends, first: Math.min(...starts), last: Math.max(...ends) };
  return db.read((reader) => ask(reader, { sql, bindings }, toSum));
}

function toSum(row: Row): AvailabilitySum {
  return {
    system: row.text('system'),
    startMs: row.number('from_ms'),
    inside: {
      upMs: row.number('inside_up_ms'),
      degradedMs: row.number('inside_degraded_ms'),
      downMs: row.number('inside_down_ms'),
      unmonitoredMs: row.number('inside_unmonitored_ms'),
    },
    samples: row.number('samples'),
    satisfied: row.number('satisfied'),
    tolerating: row.number('tolerating'),
    frustrated: row.number('frustrated'),
  };
}
