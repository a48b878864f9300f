import { type InfluxDb } from './influx-db.js';
import { name, within } from './influx-ql.js';
import { PROBE } from './layout.js';

const DAY_MS = 86_400_000;

/** Drops the UTC days of raw samples that ended by an instant. Deleting is dear, so it looks first whether there are any. */
export async function housekeep(db: InfluxDb, keepFromMs: number): Promise<void> {
  const keptFrom = { startMs: -Infinity, endMs: Math.floor(keepFromMs / DAY_MS) * DAY_MS };
  const old = within(keptFrom).join(' AND ');
  const found = await db.ask(`SELECT "state" FROM ${name(PROBE)} WHERE ${old} LIMIT 1`);
  if (found.length > 0) await db.ask(`DELETE FROM ${name(PROBE)} WHERE ${old}`);
}
