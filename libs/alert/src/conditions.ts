import { type AlertDetail, type AlertKind, type SystemState } from '#core';
import { type AlertRules } from '#catalogue';
import { type BudgetUse } from './budget.js';

/** What is known of a system now. */
export interface SystemFacts {
  readonly state: SystemState;
  readonly critical: boolean;
  /** Whether it is agreed service time. */
  readonly inService: boolean;
  readonly budget: readonly BudgetUse[];
}

/** What is known of a certificate that a probe saw. */
export interface CertificateFacts {
  readonly probe: string;
  readonly system: string;
  /** `null` while no probe has seen it. */
  readonly days: number | null;
}

/** Everything that alerts are decided from, at one instant. In any order; the same twice is the same. */
export interface AlertFacts {
  readonly systems: readonly SystemFacts[];
  readonly certificates: readonly CertificateFacts[];
  /** Up to when everything is rolled up; `null` where nothing is collected. */
  readonly rolledUpToMs: number | null;
}

/** Whether one thing is wrong. */
export interface Condition {
  readonly kind: AlertKind;
  readonly subject: string;
  readonly system: string | null;
  /** `null`: nobody knows. */
  readonly holds: boolean | null;
  /** Since when, where that is known. */
  readonly sinceMs: number | null;
  /** How long it must have been seen to hold. */
  readonly forMs: number;
  /** No new alert is to be raised: work is going on, nobody expects it to be up, or another is the cause. */
  readonly muted: boolean;
  readonly detail: AlertDetail;
}

type Wrong = Pick<Condition, 'kind' | 'holds'> & Partial<Condition>;

function ofSystem(facts: SystemFacts, rules: AlertRules): Condition[] {
  const { state, critical, inService, budget } = facts;
  const muted = state.inMaintenance || state.behind.length > 0 || !inService;
  const common = { subject: state.system, system: state.system, sinceMs: null, forMs: 0, muted, detail: {} };
  const isKnown = state.state !== 'unmonitored';
  const use = (kind: BudgetUse['kind']): Wrong => {
    const used = budget.filter((each) => each.kind === kind).sort((a, b) => b.share - a.share)[0];
    const detail = used ? { budgetShare: used.share, windowMs: used.windowMs } : {};
    return { kind, holds: used !== undefined, detail: { ...detail, reason: state.reason } };
  };
  const down: Wrong = {
    kind: 'system-down',
    holds: isKnown ? state.state === 'down' : null,
    sinceMs: state.sinceMs,
    detail: { reason: state.reason },
  };
  const silent: Wrong = {
    kind: 'system-silent',
    holds: !isKnown,
    sinceMs: state.sinceMs,
    forMs: rules.silentAfterSeconds * 1_000,
    muted: state.inMaintenance || state.reason === 'isolated',
    detail: { reason: state.reason },
  };
  return [...(critical ? [down] : []), use('budget-fast'), use('budget-slow'), silent].map((wrong) => ({
    ...common,
    ...wrong,
  }));
}

function ofCertificate({ probe, system, days }: CertificateFacts, rules: AlertRules): Condition[] {
  const detail = days === null ? {} : { certDays: days };
  const common = { subject: probe, system, sinceMs: null, forMs: 0, detail };
  const within = (limit: number): boolean | null => (days === null ? null : days <= limit);
  const isNear = within(rules.certificateNearDays);
  return [
    { ...common, kind: 'certificate-near', holds: isNear, muted: false },
    { ...common, kind: 'certificate-soon', holds: within(rules.certificateSoonDays), muted: isNear === true },
  ];
}

function ofPipeline({ rolledUpToMs, systems }: AlertFacts, rules: AlertRules, nowMs: number): Condition[] {
  const common = { kind: 'pipeline-late', system: null, forMs: 0, muted: false } as const;
  const lateMs = rolledUpToMs === null ? 0 : nowMs - rolledUpToMs;
  const isIsolated = systems.length > 0 && systems.every(({ state }) => state.reason === 'isolated');
  return [
    {
      ...common,
      subject: 'roll-up',
      holds: lateMs > rules.lateAfterSeconds * 1_000,
      sinceMs: rolledUpToMs,
      detail: {},
    },
    { ...common, subject: 'network', holds: isIsolated, sinceMs: null, detail: { reason: 'isolated' } },
  ];
}

/** Names what a condition is about: of each there is one alert at a time. */
export function keyOf({ kind, subject }: Pick<Condition, 'kind' | 'subject'>): string {
  return `${kind}:${subject}`;
}

/** Every question that is asked of the facts, each once, in an order of its own. */
export function conditionsOf(facts: AlertFacts, rules: AlertRules, nowMs: number): Condition[] {
  const all = [
    ...facts.systems.flatMap((system) => ofSystem(system, rules)),
    ...facts.certificates.flatMap((certificate) => ofCertificate(certificate, rules)),
    ...ofPipeline(facts, rules, nowMs),
  ];
  const byKey = new Map(all.map((condition) => [keyOf(condition), condition]));
  return [...byKey.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
