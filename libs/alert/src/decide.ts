import { type Alert, type AlertKind, type AlertSeverity, type Notice, type NoticeTransition } from '#core';
import { type AlertRules } from '#catalogue';
import { type AlertFacts, type Condition, conditionsOf, keyOf } from './conditions.js';

const SEVERITY_OF: Readonly<Record<AlertKind, AlertSeverity>> = {
  'system-down': 'critical',
  'budget-fast': 'critical',
  'budget-slow': 'warning',
  'certificate-near': 'critical',
  'certificate-soon': 'warning',
  'system-silent': 'warning',
  'source-stale': 'warning',
  'pipeline-late': 'critical',
};

/** Of one cause one alert: while the first is told, these are not raised beside it for the same system. */
const COVERED_BY: Partial<Record<AlertKind, readonly AlertKind[]>> = {
  'budget-fast': ['system-down'],
  'budget-slow': ['system-down', 'budget-fast'],
};

/** Whether another alert may stand for it. */
function canBeCovered({ kind }: Condition): boolean {
  return COVERED_BY[kind] !== undefined;
}

/** What is known of alerts between two decisions. */
export interface AlertState {
  /** The alerts that last. */
  readonly standing: readonly Alert[];
  /** Condition → since when it has been seen to hold without an alert, or to be over with one; lost in a restart. */
  readonly seenSinceMs: ReadonlyMap<string, number>;
}

export const NOTHING_YET: AlertState = { standing: [], seenSinceMs: new Map() };

/** By what is decided. */
export interface AlertPolicy {
  readonly rules: AlertRules;
  /** When somebody else is to be told of an alert that nobody acknowledges; `null`: never. */
  readonly escalateAfterMs: (alert: Alert) => number | null;
  /** How long after it was told last an alert that nobody acknowledges is told again; `null`: never. */
  readonly repeatAfterMs: (alert: Alert) => number | null;
}

export interface Decision {
  readonly state: AlertState;
  readonly notices: readonly Notice[];
  /** Systems whose verdict is waited for: they are to be probed at once. */
  readonly awaited: readonly string[];
}

/** What happened to an alert. */
export function noticeOf(alert: Alert, transition: NoticeTransition, atMs: number): Notice {
  const which = transition === 'repeated' ? `/${atMs}` : '';
  return { id: `${alert.id}/${transition}${which}`, transition, atMs, alert };
}

function raised({ kind, subject, system, sinceMs, detail }: Condition, seenMs: number, nowMs: number): Alert {
  return {
    id: `${kind}:${subject}:${nowMs}`,
    kind,
    severity: SEVERITY_OF[kind],
    subject,
    system,
    sinceMs: sinceMs ?? seenMs,
    firedMs: nowMs,
    detail,
    acknowledged: null,
    escalatedMs: null,
    resolvedMs: null,
  };
}

/** One decision under way. */
class Deliberation {
  readonly notices: Notice[] = [];
  readonly seenSinceMs = new Map<string, number>();
  readonly standing = new Map<string, Alert>();
  readonly awaited = new Set<string>();

  constructor(
    private readonly before: AlertState,
    private readonly policy: AlertPolicy,
    private readonly nowMs: number,
  ) {
    for (const alert of before.standing) this.standing.set(keyOf(alert), alert);
  }

  judge(condition: Condition): void {
    const alert = this.standing.get(keyOf(condition));
    if (alert) this.followUp(alert, condition.holds);
    else if (condition.holds) this.consider(condition);
  }

  /** Whether anything can come of a condition; of most nothing can. */
  concerns(key: string, { holds }: Condition): boolean {
    return holds === true || this.standing.has(key);
  }

  /** What is no longer followed up is no longer wrong. */
  dropAllBut(known: ReadonlyMap<string, unknown>): void {
    for (const [key, alert] of this.standing) if (!known.has(key)) this.followUp(alert, false);
  }

  private consider(condition: Condition): void {
    const isCovered = (COVERED_BY[condition.kind] ?? []).some((kind) =>
      this.standing.has(keyOf({ kind, subject: condition.subject })),
    );
    if (condition.muted || isCovered) return;
    const seenMs = this.seen(condition);
    if (this.nowMs - seenMs < Math.max(condition.forMs, this.waitMs(condition))) return;
    const alert = raised(condition, seenMs, this.nowMs);
    this.seenSinceMs.delete(keyOf(condition));
    this.keep(alert, 'fired');
  }

  /** How long to wait for a fresh verdict of what it depends on; what is awaited is to be probed at once. */
  private waitMs({ awaits }: Condition): number {
    for (const system of awaits) this.awaited.add(system);
    return awaits.length > 0 ? this.policy.rules.dependencyWaitSeconds * 1_000 : 0;
  }

  private followUp(alert: Alert, holds: boolean | null): void {
    const isOver = holds === false;
    const overSinceMs = isOver ? this.seen(alert) : Infinity;
    if (this.nowMs - overSinceMs >= this.policy.rules.resolveAfterSeconds * 1_000) {
      const key = keyOf(alert);
      this.seenSinceMs.delete(key);
      this.standing.delete(key);
      const ended = { ...alert, resolvedMs: this.nowMs, overSinceMs };
      this.notices.push(noticeOf(ended, 'resolved', this.nowMs));
      return;
    }
    if (!isOver && !alert.acknowledged) this.remind(alert, holds === true);
  }

  /** Nobody has acknowledged it: others are told, or it is told again, as long as it surely is so. */
  private remind(alert: Alert, isCertain: boolean): void {
    const { escalateAfterMs, repeatAfterMs } = this.policy;
    const { firedMs, escalatedMs, repeatedMs = -Infinity } = alert;
    const afterMs = escalateAfterMs(alert);
    if (afterMs !== null && escalatedMs === null && this.sinceTold(alert, firedMs) >= afterMs) {
      this.keep({ ...alert, escalatedMs: this.nowMs }, 'escalated');
      return;
    }
    const againMs = repeatAfterMs(alert);
    const toldMs = Math.max(firedMs, escalatedMs ?? -Infinity, repeatedMs);
    if (isCertain && againMs !== null && this.sinceTold(alert, toldMs) >= againMs)
      this.keep({ ...alert, repeatedMs: this.nowMs }, 'repeated');
  }

  /** How long ago an alert was told; of one that was told in the future, by a clock that was set back, since that was seen. */
  private sinceTold({ id }: Alert, toldMs: number): number {
    if (toldMs <= this.nowMs) return this.nowMs - toldMs;
    return this.nowMs - this.seenAs(`told:${id}:${toldMs}`);
  }

  private keep(alert: Alert, transition: NoticeTransition): void {
    this.standing.set(keyOf(alert), alert);
    this.notices.push(noticeOf(alert, transition, this.nowMs));
  }

  /** Since when it has been so in every decision. */
  private seen(about: Pick<Condition, 'kind' | 'subject'>): number {
    return this.seenAs(keyOf(about));
  }

  private seenAs(key: string): number {
    const sinceMs = Math.min(this.before.seenSinceMs.get(key) ?? this.nowMs, this.nowMs);
    this.seenSinceMs.set(key, sinceMs);
    return sinceMs;
  }
}

/**
 * What deserves a shout now (architecture.md, way 13). Pure: the same state, facts and instant give the same answer, and
 * facts in another order, or told twice, change nothing. An alert is raised when its condition has held for long enough
 * and nothing mutes it, and is over when the condition has been over, for certain, for `resolveAfterSeconds`; while
 * nobody knows, it stays as it is. A higher kind is judged first, and ends first, so that it covers the lower ones in the same
 * decision, and no longer when it is over.
 */
export function decide(state: AlertState, facts: AlertFacts, policy: AlertPolicy, nowMs: number): Decision {
  const conditions = conditionsOf(facts, policy.rules, nowMs);
  const deliberation = new Deliberation(state, policy, nowMs);
  const telling: [key: string, condition: Condition][] = [];
  for (const [key, condition] of conditions) {
    if (deliberation.concerns(key, condition)) telling.push([key, condition]);
  }
  telling.sort(([a], [b]) => (a < b ? -1 : 1));
  deliberation.dropAllBut(conditions);
  for (const [, condition] of telling) if (!canBeCovered(condition)) deliberation.judge(condition);
  for (const [, condition] of telling) if (canBeCovered(condition)) deliberation.judge(condition);
  const standing = [...deliberation.standing.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { seenSinceMs, notices, awaited } = deliberation;
  return { state: { standing, seenSinceMs }, notices, awaited: [...awaited].sort() };
}

/** What lasts after all that was told, oldest first: how a start finds its alerts again. */
export function standingAfter(notices: readonly Notice[]): AlertState {
  const latest = new Map(notices.map(({ alert }) => [alert.id, alert]));
  const standing = [...latest.values()].filter(({ resolvedMs }) => resolvedMs === null);
  return { standing: standing.sort((a, b) => (a.id < b.id ? -1 : 1)), seenSinceMs: new Map() };
}
