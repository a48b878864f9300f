import type { MaintenancePlanned } from '#core';
import { cityDay } from '../../format/instant.js';
import type { WorkAnswer } from '../calls.js';

/** One time of a plan, on all systems that it is about. */
export interface WorkTime {
  readonly from: string;
  readonly to: string;
  readonly inTime: boolean;
}

/** A plan as far as it lies ahead. */
export interface PlannedWork {
  /** Id of the plan. */
  readonly plan: string;
  readonly note: string;
  /** Ids. */
  readonly systems: readonly string[];
  /** Soonest first; at least one. */
  readonly times: readonly [WorkTime, ...WorkTime[]];
  /** The rule by which it comes again; `null`: once. */
  readonly repeats: string | null;
  /** Whether people planned it: what stands in the config folder is changed there. */
  readonly isOurs: boolean;
}

/** Times of work, gathered by plan; the plan that comes soonest first. */
export function plannedWork(
  work: readonly WorkAnswer[],
  plans: readonly MaintenancePlanned[],
): readonly PlannedWork[] {
  const gathered = new Map<string, PlannedWork>();
  for (const { plan, system, note, ...time } of work.toSorted((a, b) => at(a) - at(b))) {
    const known = gathered.get(plan);
    const planned = plans.find(({ id }) => id === plan);
    gathered.set(plan, {
      plan,
      note,
      systems: [...new Set([...(known?.systems ?? []), system])],
      times: known ? withTime(known.times, time) : [time],
      repeats: planned?.repeats ?? null,
      isOurs: planned !== undefined && planned.by !== null,
    });
  }
  return [...gathered.values()];
}

function at({ from }: { readonly from: string }): number {
  return Date.parse(from);
}

function withTime(times: PlannedWork['times'], time: WorkTime): PlannedWork['times'] {
  return times.some(({ from }) => from === time.from) ? times : [...times, time];
}

const DAY_MS = 86_400_000;

/** The city's days on which some of a time lies, as ISO dates; an end at midnight is of the day before. */
export function daysOf({ from, to }: Pick<WorkTime, 'from' | 'to'>): readonly string[] {
  const last = cityDay(Date.parse(to) - 1);
  const days = [cityDay(at({ from }))];
  for (let day = days[0] ?? last; day < last;) {
    day = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
    days.push(day);
  }
  return days;
}

/** Weeks from the Monday on or before a day, as ISO dates. */
export function weeksFrom(day: string, count: number): readonly (readonly string[])[] {
  const startMs = Date.parse(day) - ((new Date(day).getUTCDay() + 6) % 7) * DAY_MS;
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (__, i) =>
      new Date(startMs + (week * 7 + i) * DAY_MS).toISOString().slice(0, 10),
    ),
  );
}
