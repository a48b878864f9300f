import {
  type Interval,
  type Period,
  type ProbeReason,
  intersect,
  midnightMs,
  normalise,
  subtract,
} from '#core';
import { type System } from '#catalogue';
import { type StateSegment } from '#score';
import { type City, monthsBeforeEnd, yearsBeforeEnd } from '../city.js';
import { type Draw } from '../draw.js';
import { BLIND_SPOTS, INCIDENTS, type Incident } from './incidents.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** One system in this many is a worry to its owner. */
const BAD_ONE_IN = 25;
const REASONS: readonly [ProbeReason, ...ProbeReason[]] = [
  'timeout',
  'timeout',
  'refused',
  'status',
  'status',
  'reset',
  'dns',
];

/** Something that a system went through. */
interface Spell extends Interval {
  readonly reason: ProbeReason | null;
}

/** How often a system fails and how long it takes to mend. */
interface Character {
  readonly outagesPerYear: number;
  readonly typicalMinutes: number;
  readonly slowSpellsPerYear: number;
}

function characterOf(draw: Draw, system: System): Character {
  const bad = draw.chance(1 / BAD_ONE_IN);
  const canBeSlow = system.probes.some((probe) => probe.degradedAboveMs !== undefined);
  return {
    outagesPerYear: bad ? draw.between(14, 30) : Math.min(6, draw.skewed(1.9, 0.9)),
    typicalMinutes: bad ? 42 : draw.between(14, 34),
    slowSpellsPerYear: canBeSlow ? draw.between(2, 9) : 0,
  };
}

/** Mostly while people work, now and then at night. */
function somewhereIn(month: Period, draw: Draw): number {
  const days = Math.round((month.endMs - month.startMs) / DAY_MS);
  const hour = draw.chance(0.62) ? draw.between(7, 18) : draw.between(0, 24);
  return month.startMs + draw.whole(0, days - 1) * DAY_MS + Math.round(hour * HOUR_MS);
}

/** Spells of a month at a yearly rate, each of around so many minutes. */
function spellsIn(month: Period, perYear: number, typicalMinutes: number, draw: Draw): Spell[] {
  const count = Math.floor(perYear / 12 + draw.next());
  return Array.from({ length: count }, () => {
    const startMs = somewhereIn(month, draw);
    const minutes = Math.min(240, Math.max(5, draw.skewed(typicalMinutes, 0.8)));
    return { startMs, endMs: startMs + Math.round(minutes * MINUTE_MS), reason: draw.pick(REASONS) };
  });
}

function incidentIn(
  month: Period,
  { day, from, minutes }: Pick<Incident, 'day' | 'from' | 'minutes'>,
): Interval {
  const [hour = 0, minute = 0] = from.split(':').map(Number);
  const date = `${month.toString()}-${String(day).padStart(2, '0')}`;
  const startMs = midnightMs(date) + hour * HOUR_MS + minute * MINUTE_MS;
  return { startMs, endMs: startMs + minutes * MINUTE_MS };
}

/** The outages that a system shares with others. */
function sharedOutages(city: City, system: System, months: readonly Period[]): Spell[] {
  return months.flatMap((month) =>
    INCIDENTS.filter(
      (incident) => incident.monthsAgo === monthsBeforeEnd(city, month) && incident.hits(system),
    ).map((incident) => ({ ...incidentIn(month, incident), reason: incident.reason })),
  );
}

/** Announced or not, work on a system takes it down for most of the time that was set aside. */
function maintenanceOutages(city: City, system: System): Spell[] {
  return city.catalogue.maintenance
    .filter((entry) => entry.system === system.id)
    .map(({ from, to }) => {
      const [startMs, endMs] = [Date.parse(from), Date.parse(to)];
      const share = city.draw('maintenance', system.id, from).between(0.5, 0.9);
      const beginMs = startMs + 5 * MINUTE_MS;
      return { startMs: beginMs, endMs: beginMs + Math.round((endMs - startMs) * share), reason: 'refused' };
    });
}

/** Sorted, without overlaps: of two that touch, the one that began first swallows the other. */
function apart(spells: readonly Spell[]): Spell[] {
  const result: Spell[] = [];
  for (const spell of spells.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = result.at(-1);
    if (last && spell.startMs <= last.endMs) {
      result[result.length - 1] = { ...last, endMs: Math.max(last.endMs, spell.endMs) };
    } else result.push(spell);
  }
  return result;
}

function blindSpots(city: City, months: readonly Period[]): Interval[] {
  return normalise(
    months.flatMap((month) =>
      BLIND_SPOTS.filter(({ monthsAgo }) => monthsAgo === monthsBeforeEnd(city, month)).map((spot) =>
        incidentIn(month, spot),
      ),
    ),
  );
}

/**
 * The states of a system over a span, as they were scripted: its own outages (more of them in the past), those it shared,
 * work on it, slow spells, and times that nobody measured. Sorted, without gaps. `seam` is an instant that no outage
 * reaches across.
 */
export function scriptedStates(city: City, system: System, span: Interval, seam: number): StateSegment[] {
  const character = characterOf(city.draw('probes', system.id), system);
  // The months of history, and the one that has begun.
  const months = [...city.history, ...city.history.slice(-1).map((month) => month.next())];
  const own = (kind: 'outages' | 'slow', perYear: number, typicalMinutes: number): Spell[] =>
    months.flatMap((month) => {
      const rate = perYear * 1.15 ** yearsBeforeEnd(city, month);
      return spellsIn(month, rate, typicalMinutes, city.draw(kind, system.id, month.toString()));
    });
  const inSpan = (spell: Interval): boolean =>
    spell.startMs >= span.startMs && spell.endMs < span.endMs && (spell.endMs < seam || spell.startMs > seam);

  const unmonitored = intersect(blindSpots(city, months), [span]);
  const down = apart([
    ...own('outages', character.outagesPerYear, character.typicalMinutes),
    ...sharedOutages(city, system, months),
    ...maintenanceOutages(city, system),
  ])
    .filter(inSpan)
    .flatMap((spell) => subtract([spell], unmonitored).map((part) => ({ ...spell, ...part })));
  const known = normalise([...unmonitored, ...down]);
  const degraded = subtract(normalise(own('slow', character.slowSpellsPerYear, 40).filter(inSpan)), known);
  const up = subtract([span], normalise([...known, ...degraded]));
  const as = (state: StateSegment['state'], intervals: readonly Interval[]): StateSegment[] =>
    intervals.map(({ startMs, endMs }) => ({ startMs, endMs, state, reason: null }));
  return [
    ...as('unmonitored', unmonitored),
    ...down.map((spell): StateSegment => ({ ...spell, state: 'down' })),
    ...as('degraded', degraded),
    ...as('up', up),
  ].sort((a, b) => a.startMs - b.startMs);
}
