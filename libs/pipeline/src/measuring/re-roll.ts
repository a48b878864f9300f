import { type AvailabilityRow, type Interval, type RollUp, type StateTime } from '#core';
import { type System } from '#catalogue';
import { type DrawnRollUp, type RollUpStage, drawRollUps } from './roll-up.js';

/** Systems that are rolled up at a time: a day of their samples is held in memory. */
const SYSTEMS_AT_ONCE = 20;
/** Milliseconds that adding up may be off by. */
const ROUNDING_MS = 1;

/** How many days of systems were rolled up anew, and how many left as they are. */
export interface ReRolled {
  readonly systemDays: number;
  readonly systemDaysLeft: number;
}

function measuredMs({ upMs, degradedMs, downMs }: StateTime): number {
  return upMs + degradedMs + downMs;
}

function measuredIn({ inside, maintenance, outside }: AvailabilityRow): number {
  return measuredMs(inside) + measuredMs(maintenance) + measuredMs(outside);
}

/**
 * Whether the samples account for all the time that the roll-up, as it stands, has as measured. Where they do not, some of
 * them are gone (they are kept for some months, roll-ups for ever), and the roll-up knows more than they do.
 */
function losesNothing({ rollUp, known }: DrawnRollUp): boolean {
  const fresh = new Map(rollUp.rows.map((row) => [`${row.granularity} ${row.startMs}`, measuredIn(row)]));
  return known
    .filter(({ startMs }) => startMs >= rollUp.startMs && startMs < rollUp.endMs)
    .every((row) => (fresh.get(`${row.granularity} ${row.startMs}`) ?? 0) >= measuredIn(row) - ROUNDING_MS);
}

/** The systems that have any samples of a day. */
async function measuredOn(
  { timeSeries }: RollUpStage,
  systems: readonly System[],
  day: Interval,
): Promise<System[]> {
  const targets = systems.flatMap(({ probes }) => probes.map(({ id }) => id));
  const samples = await timeSeries.samples({ ...day, targets });
  const having = new Set(samples.map(({ target }) => target));
  return systems.filter(({ probes }) => probes.some(({ id }) => having.has(id)));
}

/**
 * Makes the hours, the day and the outages of one of the city's days anew from raw samples, for each system of which
 * nothing would be lost by it. Done twice it changes nothing.
 */
export async function reRollDay(
  stage: RollUpStage,
  systems: ReadonlySet<System>,
  { day, nowMs }: { readonly day: Interval; readonly nowMs: number },
): Promise<ReRolled & { readonly rollUps: readonly RollUp[] }> {
  const rollUps: RollUp[] = [];
  let drawnDays = 0;
  const all = [...systems];
  for (let from = 0; from < all.length; from += SYSTEMS_AT_ONCE) {
    const measured = await measuredOn(stage, all.slice(from, from + SYSTEMS_AT_ONCE), day);
    // An instant within the day: what its last samples hold for beyond it is the next day's.
    const changes = measured.map((system) => ({
      system,
      changed: { ...day, endMs: day.endMs - heldMs(system) },
    }));
    const drawn = await drawRollUps(stage, changes, nowMs);
    const lossless = drawn.filter(losesNothing).map(({ rollUp }) => rollUp);
    if (lossless.length > 0) await stage.facts.writeRollUps(lossless);
    rollUps.push(...lossless);
    drawnDays += drawn.length;
  }
  return { rollUps, systemDays: rollUps.length, systemDaysLeft: drawnDays - rollUps.length };
}

/** How long a sample of a system holds at most: two intervals. */
function heldMs({ probes }: System): number {
  return 2_000 * Math.max(0, ...probes.map(({ intervalSeconds }) => intervalSeconds));
}
