import { type ProbeReason, type ProbeState, type Sample } from './sample.js';

/** Where in a probe it went wrong. */
export const PROBE_PHASES = ['dns', 'connect', 'tls', 'answer', 'content'] as const;
export type ProbePhase = (typeof PROBE_PHASES)[number];

/** What somebody said of an outage. */
export interface OutageAnnotation {
  readonly id: string;
  readonly text: string;
  readonly at: string;
  readonly by: string;
}

/** An outage, as people read about it. */
export interface OutageRecord {
  /** `<system>.<start in milliseconds>`; one that grows backwards by late samples keeps what was said of it. */
  readonly id: string;
  readonly system: string;
  /** The first failed sample. */
  readonly from: string;
  /** Since when it has lasted long enough to be one. */
  readonly confirmed: string;
  /** `null` while it lasts. */
  readonly to: string | null;
  /** Of one that lasts: so far. */
  readonly durationMs: number;
  readonly reason: ProbeReason;
  /** Whether it began inside agreed service time and outside announced maintenance. */
  readonly counted: boolean;
  readonly annotations: readonly OutageAnnotation[];
}

/** A sample that failed as an outage began, and in which phase. */
export interface OutageEvidence extends Omit<Sample, 'timeMs'> {
  readonly time: string;
  readonly phase: ProbePhase | null;
}

/** A stretch of time in one state. */
export interface TimelinePart {
  readonly from: string;
  readonly to: string;
  readonly state: ProbeState;
  readonly reason: ProbeReason | null;
}

/** An outage with what is known of how it came. */
export interface OutageDetail extends OutageRecord {
  /** The first failed sample of each probe and vantage point; none when they are no longer kept. */
  readonly evidence: readonly OutageEvidence[];
  /** What it was made of, also what was not measured; none when the samples are no longer kept. */
  readonly parts: readonly TimelinePart[];
}

/** How often and how long, of the outages that count. */
export interface OutageSummary {
  readonly count: number;
  readonly totalMs: number;
  readonly longestMs: number;
  /** `null` when none has ended. */
  readonly meanTimeToRestoreMs: number | null;
}
