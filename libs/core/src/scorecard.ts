import { type Completeness } from './completeness.js';
import { type Value } from './value.js';

/** The five perspectives, in the order the programme names them (domain.md, section 2). */
export const PERSPECTIVES = ['external-benefit', 'internal-benefit', 'maturity', 'cost', 'quality'] as const;
export type PerspectiveId = (typeof PERSPECTIVES)[number];

/** What a scorecard can be drawn for: a filter over observations and samples (domain.md, section 7). */
export const SUBJECT_KINDS = [
  'unit',
  'system',
  'project',
  'portfolio',
  'service-domain',
  'category',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** How a value stands against its target (domain.md, section 5). */
export const STATUSES = [
  'met',
  'near',
  'not-met',
  'accepted',
  'informative',
  'not-applicable',
  'not-provided',
  'suppressed',
] as const;
export type Status = (typeof STATUSES)[number];

/**
 * Why no direction is told: there is no number in one of the periods; the period is not over; too little was delivered for
 * one of them; the definition changed between them; or chance alone could have made the difference of two shares.
 */
export const TREND_REASONS = ['missing', 'open', 'incomplete', 'break', 'within-interval'] as const;
export type TrendReason = (typeof TREND_REASONS)[number];

/** Where a value is heading; `null` change when there is nothing that it can be compared with. */
export interface Trend {
  readonly direction: 'better' | 'worse' | 'steady' | 'unknown';
  /** Why the direction is unknown; `null` when it is known. */
  readonly reason: TrendReason | null;
  /** Change in the measure's unit against the previous period. */
  readonly change: number | null;
  readonly changeSinceLastYear: number | null;
}

/** How far a score can be relied on, best first. */
export const QUALITY_GRADES = ['A', 'B', 'C', 'D'] as const;
export type QualityGrade = (typeof QUALITY_GRADES)[number];

/** Deliveries lack; the data is older than the period; the interval is wide; few answered; it is an opinion. */
export type QualityReason = 'incomplete' | 'stale' | 'imprecise' | 'few' | 'opinion';

/** The grade of the data behind a score, and what pulls it below A (libs/score/src/data-quality.ts has the rule). */
export interface DataQuality {
  readonly grade: QualityGrade;
  readonly reasons: readonly QualityReason[];
}

export interface MeasureScore {
  readonly id: string;
  readonly definitionVersion: number;
  readonly value: Value;
  /** 0–100; `null` when the value is not a number or has no target. */
  readonly score: number | null;
  readonly status: Status;
  readonly target: number | null;
  readonly nearTarget: number | null;
  readonly previous: Value;
  readonly sameLastYear: Value;
  readonly trend: Trend;
  readonly completeness: Completeness;
  /** `null` when the value is not a number. */
  readonly quality: DataQuality | null;
  /** Whether the definition changed since the previous period. */
  readonly breakInSeries: boolean;
}

export interface PerspectiveScore {
  readonly id: PerspectiveId;
  /** Weighted mean of the scores that are numbers; `null` when there are none. */
  readonly score: number | null;
  readonly status: Status;
  /** Less was delivered than a score should stand on. */
  readonly preliminary: boolean;
  readonly completeness: Completeness;
  readonly measures: readonly MeasureScore[];
}

/** One subject in one period, from five perspectives that are never folded into one number. */
export interface Scorecard {
  readonly subject: Subject & { readonly name: string };
  readonly period: string;
  readonly edition: string;
  /** ISO 8601 with offset. */
  readonly computedAt: string;
  readonly perspectives: readonly PerspectiveScore[];
}

/** One point of a measure's series. */
export interface MeasurePoint {
  readonly period: string;
  readonly definitionVersion: number;
  readonly value: Value;
  readonly score: number | null;
  readonly status: Status;
  readonly target: number | null;
  readonly completeness: Completeness;
  readonly breakInSeries: boolean;
}
