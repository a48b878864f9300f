import {
  type Interval,
  type Maintenance,
  type ServiceTimeAgreement,
  excludedMaintenance,
  intersect,
  subtract,
} from '#core';
import { type System, followedUpTime } from '#catalogue';
import { agreedIn } from './service-zones.js';

/** What decides on the agreed service time of a system. */
export interface AgreedTerms {
  readonly system: Pick<System, 'followedUpFrom' | 'followedUpTo'>;
  readonly agreement: ServiceTimeAgreement;
  /** Of the system; announced or not. */
  readonly maintenance: readonly Maintenance[];
  readonly nowMs: number;
}

/**
 * The agreed service time of a window without announced maintenance (domain.md, section 6): as long as the system is
 * followed up, and up to now, whether or not anything was measured.
 */
export function agreedServiceTime(
  { system, agreement, maintenance, nowMs }: AgreedTerms,
  window: Interval,
): Interval[] {
  const followed = followedUpTime(system);
  const span = {
    startMs: Math.max(window.startMs, followed.startMs),
    endMs: Math.min(window.endMs, followed.endMs, nowMs),
  };
  if (span.startMs >= span.endMs) return [];
  return subtract(intersect(agreedIn(agreement, span), [span]), excludedMaintenance(maintenance));
}
