import { type SystemState } from '#core';
import { type Probe, type System } from '#catalogue';
import { type Standing } from './standing.js';
import { HOLDS_INTERVALS } from './holds.js';
import { type StateSegment, type Verdict, byQuorum, byWorst, decidingProbes } from './state-timeline.js';

/** What the present of a system is told from. */
export interface PresentQuestion {
  readonly system: Pick<System, 'id' | 'probes'>;
  /** What each vantage point knows of a probe's target, in any order. */
  readonly standingsOf: (probe: Probe) => readonly Standing[];
  readonly quorumAbove: number;
  readonly nowMs: number;
}

/** The state of the system alone; whether it is worked on and what it is behind is for others to say. */
export type PresentState = Pick<SystemState, 'system' | 'state' | 'sinceMs' | 'reason'>;

function endOfHold(standing: Standing, probe: Probe): number {
  return standing.lastMs + HOLDS_INTERVALS * probe.intervalSeconds * 1000;
}

function segment({ state, sinceMs, reason }: Standing, endMs: number): StateSegment {
  return { state, reason, startMs: sinceMs, endMs };
}

interface ProbePresent extends Verdict {
  readonly sinceMs: number | null;
}

/** When some standings began to speak for a state together: of the last that joined, or of the first for what is bad. */
function sinceOf(state: Verdict['state'], standings: readonly Standing[]): number {
  const since = standings.filter((each) => each.state === state).map(({ sinceMs }) => sinceMs);
  const all = since.length > 0 ? since : standings.map(({ sinceMs }) => sinceMs);
  return state === 'down' ? Math.min(...all) : Math.max(...all);
}

function probePresent(probe: Probe, { standingsOf, quorumAbove, nowMs }: PresentQuestion): ProbePresent {
  const standings = standingsOf(probe);
  const fresh = standings.filter((standing) => endOfHold(standing, probe) > nowMs);
  const measured = fresh.filter(({ state }) => state !== 'unmonitored');
  if (measured.length > 0) {
    const verdict = byQuorum(
      measured.map((standing) => segment(standing, nowMs)),
      quorumAbove,
    );
    const slow = verdict.state === 'degraded' ? ('slow' as const) : verdict.reason;
    return { ...verdict, reason: slow, sinceMs: sinceOf(verdict.state, measured) };
  }
  if (standings.length === 0) return { state: 'unmonitored', reason: null, sinceMs: null };
  // What is too old has told nothing since its time ran out.
  const ended = standings.map((each) =>
    each.state === 'unmonitored' ? each.sinceMs : endOfHold(each, probe),
  );
  const reason = standings.find((each) => each.unmeasured)?.unmeasured ?? null;
  return { state: 'unmonitored', reason, sinceMs: Math.max(...ended) };
}

function systemSince(state: Verdict['state'], probes: readonly ProbePresent[]): number | null {
  const since = probes.flatMap((each) =>
    each.state === state && each.sinceMs !== null ? [each.sinceMs] : [],
  );
  if (since.length === 0) return null;
  return state === 'up' ? Math.max(...since) : Math.min(...since);
}

/** How a system is at an instant, from what is known for certain (domain.md, section 6). */
export function presentState(question: PresentQuestion): PresentState {
  const { system, nowMs } = question;
  const probes = decidingProbes(system).map((probe) => probePresent(probe, question));
  const { state, reason } = byWorst(
    probes.map((each) => ({ ...each, startMs: each.sinceMs ?? nowMs, endMs: nowMs })),
  );
  const said = reason ?? probes.find((each) => each.state === state && each.reason)?.reason;
  return { system: system.id, state, sinceMs: systemSince(state, probes), ...(said ? { reason: said } : {}) };
}
