import { INTEGER, LIST, BOOLEAN, listValue, type DuckDBConnection } from '@duckdb/node-api';
import { type AvailabilityRow, type Outage, type RollUp, type StateTime, cityDate } from '#core';
import { checkRollUps, withoutOverlap } from '../roll-up-rules.js';
import { type DuckDb } from './duck-db.js';
import { run } from './sql.js';
import { type Column, append, real, text, whole } from './append.js';

/** The table of each granularity. */
export const AVAILABILITY_TABLES = { hour: 'availability_hour', day: 'availability_day' } as const;

/** Replaces, in one transaction, what the roll-ups' windows held; see the contract in time-series.ts. */
export async function writeRollUps(db: DuckDb, rollUps: readonly RollUp[]): Promise<void> {
  checkRollUps(rollUps);
  if (rollUps.length === 0) return;
  await db.write(async (writer) => {
    for (const group of withoutOverlap(rollUps)) {
      for (const granularity of ['hour', 'day'] as const) await replaceRows(writer, granularity, group);
      await replaceOutages(writer, group);
    }
  });
}

/**
 * Deletes what begins in the windows. The outer bounds let the engine skip the older part of the table unread.
 */
async function clear(writer: DuckDBConnection, table: string, windows: readonly RollUp[]): Promise<void> {
  await run(
    writer,
    `DELETE FROM ${table} USING (
       SELECT unnest($systems) AS system, unnest($starts) AS from_ms, unnest($ends) AS to_ms
     ) replaced
     WHERE ${table}.start_ms >= $firstMs AND ${table}.start_ms < $lastMs
       AND ${table}.system = replaced.system
       AND ${table}.start_ms >= replaced.from_ms AND ${table}.start_ms < replaced.to_ms`,
    {
      systems: windows.map((window) => window.system),
      starts: windows.map((window) => window.startMs),
      ends: windows.map((window) => window.endMs),
      firstMs: windows.reduce((first, window) => Math.min(first, window.startMs), Infinity),
      lastMs: windows.reduce((last, window) => Math.max(last, window.endMs), -Infinity),
    },
  );
}

async function replaceRows(
  writer: DuckDBConnection,
  granularity: AvailabilityRow['granularity'],
  rollUps: readonly RollUp[],
): Promise<void> {
  const bringing = rollUps.filter(({ rows }) => rows.some((row) => row.granularity === granularity));
  if (bringing.length === 0) return;
  const table = AVAILABILITY_TABLES[granularity];
  await clear(writer, table, bringing);
  const rows = bringing.flatMap((rollUp) => rollUp.rows.filter((row) => row.granularity === granularity));
  await append(writer, { table, columns: availabilityColumns() }, rows);
}

async function replaceOutages(writer: DuckDBConnection, rollUps: readonly RollUp[]): Promise<void> {
  await clear(writer, 'outage', rollUps);
  const outages = rollUps.flatMap((rollUp) => rollUp.outages);
  await append(writer, { table: 'outage', columns: OUTAGE_COLUMNS }, outages);
}

function stateColumns(part: (row: AvailabilityRow) => StateTime): Column<AvailabilityRow>[] {
  return [
    real((row) => part(row).upMs),
    real((row) => part(row).degradedMs),
    real((row) => part(row).downMs),
    real((row) => part(row).unmonitoredMs),
  ];
}

/** The columns of an availability table, in its order; the city's date is worked out once per start. */
function availabilityColumns(): Column<AvailabilityRow>[] {
  const dates = new Map<number, string>();
  const dateOf = (startMs: number): string => {
    const date = dates.get(startMs) ?? cityDate(startMs);
    dates.set(startMs, date);
    return date;
  };
  return [
    text((row) => row.system),
    whole((row) => row.startMs),
    text((row) => dateOf(row.startMs)),
    ...stateColumns((row) => row.inside),
    ...stateColumns((row) => row.maintenance),
    ...stateColumns((row) => row.outside),
    whole((row) => row.samples),
    whole((row) => row.satisfied),
    whole((row) => row.tolerating),
    whole((row) => row.frustrated),
    { type: LIST(INTEGER), value: (row) => listValue(row.latency) },
  ];
}

/** The columns of `outage`, in its order. */
const OUTAGE_COLUMNS: readonly Column<Outage>[] = [
  text((outage) => outage.system),
  whole((outage) => outage.startMs),
  whole((outage) => outage.endMs),
  text((outage) => outage.reason),
  { type: BOOLEAN, value: (outage) => outage.counted },
];
