import { type AlertDetail, type AlertKind, type SystemState } from '#core';
import { type AlertRules } from '#catalogue';
import { type BudgetUse } from './budget.js';

/** What is known of a system now. */
export interface SystemFacts {
  readonly state: SystemState;
  /** Somebody is woken up when it is down: it is critical itself, or something that is depends on it. */
  readonly critical: boolean;
  /** Whether it is agreed service time, its own or that of something critical that depends on it. */
  readonly inService: boolean;
  /** How many systems depend on it, also by others. */
  readonly dependents?: number;
  /** The systems whose fresh verdict may say that another is the cause, or that this one is well again. */
  readonly awaits?: readonly string[];
  /** `null`: nobody can say. */
  readonly budget: readonly BudgetUse[] | null;
}

/** What is known of a certificate that a probe saw. */
export interface CertificateFacts {
  readonly probe: string;
  readonly system: string;
  /** `null` while no probe has seen it. */
  readonly days: number | null;
}

/** How a channel of alerts does. */
export interface ChannelFacts {
  readonly channel: string;
  /** Since when nothing has arrived there that was sent; `null` when the last message arrived; absent: nothing was sent yet. */
  readonly failingSinceMs?: number | null | undefined;
  readonly problem?: string | undefined;
}

/** A task of the schedule, or a stored thing, that fails. */
export interface FailureFacts {
  /** Id, as an alert's subject: `task:roll-up`, `plan:x`. */
  readonly subject: string;
  /** Since when; `null`: it is well again. */
  readonly sinceMs: number | null;
  readonly problem?: string | undefined;
}

/** A source that is fetched from by itself. */
export interface SourceFacts {
  /** Id of the collector. */
  readonly collector: string;
  /** Since when it has given nothing new that it should have; `null`: it is fresh. */
  readonly staleSinceMs: number | null;
  /** What its last run said, in Swedish. */
  readonly problem?: string | undefined;
}

/** Everything that alerts are decided from, at one instant. In any order; the same twice is the same. */
export interface AlertFacts {
  readonly systems: readonly SystemFacts[];
  readonly certificates: readonly CertificateFacts[];
  /** Up to when everything is rolled up; `null` where nothing is collected. */
  readonly rolledUpToMs: number | null;
  readonly channels?: readonly ChannelFacts[];
  /** What of the follow-up itself fails, for long enough to be told. */
  readonly failures?: readonly FailureFacts[];
  readonly sources?: readonly SourceFacts[];
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
  /** Systems whose fresh verdict is to be waited for, within bounds, before it is raised. */
  readonly awaits: readonly string[];
  readonly detail: AlertDetail;
}

/** What a condition is about, and whether nobody wants to hear of it. */
type About = Pick<Condition, 'subject' | 'system' | 'muted'>;
/** What may be wrong with it; what is left out is nothing. */
type Wrong = Pick<Condition, 'kind' | 'holds'> & {
  readonly [K in Exclude<keyof Condition, 'kind' | 'holds' | 'subject' | 'system'>]?:
    Condition[K] | undefined;
};

const NO_DETAIL: AlertDetail = {};
const NOTHING: readonly string[] = [];

/** Written out, for there are many thousands at a time. */
function conditionOf({ subject, system, muted }: About, wrong: Wrong): Condition {
  return {
    kind: wrong.kind,
    subject,
    system,
    holds: wrong.holds,
    sinceMs: wrong.sinceMs ?? null,
    forMs: wrong.forMs ?? 0,
    muted: wrong.muted ?? muted,
    awaits: wrong.awaits ?? NOTHING,
    detail: wrong.detail ?? NO_DETAIL,
  };
}

function ofSystem(facts: SystemFacts, rules: AlertRules): Condition[] {
  const { state, critical, inService, budget, dependents = 0, awaits } = facts;
  const muted = state.inMaintenance || state.behind.length > 0 || !inService;
  const about = { subject: state.system, system: state.system, muted };
  const isKnown = state.state !== 'unmonitored';
  const detail = { reason: state.reason };
  const use = (kind: BudgetUse['kind']): Wrong => {
    const used = (budget ?? []).filter((each) => each.kind === kind).sort((a, b) => b.share - a.share)[0];
    const spent = used ? { budgetShare: used.share, windowMs: used.windowMs } : {};
    return {
      kind,
      holds: budget === null ? null : used !== undefined,
      awaits,
      detail: { ...spent, ...detail },
    };
  };
  const down: Wrong = {
    kind: 'system-down',
    holds: isKnown ? state.state === 'down' : null,
    sinceMs: state.sinceMs,
    awaits,
    detail: dependents > 0 ? { ...detail, dependents } : detail,
  };
  const silent: Wrong = {
    kind: 'system-silent',
    holds: !isKnown,
    sinceMs: state.sinceMs,
    forMs: rules.silentAfterSeconds * 1_000,
    muted: state.inMaintenance || state.reason === 'isolated',
    detail,
  };
  return [...(critical ? [down] : []), use('budget-fast'), use('budget-slow'), silent].map((wrong) =>
    conditionOf(about, wrong),
  );
}

function ofCertificate({ probe, system, days }: CertificateFacts, rules: AlertRules): Condition[] {
  const about = { subject: probe, system, muted: false };
  const detail = days === null ? NO_DETAIL : { certDays: days };
  const within = (limit: number): boolean | null => (days === null ? null : days <= limit);
  const isNear = within(rules.certificateNearDays);
  return [
    conditionOf(about, { kind: 'certificate-near', holds: isNear, detail }),
    conditionOf(about, {
      kind: 'certificate-soon',
      holds: within(rules.certificateSoonDays),
      muted: isNear === true,
      detail,
    }),
  ];
}

function ofSource({ collector, staleSinceMs, problem }: SourceFacts): Condition {
  const about = { subject: `collector:${collector}`, system: null, muted: false };
  return conditionOf(about, {
    kind: 'source-stale',
    holds: staleSinceMs !== null,
    sinceMs: staleSinceMs,
    detail: problem === undefined ? NO_DETAIL : { problem },
  });
}

function ofPipeline(facts: AlertFacts, rules: AlertRules, nowMs: number): Condition[] {
  const { rolledUpToMs, systems, channels = [], failures = [] } = facts;
  const isLongSince = (sinceMs: number | null): boolean =>
    sinceMs !== null && nowMs - sinceMs > rules.lateAfterSeconds * 1_000;
  const lateMs = rolledUpToMs === null ? 0 : nowMs - rolledUpToMs;
  const isLate = lateMs > rules.lateAfterSeconds * 1_000;
  const isIsolated = systems.length > 0 && systems.every(({ state }) => state.reason === 'isolated');
  const about = (subject: string): About => ({ subject, system: null, muted: false });
  return [
    conditionOf(about('roll-up'), { kind: 'pipeline-late', holds: isLate, sinceMs: rolledUpToMs }),
    conditionOf(about('network'), {
      kind: 'pipeline-late',
      holds: isIsolated,
      detail: { reason: 'isolated' },
    }),
    ...channels.map(({ channel, failingSinceMs, problem }) =>
      conditionOf(about(`channel:${channel}`), {
        kind: 'pipeline-late',
        holds: failingSinceMs === undefined ? null : isLongSince(failingSinceMs),
        sinceMs: failingSinceMs ?? null,
        detail: { problem },
      }),
    ),
    ...failures.map(({ subject, sinceMs, problem }) =>
      conditionOf(about(subject), {
        kind: 'pipeline-late',
        holds: sinceMs !== null,
        sinceMs,
        detail: { problem },
      }),
    ),
  ];
}

/** Names what a condition is about: of each there is one alert at a time. */
export function keyOf({ kind, subject }: Pick<Condition, 'kind' | 'subject'>): string {
  return `${kind}:${subject}`;
}

/** Every question that is asked of the facts, each once, by {@link keyOf}. */
export function conditionsOf(
  facts: AlertFacts,
  rules: AlertRules,
  nowMs: number,
): ReadonlyMap<string, Condition> {
  const byKey = new Map<string, Condition>();
  const add = (conditions: readonly Condition[]): void => {
    for (const condition of conditions) byKey.set(keyOf(condition), condition);
  };
  for (const system of facts.systems) add(ofSystem(system, rules));
  for (const certificate of facts.certificates) add(ofCertificate(certificate, rules));
  add((facts.sources ?? []).map(ofSource));
  add(ofPipeline(facts, rules, nowMs));
  return byKey;
}
