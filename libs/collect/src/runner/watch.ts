import { isDeepStrictEqual } from 'node:util';
import { type Probe, type System } from '#catalogue';
import { type Recurring } from './schedule.js';
import { Confirmation } from './verdict.js';

/** A probe and the system it measures. */
export interface ProbeTarget {
  readonly system: System['id'];
  readonly probe: Probe;
}

/** A target with what the runner must remember of it. */
export interface Watch extends Recurring, ProbeTarget {
  readonly confirmation: Confirmation;
  busy: boolean;
  /** Whether it is watched no longer, or as it was before: what is still under way confirms nothing. */
  retired: boolean;
  /** When it was asked out of turn last, by the monotonic clock. */
  askedMs: number;
  /** A turn that came while the probe was still under way. */
  waitingMs: number | null;
  /** Ends the pause before a retry. */
  cutPause: (() => void) | null;
}

function newWatch({ system, probe }: ProbeTarget): Watch {
  return {
    id: probe.id,
    intervalMs: Math.round(probe.intervalSeconds * 1000),
    system,
    probe,
    confirmation: new Confirmation(probe.retries),
    busy: false,
    retired: false,
    askedMs: -Infinity,
    waitingMs: null,
    cutPause: null,
  };
}

/** Watches of targets: those that are as they were before keep what is remembered of them, and the others are retired. */
export function watchesOf(targets: readonly ProbeTarget[], before: readonly Watch[] = []): Watch[] {
  const known = new Map(before.map((each) => [each.id, each]));
  const watches = targets.map((target) => {
    const same = known.get(target.probe.id);
    const isSame = same?.system === target.system && isDeepStrictEqual(same.probe, target.probe);
    return same && isSame ? same : newWatch(target);
  });
  const kept = new Set(watches);
  for (const each of before) each.retired = !kept.has(each);
  return watches;
}
