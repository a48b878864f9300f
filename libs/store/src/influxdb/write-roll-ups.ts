import { type AvailabilityRow, type Interval, type Outage, type RollUp } from '#core';
import { withoutOverlap } from '../roll-up-rules.js';
import { type InfluxDb } from './influx-db.js';
import { literal, name, tagText, within } from './influx-ql.js';
import {
  AVAILABILITY,
  type Belonging,
  COUNTS,
  FIELDS,
  LATENCY_FIELDS,
  OUTAGE,
  PARTS,
  STATES,
} from './layout.js';
import { lineOf } from './line.js';
import { type InfluxRow, rowsOf } from './table.js';

/** The lines of roll-ups. Throws when one of them cannot be kept. */
export function rollUpLines(rollUps: readonly RollUp[], belonging: Belonging): string[] {
  return rollUps.flatMap(({ rows, outages }) => [
    ...rows.map((row) => availabilityLine(row, belonging)),
    ...outages.map((outage) => outageLine(outage, belonging)),
  ]);
}

/**
 * Replaces what the roll-ups' windows held. What comes again is written over; only what does not is deleted, for deleting
 * is dear. `write` gets the lines.
 */
export async function writeRollUps(
  db: InfluxDb,
  rollUps: readonly RollUp[],
  belonging: Belonging,
  write: (lines: readonly string[]) => Promise<void>,
): Promise<void> {
  for (const group of withoutOverlap(rollUps)) {
    const outages = await vanished(db, group, {
      measurement: OUTAGE,
      only: [],
      brought: (each) => each.outages,
    });
    const hours = await vanishedRows(db, 'hour', group);
    const days = await vanishedRows(db, 'day', group);
    await db.askAll([...outages, ...hours, ...days]);
    await write(rollUpLines(group, belonging));
  }
}

function vanishedRows(
  db: InfluxDb,
  granularity: AvailabilityRow['granularity'],
  rollUps: readonly RollUp[],
): Promise<string[]> {
  const ofGranularity = ({ rows }: RollUp): AvailabilityRow[] =>
    rows.filter((row) => row.granularity === granularity);
  const bringing = rollUps.filter((rollUp) => ofGranularity(rollUp).length > 0);
  const only = [`"granularity" = ${literal(granularity)}`];
  return vanished(db, bringing, { measurement: AVAILABILITY, only, brought: ofGranularity });
}

/** Something that lies in a window by its start. */
interface Placed {
  readonly startMs: number;
  readonly endMs?: number | null;
}

/** What of a measurement a roll-up replaces, and by what. */
interface Replaced {
  readonly measurement: string;
  readonly only: readonly string[];
  readonly brought: (rollUp: RollUp) => readonly Placed[];
}

/** Statements that delete what lies in the windows and is not brought again. */
async function vanished(
  db: InfluxDb,
  rollUps: readonly RollUp[],
  { measurement, only, brought }: Replaced,
): Promise<string[]> {
  const bySystem = new Map<string, RollUp[]>();
  for (const rollUp of rollUps) bySystem.set(rollUp.system, [...(bySystem.get(rollUp.system) ?? []), rollUp]);
  const field = measurement === OUTAGE ? '"start", "end"' : '"samples"';
  const questions = [...bySystem].map(([system, windows]) => {
    const conditions = [systemIs(system), ...only, ...within(hull(windows))];
    return `SELECT ${field} FROM ${name(measurement)} WHERE ${conditions.join(' AND ')}`;
  });
  const answers = await db.askAll(questions);
  return [...bySystem].flatMap(([system, windows], index) =>
    rowsOf(answers[index] ?? [], toPlaced)
      .filter((held) => windows.some((window) => isIn(held, window) && !comesAgain(held, brought(window))))
      .map(({ startMs }) => {
        const conditions = [systemIs(system), ...only, ...within({ startMs, endMs: startMs + 1 })];
        return `DELETE FROM ${name(measurement)} WHERE ${conditions.join(' AND ')}`;
      }),
  );
}

function systemIs(system: string): string {
  return `"system" = ${literal(tagText(system))}`;
}

function toPlaced(row: InfluxRow): Placed {
  return { startMs: row.timeMs, endMs: row.numberOrNull('end') };
}

function hull(windows: readonly Interval[]): Interval {
  return {
    startMs: windows.reduce((first, { startMs }) => Math.min(first, startMs), Infinity),
    endMs: windows.reduce((last, { endMs }) => Math.max(last, endMs), -Infinity),
  };
}

function isIn({ startMs }: Placed, window: Interval): boolean {
  return startMs >= window.startMs && startMs < window.endMs;
}

/** Whether what is brought takes the place of all that is held: a field that is left out would stay as it was. */
function comesAgain(held: Placed, brought: readonly Placed[]): boolean {
  const again = brought.find(({ startMs }) => startMs === held.startMs);
  if (!again) return false;
  return held.endMs === null || held.endMs === undefined || again.endMs !== null;
}

function availabilityLine(row: AvailabilityRow, belonging: Belonging): string {
  const { system, granularity, startMs } = row;
  const times = Object.entries(PARTS).flatMap(([part, of]) =>
    Object.entries(STATES).map(([state, ms]) => [`${state}_${part}`, row[of][ms]] as const),
  );
  const counts = COUNTS.map((count) => [count, row[count]] as const);
  const latency = LATENCY_FIELDS.map((field, bucket) => [field, row.latency[bucket] ?? 0] as const);
  const { upMs, degradedMs, downMs, unmonitoredMs } = row.maintenance;
  const fields = {
    ...Object.fromEntries([...times, ...counts, ...latency]),
    maintenance_ms: upMs + degradedMs + downMs + unmonitoredMs,
  };
  const tags = { system, unit: belonging.unitOf(system), granularity };
  return lineOf({ measurement: AVAILABILITY, timeMs: startMs, tags, fields }, typeIn(AVAILABILITY));
}

function outageLine({ system, startMs, endMs, reason, counted }: Outage, belonging: Belonging): string {
  const lasting = endMs === null;
  const ended = lasting ? {} : { end: endMs, duration_ms: endMs - startMs };
  const fields = { start: startMs, ...ended, reason, counted, lasting };
  const tags = { system, unit: belonging.unitOf(system) };
  return lineOf({ measurement: OUTAGE, timeMs: startMs, tags, fields }, typeIn(OUTAGE));
}

function typeIn(measurement: string) {
  return (field: string) => FIELDS[measurement]?.[field];
}
