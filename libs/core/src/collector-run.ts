import { type LocalizedText } from './text.js';

/**
 * How a run of a collector ended. `succeeded`: all that was read is stored, or was stored before; `empty`: the source
 * answered and had nothing; `partial`: some of it was refused or not reached, the rest is stored; `failed`: nothing was
 * stored; `interrupted`: the process ended in the middle.
 */
export const COLLECTOR_OUTCOMES = [
  'running',
  'succeeded',
  'empty',
  'partial',
  'failed',
  'interrupted',
] as const;
export type CollectorOutcome = (typeof COLLECTOR_OUTCOMES)[number];

/** Something about a run that people should know. */
export interface CollectorRemark {
  /** Stable, for machines: `answers-less`, `source-throttles`, `unknown-system`, … */
  readonly code: string;
  /** The slice that it is about, as far as it is about one. */
  readonly unit: string | null;
  readonly period: string | null;
  readonly text: LocalizedText;
}

/** How much a run did, in rows. */
export interface CollectorTally {
  readonly read: number;
  readonly stored: number;
  /** Read, and already stored just so. */
  readonly unchanged: number;
  readonly refused: number;
}

/** One run of a collector, from the run log. */
export interface CollectorRun extends CollectorTally {
  readonly id: string;
  /** Id of the collector in `collectors.yaml`. */
  readonly collector: string;
  /** `schedule`, or the id of the principal who asked for it. */
  readonly by: string;
  /** Nothing was to be stored. */
  readonly dryRun: boolean;
  /** First and last month that were asked for. */
  readonly from: string;
  readonly to: string;
  /** ISO 8601 with offset. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly durationMs: number | null;
  readonly outcome: CollectorOutcome;
  /** What happened, in a sentence. */
  readonly text: LocalizedText;
  /** Why something was not stored; at most a hundred. */
  readonly refusals: readonly CollectorRemark[];
  readonly warnings: readonly CollectorRemark[];
  /** Ids of the receipts of what was stored. */
  readonly receipts: readonly string[];
  /** Questions that were asked of the source, and how many of them again. */
  readonly asked: number;
  readonly retried: number;
}

/** A collector as it is configured, and how it fares. */
export interface CollectorOverview {
  readonly id: string;
  readonly name: LocalizedText;
  readonly kind: string;
  readonly version: number;
  readonly dataset: string;
  /** Cron expression, by the clocks of the city. */
  readonly schedule: string;
  /** When its next turn comes; ISO 8601 with offset. */
  readonly next: string;
  readonly running: boolean;
  /** When a run last ended well; `null` when none has. */
  readonly lastSuccessAt: string | null;
  /** Since when it should have succeeded anew, and has not; `null` while it is fresh. */
  readonly staleSince: string | null;
  /** Newest first. */
  readonly runs: readonly CollectorRun[];
}
