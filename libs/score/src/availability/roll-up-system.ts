import {
  type AvailabilityRow,
  type Interval,
  type Outage,
  PerspektivError,
  type RollUp,
  type Sample,
} from '#core';
import { type System } from '#catalogue';
import { HOUR_MS, cityDayAt, cityDaysOf, hoursOf, wholeDays } from './city-days.js';
import { stitchedOutages } from './outages.js';
import { type CountsOf, dayOf, rowsOf } from './rows.js';
import { countSamples } from './sample-counts.js';
import { type ServiceTerms, zonesOf } from './service-zones.js';
import { seenAround } from './settle.js';
import { decidingProbes, systemTimeline } from './state-timeline.js';

/** Rows and outages of a system that are stored already. */
export interface KnownRollUp {
  readonly rows: readonly AvailabilityRow[];
  readonly outages: readonly Outage[];
}

export interface SystemRollUp extends ServiceTerms {
  readonly system: System;
  /** Scheduled samples of the system's probes, in any order; those of other targets are ignored. */
  readonly samples: readonly Sample[];
  /** The share of the vantage points of which more must say down; a majority unless the rules say otherwise. */
  readonly quorumAbove?: number;
  /** Whole UTC hours. */
  readonly window: Interval;
  readonly nowMs: number;
  /** Needed unless the window is whole days at which no outage reaches in; see `settleWindow`. */
  readonly known?: KnownRollUp;
}

/** More than half. */
const MAJORITY = 0.5;
const NOTHING_KNOWN: KnownRollUp = { rows: [], outages: [] };

function checkWindow({ window: { startMs, endMs }, known }: SystemRollUp): void {
  if (startMs % HOUR_MS !== 0 || endMs % HOUR_MS !== 0 || startMs >= endMs) {
    throw new PerspektivError('roll-up/window', 'A roll-up is made for whole UTC hours.');
  }
  const days = wholeDays([{ startMs, endMs }]);
  if (!known && (days.startMs !== startMs || days.endMs !== endMs)) {
    throw new PerspektivError(
      'roll-up/window',
      'A roll-up of part of a day needs what is known of the rest.',
    );
  }
}

function hourlyCounts({ system, samples }: SystemRollUp, inside: readonly Interval[]): CountsOf {
  const targets = new Set(decidingProbes(system).map((probe) => probe.id));
  const byHour = new Map<number, Sample[]>();
  const sorted = samples.filter((sample) => targets.has(sample.target)).sort((a, b) => a.timeMs - b.timeMs);
  let zone = 0;
  for (const sample of sorted) {
    while ((inside[zone]?.endMs ?? Infinity) <= sample.timeMs) zone++;
    if (sample.timeMs < (inside[zone]?.startMs ?? Infinity)) continue;
    const hourMs = Math.floor(sample.timeMs / HOUR_MS) * HOUR_MS;
    const hour = byHour.get(hourMs);
    if (hour) hour.push(sample);
    else byHour.set(hourMs, [sample]);
  }
  return ({ startMs }) => countSamples(byHour.get(startMs) ?? [], system.apdexThresholdMs);
}

/** The hours of the window, or of its part that is past. */
function windowHours(question: SystemRollUp, span: Interval): AvailabilityRow[] {
  if (span.startMs >= span.endMs) return [];
  const { quorumAbove = MAJORITY } = question;
  const zones = zonesOf(question, span);
  const inside = zones.filter((zone) => zone.zone === 'inside');
  return rowsOf({
    system: question.system.id,
    buckets: hoursOf(span).map((hour) => ({ ...hour, granularity: 'hour' })),
    zones,
    timeline: systemTimeline(question.system, question.samples, { span, quorumAbove }),
    countsOf: hourlyCounts(question, inside),
  });
}

const outageKey = ({ startMs, endMs, reason, counted }: Outage): string =>
  [startMs, endMs, reason, counted].join(' ');

/** The outages that are in one of the lists only: what has changed. */
function changedOutages(before: readonly Outage[], after: readonly Outage[]): Outage[] {
  const [beforeKeys, afterKeys] = [before, after].map((list) => new Set(list.map(outageKey)));
  return [
    ...before.filter((outage) => !afterKeys?.has(outageKey(outage))),
    ...after.filter((outage) => !beforeKeys?.has(outageKey(outage))),
  ];
}

/** Hourly and daily rows of whole days: new hours in the window, what is known elsewhere. */
function rowsOfDays(hull: Interval, question: SystemRollUp, fresh: readonly AvailabilityRow[]) {
  const { window, known = NOTHING_KNOWN } = question;
  const kept = known.rows.filter(
    ({ granularity, startMs }) =>
      startMs >= hull.startMs &&
      startMs < hull.endMs &&
      (granularity === 'day' || startMs < window.startMs || startMs >= window.endMs),
  );
  const hours = [...kept.filter((row) => row.granularity === 'hour'), ...fresh];
  hours.sort((a, b) => a.startMs - b.startMs);
  const days = cityDaysOf(hull).map((day) => {
    const touched = day.startMs < window.endMs && day.endMs > window.startMs;
    return touched
      ? dayOf(
          day,
          hours.filter((row) => row.startMs >= day.startMs && row.startMs < day.endMs),
        )
      : (kept.find((row) => row.granularity === 'day' && row.startMs === day.startMs) ?? null);
  });
  return [...days.filter((row) => row !== null), ...hours];
}

/**
 * Rolls up a system from its samples (domain.md, section 6): hourly and daily rows, and outages. Nothing after `nowMs` is
 * counted. The answer covers whole days: those of the window, and those of changed outages that begin outside it.
 * Throws `roll-up/window` when the window is not whole hours, or part of a day of whose rest nothing is known.
 */
export function rollUpSystem(question: SystemRollUp): RollUp {
  checkWindow(question);
  const { system, window, nowMs, samples, known = NOTHING_KNOWN, quorumAbove = MAJORITY } = question;
  const past = { startMs: window.startMs, endMs: Math.min(window.endMs, nowMs) };
  const around = seenAround(system, past, known.outages);
  const seen = { ...around, endMs: Math.min(around.endMs, nowMs) };
  const timeline = systemTimeline(system, samples, { span: seen, quorumAbove });
  const outages = stitchedOutages({ ...question, timeline }, window, known.outages);
  const begun = changedOutages(known.outages, outages).map(({ startMs }) => cityDayAt(startMs));
  const hull = wholeDays([window, ...begun]);
  return {
    system: system.id,
    ...hull,
    rows: rowsOfDays(hull, question, windowHours(question, past)),
    outages: outages.filter(({ startMs }) => startMs >= hull.startMs && startMs < hull.endMs),
  };
}
