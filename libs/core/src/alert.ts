import { type ProbeReason } from './sample.js';

/**
 * What an alert tells of. `system-down`: a critical system is down; `budget-fast` and `budget-slow`: a system uses up
 * what its availability target leaves (domain.md, section 10); `certificate-near` and `certificate-soon`: one expires
 * in days, or in weeks; `system-silent`: nothing is measured any more; `source-stale`: a
 * source that is fetched from has not given what it should for too long; `pipeline-late`: this follow-up itself lags.
 */
export const ALERT_KINDS = [
  'system-down',
  'budget-fast',
  'budget-slow',
  'certificate-near',
  'certificate-soon',
  'system-silent',
  'source-stale',
  'pipeline-late',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** `critical` wakes somebody up; `warning` waits for the morning. */
export const ALERT_SEVERITIES = ['critical', 'warning'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** Why an alert is raised, as far as it is known; for people, in numbers. */
export interface AlertDetail {
  readonly reason?: ProbeReason | undefined;
  /** Days until a certificate expires. */
  readonly certDays?: number | undefined;
  /** Share of the month's budget that is used up in the window, 0.02 = 2 %. */
  readonly budgetShare?: number | undefined;
  /** Agreed service time of that window, in milliseconds. */
  readonly windowMs?: number | undefined;
  /** How many systems depend on the one that is down, also by others. */
  readonly dependents?: number | undefined;
  /** What a channel of alerts answered last, or what failed, in words. */
  readonly problem?: string | undefined;
}

/** That somebody has seen to an alert. */
export interface Acknowledgement {
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  readonly note: string;
}

/** Something that is wrong and deserves a shout, from when it was told until it is over. Times in milliseconds. */
export interface Alert {
  /** The same for as long as it lasts, and for ever. */
  readonly id: string;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  /** Id of the system, probe or task that it is about. */
  readonly subject: string;
  /** `null` when it is about the follow-up itself. */
  readonly system: string | null;
  /** When what it tells of began. */
  readonly sinceMs: number;
  readonly firedMs: number;
  readonly detail: AlertDetail;
  readonly acknowledged: Acknowledgement | null;
  readonly escalatedMs: number | null;
  /** When it was told again, because nobody had acknowledged it. */
  readonly repeatedMs?: number;
  readonly resolvedMs: number | null;
  /** Since when what it tells of is over: it ended when that had been so for a while. */
  readonly overSinceMs?: number;
}

export const NOTICE_TRANSITIONS = ['fired', 'escalated', 'repeated', 'acknowledged', 'resolved'] as const;
export type NoticeTransition = (typeof NOTICE_TRANSITIONS)[number];

/** That something happened to an alert, which is shown as it was then. Its id is stable: one happens once. */
export interface Notice {
  readonly id: string;
  readonly transition: NoticeTransition;
  readonly atMs: number;
  readonly alert: Alert;
}
