import {
  type Interval,
  type Maintenance,
  type ServiceTimeAgreement,
  agreedTime,
  excludedMaintenance,
  intersect,
  normalise,
  subtract,
} from '#core';
import { type CityDay, cityDaysOf } from './city-days.js';

/** Where time counts: in service time, in agreed time that was announced away, or in neither. */
export type Zone = 'inside' | 'maintenance' | 'outside';

export interface ZonedInterval extends Interval {
  readonly zone: Zone;
}

/** What decides where time counts. */
export interface ServiceTerms {
  readonly agreement: ServiceTimeAgreement;
  /** Of the system in question; announced or not. */
  readonly maintenance: readonly Maintenance[];
}

/** Agreed time per agreement and day: many systems share an agreement, and the calendar is slow. */
const agreedByDay = new WeakMap<ServiceTimeAgreement, Map<number, readonly Interval[]>>();

function agreedOn(agreement: ServiceTimeAgreement, day: CityDay): readonly Interval[] {
  const days = agreedByDay.get(agreement) ?? new Map<number, readonly Interval[]>();
  agreedByDay.set(agreement, days);
  const agreed = days.get(day.startMs) ?? agreedTime(agreement, day);
  days.set(day.startMs, agreed);
  return agreed;
}

/** The agreed time of the days that touch a window, before any maintenance; normalised. */
export function agreedIn(agreement: ServiceTimeAgreement, window: Interval): Interval[] {
  return normalise(cityDaysOf(window).flatMap((day) => agreedOn(agreement, day)));
}

/** A window cut into its zones: sorted, without gaps or overlaps. */
export function zonesOf({ agreement, maintenance }: ServiceTerms, window: Interval): ZonedInterval[] {
  const agreed = intersect(agreedIn(agreement, window), [window]);
  const excluded = excludedMaintenance(maintenance);
  const as = (zone: Zone, intervals: readonly Interval[]): ZonedInterval[] =>
    intervals.map(({ startMs, endMs }) => ({ startMs, endMs, zone }));
  return [
    ...as('inside', subtract(agreed, excluded)),
    ...as('maintenance', intersect(agreed, excluded)),
    ...as('outside', subtract([window], agreed)),
  ].sort((a, b) => a.startMs - b.startMs);
}

/** Whether an instant lies in service time. */
export function isServiceTime(terms: ServiceTerms, instantMs: number): boolean {
  return zonesOf(terms, { startMs: instantMs, endMs: instantMs + 1 }).at(0)?.zone === 'inside';
}
