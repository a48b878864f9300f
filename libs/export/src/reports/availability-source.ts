import { type LocalizedText, type OutageRecord, type Period, rounded } from '#core';

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

export interface ReportedSystem {
  readonly id: string;
  readonly name: LocalizedText;
  readonly owner: LocalizedText;
  readonly serviceTime: LocalizedText;
  readonly figures: ReportedFigures;
  /** Per cent, of the newest edition; `undefined` where there is none, `null` where it has no number. */
  readonly frozen: number | null | undefined;
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
  /** ISO 8601 with offset; `null` when the period is not frozen. */
  readonly frozenAt: string | null;
  /** Of the subject, per cent, as its scorecard has it; `null` when that is not a number. */
  readonly availability: number | null;
  readonly target: number | null;
  readonly decimals: number;
  readonly systems: readonly ReportedSystem[];
}

/** Whether the figures, as they are shown, are no longer those of the edition. */
export function hasChanged({ frozen, figures }: ReportedSystem, decimals: number): boolean {
  if (frozen === undefined) return false;
  const shown = (value: number | null): number | null => (value === null ? null : rounded(value, decimals));
  return shown(frozen) !== shown(figures.availability);
}
