import { type LocalizedText, type OutageRecord, type Period } from '#core';

/** Milliseconds in each state. */
export interface ReportedTime {
  readonly upMs: number;
  readonly degradedMs: number;
  readonly downMs: number;
  readonly unmonitoredMs: number;
}

/** How one system was up, as the API has it (`GET /systems/{id}/availability`). */
export interface ReportedFigures {
  readonly agreedMs: number;
  readonly availability: number | null;
  readonly availabilityWithMaintenance: number | null;
  readonly coverage: number | null;
  readonly inside: ReportedTime;
  readonly maintenance: ReportedTime;
  readonly outageCount: number;
  readonly outageTotalMs: number;
  readonly longestOutageMs: number;
  readonly meanTimeToRestoreMs: number | null;
}

/** An outage with what people said of it. */
export type ReportedOutage = Pick<
  OutageRecord,
  'id' | 'from' | 'to' | 'durationMs' | 'reason' | 'counted' | 'annotations'
>;

/** A system as it was measured over a period; editions keep it. */
export interface MeasuredSystem {
  readonly id: string;
  readonly name: LocalizedText;
  readonly owner: LocalizedText;
  readonly serviceTime: LocalizedText;
  readonly figures: ReportedFigures;
  /** Oldest first, those that touch the period. */
  readonly outages: readonly ReportedOutage[];
}

/** What an availability report is drawn from. */
export interface AvailabilitySource {
  readonly city: LocalizedText;
  readonly subject: { readonly kind: 'system' | 'unit'; readonly id: string; readonly name: string };
  readonly period: Period;
  /** Whether it is not over. */
  readonly isOpen: boolean;
  /** Of the edition, `original`, `restated-2` …; `null` when it is drawn from what is live. */
  readonly edition: string | null;
  /** ISO 8601 with offset, when that edition was frozen. */
  readonly frozenAt: string | null;
  /** Whether the systems are as they were frozen; else what is frozen says nothing of them, and they are as they are now. */
  readonly systemsAreFrozen: boolean;
  /** Of the subject, per cent, as its scorecard has it; `null` when that is not a number. */
  readonly availability: number | null;
  readonly target: number | null;
  readonly decimals: number;
  readonly systems: readonly MeasuredSystem[];
}
