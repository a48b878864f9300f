import type {
  AlertKind,
  AlertSeverity,
  LocalizedText,
  OutageAnnotation,
  OutageRecord,
  OutageSummary,
  ProbeReason,
  ProbeState,
  Result,
  TimelinePart,
} from '#core';
import type { List, Problem } from '../api/answers.js';
import { ask, tell } from '../api/ask.js';

/** What the page needs of a system. */
export interface SystemAnswer {
  readonly id: string;
  readonly name: LocalizedText;
  readonly dependsOn: readonly string[];
  /** Id of the unit that owns it. */
  readonly owner: string;
  readonly critical: boolean;
  /** Whether it is on the public status page. */
  readonly public: boolean;
}

/** How a system is now. */
export interface StateAnswer {
  readonly system: string;
  readonly state: ProbeState;
  readonly since: string | null;
  readonly reason?: ProbeReason;
  readonly inMaintenance: boolean;
  readonly behind: readonly string[];
}

/** What the page needs of an alert. */
export interface AlertAnswer {
  readonly id: string;
  readonly kind: AlertKind;
  /** `null` when it is about the follow-up itself. */
  readonly system: string | null;
  readonly severity: AlertSeverity;
  readonly text: LocalizedText;
  readonly since: string;
  /** `null` while it lasts. */
  readonly resolved: string | null;
  readonly acknowledged: { readonly by: string; readonly at: string; readonly note: string } | null;
}

/** How a channel of alerts does. */
export interface ChannelAnswer {
  readonly channel: string;
  readonly waiting: number;
  readonly givenUp: number;
  readonly failingSince: string | null;
  readonly problem: string | null;
}

/** Something of the follow-up itself that fails. */
export interface FailureAnswer {
  readonly subject: string;
  readonly text: LocalizedText;
  readonly since: string;
}

/** How a vantage point is doing: it measures no more when nothing of what it said still holds. */
export interface VantageAnswer {
  readonly vantage: string;
  readonly targets: number;
  readonly current: number;
  readonly measured: string;
}

/** One time of planned work. */
export interface WorkAnswer {
  readonly plan: string;
  readonly system: string;
  readonly note: string;
  readonly from: string;
  readonly to: string;
  readonly inTime: boolean;
}

export type OutagesAnswer = List<OutageRecord> & { readonly summary: OutageSummary };

type Asked<T> = Promise<Result<T, Problem>>;

/** Asks for something of operations. */
export function getOperations<T>(path: string, token: string | null, signal: AbortSignal): Asked<T> {
  return ask(path, signal, token) as Asked<T>;
}

/** The states of a system in the last day. */
export function getTimeline(
  system: string,
  token: string | null,
  signal: AbortSignal,
): Asked<{ readonly parts: readonly TimelinePart[]; readonly from: string; readonly to: string }> {
  const from = new Date(Date.now() - 86_400_000).toISOString();
  const path = `systems/${encodeURIComponent(system)}/timeline?${new URLSearchParams({ from }).toString()}`;
  return getOperations(path, token, signal);
}

/** Says that one sees to an alert: nobody else is woken up for it. */
export function acknowledge(id: string, note: string, token: string | null): Asked<AlertAnswer> {
  const path = `alerts/${encodeURIComponent(id)}/acknowledge`;
  const body = note === '' ? {} : { note };
  return tell(path, { method: 'POST', body, caller: { token } }) as Asked<AlertAnswer>;
}

/** Says something of an outage. */
export function annotate(id: string, text: string, token: string | null): Asked<OutageAnnotation> {
  const path = `outages/${encodeURIComponent(id)}/annotations`;
  return tell(path, { method: 'POST', body: { text }, caller: { token } }) as Asked<OutageAnnotation>;
}
