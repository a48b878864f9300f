import { type Outage, PROBE_REASONS } from '#core';
import { type OutageQuery } from '../time-series.js';
import { type InfluxDb } from './influx-db.js';
import { name, oneOf, within } from './influx-ql.js';
import { OUTAGE } from './layout.js';
import { compareTexts, rowsOf } from './table.js';

/** The outages that touch a window; one that lasts has no end yet. */
export async function readOutages(db: InfluxDb, query: OutageQuery): Promise<Outage[]> {
  const { systems, startMs, endMs } = query;
  if (systems?.length === 0) return [];
  const conditions = [
    ...within({ startMs: -Infinity, endMs }),
    `("end" > ${startMs} OR "lasting" = true)`,
    ...(systems ? oneOf('system', systems) : []),
  ];
  const answer = await db.ask(
    `SELECT "end", "reason", "counted" FROM ${name(OUTAGE)} WHERE ${conditions.join(' AND ')} GROUP BY "system"`,
  );
  const asked = systems && new Set(systems);
  const outages = rowsOf(answer, (row): Outage => ({
    system: row.tag('system') ?? '',
    startMs: row.timeMs,
    endMs: row.numberOrNull('end'),
    reason: row.oneOf(PROBE_REASONS, 'reason'),
    counted: row.flag('counted'),
  }));
  return outages
    .filter(({ system }) => asked?.has(system) ?? true)
    .sort((a, b) => a.startMs - b.startMs || compareTexts(a.system, b.system));
}
