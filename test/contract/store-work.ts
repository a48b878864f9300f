import { type Observation, type RollUp, type Sample } from '#core';
import { type Delivered, type JournalEntry } from '#store';
import { DAY_MS, HOUR_MS, SEPTEMBER_MS, cost, costSlice, delivered, hourRollUp, outage } from './facts.js';

/**
 * The work that a process does until it is killed. All of it follows from the round and a count, so that another process
 * can tell afterwards what must be there.
 */

/** Days that a round's samples are spread over; the next round has days of its own. */
const DAYS = 8;
const SAMPLES_A_BATCH = 100;
const SYSTEMS = ['a', 'b', 'c', 'd', 'e'];
const HOURS = 24;
export const UNITS = ['arbetsmarknad', 'miljö', 'å'];
export const ROWS_A_SLICE = 40;

/** When a round's samples may be taken. */
export function roundWindow(round: number): { startMs: number; endMs: number } {
  const startMs = SEPTEMBER_MS + round * DAYS * DAY_MS;
  return { startMs, endMs: startMs + DAYS * DAY_MS };
}

export const TARGET = 'webb';

/** How many samples at a time a disk is filled with. */
export const FILLING_SAMPLES = 20_000;

/** Samples of one day, of which every batch has a hundred seconds to itself; the days take turns. */
export function batch(round: number, count: number): Sample[] {
  const dayMs = roundWindow(round).startMs + (count % DAYS) * DAY_MS;
  const firstMs = dayMs + Math.floor(count / DAYS) * SAMPLES_A_BATCH * 1000;
  return Array.from({ length: SAMPLES_A_BATCH }, (_, index) => ({
    target: TARGET,
    vantage: 'stadshuset',
    timeMs: firstMs + index * 1000,
    state: 'up',
    totalMs: count,
  }));
}

/** The clock of a housekeeping: one day more is settled each time, and then all over again with what came late. */
export function housekeepingMs(round: number, count: number): number {
  return roundWindow(round).startMs + (2 + (count % DAYS)) * DAY_MS;
}

/** An upload of three slices of one of four months. */
export function upload(round: number, count: number): Delivered {
  const source = `round-${round}`;
  const slices = UNITS.map((unit) => {
    const key = costSlice(unit, `2026-0${1 + (count % 4)}`, source);
    const observations: Observation[] = Array.from({ length: ROWS_A_SLICE }, () => cost(key, count));
    return { key, observations };
  });
  return delivered(`${round}-${count}`, slices, { source });
}

/** What is appended at a time: a long entry with a short one that tells of it. */
export function entries(round: number, count: number): JournalEntry[] {
  const topic = { atMs: SEPTEMBER_MS, by: 'anna', period: String(round), measure: null, subject: null };
  const numbers = Array.from({ length: 5_000 }, (_, index) => index * count);
  return [
    { ...topic, id: `snapshot-${round}-${count}`, kind: 'snapshot', content: { numbers } },
    { ...topic, id: `edition-${round}-${count}`, kind: 'edition', content: { count } },
  ];
}

/** The hour that a generation of roll-ups is of. */
export function rollUpMs(generation: number): number {
  return SEPTEMBER_MS + (generation % HOURS) * HOUR_MS;
}

/** One hour of all systems, with an outage; the generation is written into each. */
export function rollUps(generation: number): RollUp[] {
  const startMs = rollUpMs(generation);
  return SYSTEMS.map((system) => ({
    ...hourRollUp(system, startMs, generation),
    outages: [outage(system, startMs, startMs + 1 + generation)],
  }));
}
