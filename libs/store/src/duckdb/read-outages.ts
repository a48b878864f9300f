import { type Outage, PROBE_REASONS } from '#core';
import { type OutageQuery } from '../facts.js';
import { type Reading } from './duck-db.js';
import { ask } from './sql.js';

/** The outages that touch a window; one that lasts has no end yet. */
export function readOutages(db: Reading, query: OutageQuery): Promise<Outage[]> {
  const { systems = null, startMs, endMs } = query;
  const sql = `
    SELECT system, start_ms, end_ms, reason, counted FROM outage
    WHERE start_ms < $endMs AND (end_ms IS NULL OR end_ms > $startMs)
      AND ($systems IS NULL OR system IN (SELECT unnest($systems)))
    ORDER BY start_ms, system`;
  return db.read((reader) =>
    ask(reader, { sql, bindings: { startMs, endMs, systems } }, (row) => ({
      system: row.text('system'),
      startMs: row.number('start_ms'),
      endMs: row.numberOrNull('end_ms'),
      reason: row.oneOf(PROBE_REASONS, 'reason'),
      counted: row.flag('counted'),
    })),
  );
}
