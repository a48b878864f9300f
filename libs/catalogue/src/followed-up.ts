import { type Interval, midnightMs } from '#core';
import { Temporal } from 'temporal-polyfill';
import { type System } from './entries.js';

/** Whether a system is followed up on an ISO day; both its first and its last day belong to that time. */
export function isFollowedUpOn(
  { followedUpFrom, followedUpTo }: Pick<System, 'followedUpFrom' | 'followedUpTo'>,
  dateIso: string,
): boolean {
  return (
    (followedUpFrom === undefined || followedUpFrom <= dateIso) &&
    (followedUpTo === undefined || dateIso <= followedUpTo)
  );
}

/** The time in which a system is followed up, `[start, end)`; infinite where no day is given. */
export function followedUpTime({
  followedUpFrom,
  followedUpTo,
}: Pick<System, 'followedUpFrom' | 'followedUpTo'>): Interval {
  const midnight = (dateIso: string, daysLater: number): number =>
    midnightMs(Temporal.PlainDate.from(dateIso).add({ days: daysLater }));
  return {
    startMs: followedUpFrom === undefined ? -Infinity : midnight(followedUpFrom, 0),
    endMs: followedUpTo === undefined ? Infinity : midnight(followedUpTo, 1),
  };
}
