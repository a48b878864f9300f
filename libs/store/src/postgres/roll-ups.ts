import {
  type AvailabilityRow,
  type AvailabilitySum,
  type Interval,
  type Outage,
  type RollUp,
  type StateTime,
} from '#core';
import { exactSum } from '../exact-sum.js';
import { type AvailabilityQuery, type OutageQuery } from '../facts.js';
import { checkRollUps, withoutOverlap } from '../roll-up-rules.js';
import { copyIn } from './copy-in.js';
import { type Postgres, type Reading, type Writing } from './postgres.js';

/** The table of each granularity. */
const TABLES = { hour: 'perspektiv.availability_hour', day: 'perspektiv.availability_day' } as const;
const OUTAGES = 'perspektiv.outage';

const PARTS = ['inside', 'maintenance', 'outside'] as const;
const STATES = { up: 'upMs', degraded: 'degradedMs', down: 'downMs', unmonitored: 'unmonitoredMs' } as const;
const COUNTS = ['samples', 'satisfied', 'tolerating', 'frustrated'] as const;

type Row = Readonly<Record<string, number>> & { readonly system: string };

/** Replaces, in one transaction, what the roll-ups' windows held; see the contract in facts.ts. */
export async function writeRollUps(db: Postgres, rollUps: readonly RollUp[]): Promise<void> {
  checkRollUps(rollUps);
  if (rollUps.length === 0) return;
  await db.write(async (asker) => {
    for (const group of withoutOverlap(rollUps)) {
      for (const granularity of ['hour', 'day'] as const) {
        const bringing = group.filter(({ rows }) => rows.some((row) => row.granularity === granularity));
        const rows = bringing.flatMap((rollUp) =>
          rollUp.rows.filter((row) => row.granularity === granularity),
        );
        await clear(asker, TABLES[granularity], bringing);
        await copyIn(asker, TABLES[granularity], { columns: COLUMNS, rows: rows.map(fieldsOf) });
      }
      await clear(asker, OUTAGES, group);
      const rows = group.flatMap(({ outages }) => outages).map(outageFields);
      await copyIn(asker, OUTAGES, { columns: OUTAGE_COLUMNS, rows });
    }
  });
}

/** Removes what begins in the windows of roll-ups. */
async function clear(asker: Writing, table: string, windows: readonly RollUp[]): Promise<void> {
  const sql = `
    DELETE FROM ${table} AS held
    USING unnest($1::text[], $2::bigint[], $3::bigint[]) AS replaced(system, from_ms, to_ms)
    WHERE held.system = replaced.system AND held.start_ms >= replaced.from_ms AND held.start_ms < replaced.to_ms`;
  await asker.run(sql, [
    windows.map(({ system }) => system),
    windows.map(({ startMs }) => startMs),
    windows.map(({ endMs }) => endMs),
  ]);
}

const COLUMNS = [
  'system',
  'start_ms',
  ...PARTS.flatMap((part) => Object.keys(STATES).map((state) => `${part}_${state}_ms`)),
  ...COUNTS,
  'latency',
];

function fieldsOf(row: AvailabilityRow) {
  const times = PARTS.flatMap((part) => Object.values(STATES).map((state) => row[part][state]));
  const counts = COUNTS.map((count) => row[count]);
  return [row.system, row.startMs, ...times, ...counts, row.latency];
}

const OUTAGE_COLUMNS = ['system', 'start_ms', 'end_ms', 'reason', 'counted'];

function outageFields({ system, startMs, endMs, reason, counted }: Outage) {
  return [system, startMs, endMs, reason, counted];
}

/** The roll-ups of one granularity that begin in a window. */
export async function readAvailability(db: Reading, query: AvailabilityQuery): Promise<AvailabilityRow[]> {
  const { granularity, systems = null, startMs, endMs } = query;
  const sql = `
    SELECT * FROM ${TABLES[granularity]}
    WHERE start_ms >= $1 AND start_ms < $2 AND ($3::text[] IS NULL OR system = ANY($3))
    ORDER BY system, start_ms`;
  const rows = await db.read((asker) =>
    asker.ask<Row & { readonly latency: readonly number[] }>(sql, [
      bounded(startMs),
      bounded(endMs),
      systems,
    ]),
  );
  return rows.map((row) => ({
    system: row.system,
    granularity,
    startMs: row.start_ms ?? Number.NaN,
    inside: stateTime(row, 'inside'),
    maintenance: stateTime(row, 'maintenance'),
    outside: stateTime(row, 'outside'),
    ...counts(row),
    latency: row.latency,
  }));
}

/** Times beyond those that fit into 64 bits are asked as these. */
function bounded(timeMs: number): number {
  return Math.ceil(Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, timeMs)));
}

function stateTime(row: Row, part: (typeof PARTS)[number]): StateTime {
  const of = (state: string): number => row[`${part}_${state}_ms`] ?? Number.NaN;
  return {
    upMs: of('up'),
    degradedMs: of('degraded'),
    downMs: of('down'),
    unmonitoredMs: of('unmonitored'),
  };
}

function counts(row: Row): Pick<AvailabilitySum, (typeof COUNTS)[number]> {
  const { samples = 0, satisfied = 0, tolerating = 0, frustrated = 0 } = row;
  return { samples, satisfied, tolerating, frustrated };
}

/** Adds daily roll-ups up over spans. */
export async function sumAvailability(db: Reading, spans: readonly Interval[]): Promise<AvailabilitySum[]> {
  if (spans.length === 0) return [];
  const times = Object.keys(STATES).map((state) => `inside_${state}_ms`);
  const added = [
    ...times.map((column) => `${exactSum(column)} AS ${column}`),
    ...COUNTS.map((column) => `sum(${column})::bigint AS ${column}`),
  ];
  const sql = `
    SELECT system, from_ms AS start_ms, ${added.join(', ')}
    FROM ${TABLES.day}
    JOIN unnest($1::bigint[], $2::bigint[]) AS span(from_ms, to_ms) ON start_ms >= from_ms AND start_ms < to_ms
    GROUP BY system, from_ms
    ORDER BY system, from_ms`;
  const bindings = [spans.map((span) => bounded(span.startMs)), spans.map((span) => bounded(span.endMs))];
  const rows = await db.read((asker) => asker.ask<Row>(sql, bindings));
  return rows.map((row) => ({
    system: row.system,
    startMs: row.start_ms ?? Number.NaN,
    inside: stateTime(row, 'inside'),
    ...counts(row),
  }));
}

type OutageRow = Pick<Outage, 'system' | 'reason' | 'counted'> & {
  readonly start_ms: number;
  readonly end_ms: number | null;
};

/** The outages that touch a window; one that lasts has no end yet. */
export async function readOutages(db: Reading, query: OutageQuery): Promise<Outage[]> {
  const { systems = null, startMs, endMs } = query;
  const sql = `
    SELECT system, start_ms, end_ms, reason, counted FROM ${OUTAGES}
    WHERE start_ms < $2 AND (end_ms IS NULL OR end_ms > $1) AND ($3::text[] IS NULL OR system = ANY($3))
    ORDER BY start_ms, system`;
  const bindings = [bounded(startMs), bounded(endMs), systems];
  const rows = await db.read((asker) => asker.ask<OutageRow>(sql, bindings));
  return rows.map(({ system, start_ms, end_ms, reason, counted }) => ({
    system,
    startMs: start_ms,
    endMs: end_ms,
    reason,
    counted,
  }));
}
