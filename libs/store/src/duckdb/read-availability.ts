import { type AvailabilityRow } from '#core';
import { type AvailabilityQuery } from '../facts.js';
import { type Reading } from './duck-db.js';
import { ask } from './sql.js';
import { AVAILABILITY_TABLES } from './write-roll-ups.js';
import { type Row } from './row.js';

/** The roll-ups of one granularity that begin in a window. */
export function readAvailability(db: Reading, query: AvailabilityQuery): Promise<AvailabilityRow[]> {
  const { granularity, systems = null, startMs, endMs } = query;
  const sql = `
    SELECT * FROM ${AVAILABILITY_TABLES[granularity]}
    WHERE start_ms >= $startMs AND start_ms < $endMs
      AND ($systems IS NULL OR system IN (SELECT unnest($systems)))
    ORDER BY system, start_ms`;
  return db.read((reader) =>
    ask(reader, { sql, bindings: { startMs, endMs, systems } }, (row) => toAvailability(row, granularity)),
  );
}

function toAvailability(row: Row, granularity: AvailabilityRow['granularity']): AvailabilityRow {
  return {
    system: row.text('system'),
    granularity,
    startMs: row.number('start_ms'),
    inside: {
      upMs: row.number('inside_up_ms'),
      degradedMs: row.number('inside_degraded_ms'),
      downMs: row.number('inside_down_ms'),
      unmonitoredMs: row.number('inside_unmonitored_ms'),
    },
    maintenance: {
      upMs: row.number('maintenance_up_ms'),
      degradedMs: row.number('maintenance_degraded_ms'),
      downMs: row.number('maintenance_down_ms'),
      unmonitoredMs: row.number('maintenance_unmonitored_ms'),
    },
    outside: {
      upMs: row.number('outside_up_ms'),
      degradedMs: row.number('outside_degraded_ms'),
      downMs: row.number('outside_down_ms'),
      unmonitoredMs: row.number('outside_unmonitored_ms'),
    },
    samples: row.number('samples'),
    satisfied: row.number('satisfied'),
    tolerating: row.number('tolerating'),
    frustrated: row.number('frustrated'),
    latency: row.numbers('latency'),
  };
}
