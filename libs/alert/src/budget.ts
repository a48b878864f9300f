import { type Interval, intersect, lengthMs, normalise } from '#core';

const HOUR_MS = 3_600_000;
/** Of the long window; what has stopped burning is not alarmed about. */
const SHORT_PART = 1 / 12;
/** One failed probe makes at most two intervals of downtime (domain.md, section 6): more than that is evidence. */
const EVIDENCE_INTERVALS = 2;

/** How much of the budget may go in how long: the SRE workbook's 14.4 ×, 6 × and 1 × of a month of 720 hours. */
const BURN_RULES = [
  { kind: 'budget-fast', share: 0.02, longMs: HOUR_MS },
  { kind: 'budget-fast', share: 0.05, longMs: 6 * HOUR_MS },
  { kind: 'budget-slow', share: 0.1, longMs: 72 * HOUR_MS },
] as const;

/** What a system's downtime is held against. */
export interface BudgetQuestion {
  /** Availability target, 0–1. */
  readonly target: number;
  /** Agreed service time of the whole calendar month, without announced maintenance. */
  readonly monthMs: number;
  /** Agreed service time up to now, as far back as downtime is known; normalised. */
  readonly service: readonly Interval[];
  /** When the system was down, up to now. */
  readonly down: readonly Interval[];
  /** The longest interval of its deciding probes. */
  readonly intervalMs: number;
}

/** That a system burns its budget too fast, and how much of it. */
export interface BudgetUse {
  readonly kind: (typeof BURN_RULES)[number]['kind'];
  /** Of the month's budget, in the window. */
  readonly share: number;
  readonly windowMs: number;
}

/** The last so much of service time. */
function lastOf(service: readonly Interval[], wantedMs: number): Interval[] {
  const taken: Interval[] = [];
  let missingMs = wantedMs;
  for (const { startMs, endMs } of service.toReversed()) {
    if (missingMs <= 0) break;
    const fromMs = Math.max(startMs, endMs - missingMs);
    taken.unshift({ startMs: fromMs, endMs });
    missingMs -= endMs - fromMs;
  }
  return taken;
}

/**
 * Which rules are broken. Windows are measured in agreed service time, and limits as shares of the month's budget
 * `(1 − target) × service time`: 2 % in one hour is 14.4 × in a month of 720 hours and 4.4 × in one of 220. No window
 * is longer than its share of the month, so that no rule alarms below 1 ×. A short window of a twelfth must burn as fast.
 */
export function budgetUse(question: BudgetQuestion): BudgetUse[] {
  const { target, monthMs, service, intervalMs } = question;
  const down = normalise(question.down);
  const budgetMs = (1 - target) * monthMs;
  if (budgetMs <= 0) return [];
  const downIn = (ms: number): number => lengthMs(intersect(down, lastOf(service, ms)));
  return BURN_RULES.flatMap(({ kind, share, longMs }) => {
    const windowMs = Math.min(longMs, share * monthMs);
    const downMs = downIn(windowMs);
    const shortMs = windowMs * SHORT_PART;
    const isEvident = downMs > EVIDENCE_INTERVALS * intervalMs;
    const isBurning = downIn(shortMs) >= share * budgetMs * SHORT_PART;
    const used = downMs / budgetMs;
    return used >= share && isEvident && isBurning ? [{ kind, share: used, windowMs }] : [];
  });
}
