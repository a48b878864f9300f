import { type Interval, PROBE_REASONS, type ProbeReason, type ProbeState, type Sample } from '#core';
import { type Probe, type System } from '#catalogue';
import { groupedBy } from '../grouped-by.js';
import { HOLDS_INTERVALS } from './holds.js';

/** A stretch of time in one state. */
export interface StateSegment extends Interval {
  readonly state: ProbeState;
  /** Why it was down; `null` in every other state. */
  readonly reason: ProbeReason | null;
}

/** What one timeline says at an instant; `null` where it says nothing: unmonitored. */
export type Vote = StateSegment | null;
export type Verdict = Pick<StateSegment, 'state' | 'reason'>;

const UNMONITORED: Verdict = { state: 'unmonitored', reason: null };

/** The probes that decide a system's state: the required ones; all of them when none is. */
export function decidingProbes({ probes }: Pick<System, 'probes'>): readonly Probe[] {
  const required = probes.filter((probe) => probe.required);
  return required.length > 0 ? required : probes;
}

/**
 * From samples of one probe and one vantage point to the time that they speak for; gaps are unmonitored. What goes on is one
 * segment, so that a quiet hour costs next to nothing; failures stay apart, for the vote asks which of them began first.
 */
function held(samples: readonly Sample[], intervalMs: number): StateSegment[] {
  const sorted = samples.toSorted((a, b) => a.timeMs - b.timeMs);
  const segments: StateSegment[] = [];
  for (const [i, { timeMs: startMs, state, reason }] of sorted.entries()) {
    const endMs = Math.min(startMs + HOLDS_INTERVALS * intervalMs, sorted[i + 1]?.timeMs ?? Infinity);
    const last = segments.at(-1);
    const goesOn = last?.state === state && last.endMs === startMs && state !== 'down';
    if (goesOn) segments[segments.length - 1] = { ...last, endMs };
    else segments.push({ startMs, endMs, state, reason: state === 'down' ? (reason ?? 'other') : null });
  }
  return segments;
}

/** The reason of the down vote that began first; of equals the first in the list of reasons, so that names decide nothing. */
function firstReason(down: readonly StateSegment[]): ProbeReason {
  const [first] = down.toSorted(
    (a, b) =>
      a.startMs - b.startMs ||
      PROBE_REASONS.indexOf(a.reason ?? 'other') - PROBE_REASONS.indexOf(b.reason ?? 'other'),
  );
  return first?.reason ?? 'other';
}

function inState(votes: readonly Vote[], state: ProbeState): StateSegment[] {
  return votes.filter((vote): vote is StateSegment => vote?.state === state);
}

/**
 * A state that more than a share of the vantage points that measured speak for; what is not reached is the better of the
 * two. The share is 0.5 (a majority) unless the rules say otherwise.
 */
export function byQuorum(votes: readonly Vote[], above: number): Verdict {
  const down = inState(votes, 'down');
  const degraded = inState(votes, 'degraded').length;
  const measured = down.length + degraded + inState(votes, 'up').length;
  if (measured === 0) return UNMONITORED;
  if (down.length > measured * above) return { state: 'down', reason: firstReason(down) };
  return { state: down.length + degraded > measured * above ? 'degraded' : 'up', reason: null };
}

/** The worst of a system's deciding probes; what one of them did not measure cannot be called up. */
export function byWorst(votes: readonly Vote[]): Verdict {
  const down = inState(votes, 'down');
  if (down.length > 0) return { state: 'down', reason: firstReason(down) };
  if (votes.length === 0 || votes.some((vote) => (vote?.state ?? 'unmonitored') === 'unmonitored')) {
    return UNMONITORED;
  }
  return { state: inState(votes, 'degraded').length > 0 ? 'degraded' : 'up', reason: null };
}

function append(timeline: StateSegment[], next: StateSegment): void {
  const last = timeline.at(-1);
  if (last?.state === next.state) timeline[timeline.length - 1] = { ...last, endMs: next.endMs };
  else timeline.push(next);
}

/** Sweeps over timelines that are each sorted and without overlaps; the answer fills the span, state by state. */
function combine(
  timelines: readonly (readonly StateSegment[])[],
  span: Interval,
  decide: (votes: readonly Vote[]) => Verdict,
): StateSegment[] {
  const combined: StateSegment[] = [];
  const cursors = timelines.map(() => 0);
  let atMs = span.startMs;
  while (atMs < span.endMs) {
    let untilMs = span.endMs;
    const votes = timelines.map((timeline, i): Vote => {
      let cursor = cursors[i] ?? 0;
      while ((timeline[cursor]?.endMs ?? Infinity) <= atMs) cursor++;
      cursors[i] = cursor;
      const segment = timeline[cursor];
      if (!segment) return null;
      untilMs = Math.min(untilMs, segment.startMs > atMs ? segment.startMs : segment.endMs);
      return segment.startMs > atMs ? null : segment;
    });
    append(combined, { startMs: atMs, endMs: untilMs, ...decide(votes) });
    atMs = untilMs;
  }
  return combined;
}

/** A timeline cut to a span, its gaps filled as unmonitored. Takes segments that are sorted and without overlaps. */
export function filled(timeline: readonly StateSegment[], span: Interval): StateSegment[] {
  return combine([timeline], span, ([vote]) => vote ?? UNMONITORED);
}

/** What a timeline covers, and by what share of the vantage points. */
export interface TimelineTerms {
  readonly span: Interval;
  readonly quorumAbove: number;
}

/**
 * The states of a system over a span, from the samples of its probes in any order: each sample holds to the next, the
 * vantage points of a probe vote, and the worst deciding probe is the system's state (domain.md, section 6).
 */
export function systemTimeline(
  system: Pick<System, 'probes'>,
  samples: readonly Sample[],
  { span, quorumAbove }: TimelineTerms,
): StateSegment[] {
  const byProbe = groupedBy(samples, (sample) => sample.target);
  const probes = decidingProbes(system).map((probe) => {
    const byVantage = groupedBy(byProbe.get(probe.id) ?? [], (sample) => sample.vantage);
    const vantages = [...byVantage.values()].map((taken) => held(taken, probe.intervalSeconds * 1000));
    return combine(vantages, span, (votes) => byQuorum(votes, quorumAbove));
  });
  return combine(probes, span, byWorst);
}
