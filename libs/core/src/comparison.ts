import { type Completeness } from './completeness.js';
import { type Status, type Subject, type SubjectKind } from './scorecard.js';
import { type LocalizedText } from './text.js';
import { type Value } from './value.js';

/** What a measure's numerator can be divided by instead of its own denominator, so that units of all sizes compare. */
export const COMPARISON_BASES = ['none', 'inhabitant', 'fte'] as const;
export type ComparisonBase = (typeof COMPARISON_BASES)[number];

/** A subject among others. */
export interface ComparedSubject {
  readonly subject: Subject & { readonly name: string };
  /** The kind of a unit; `null` for other subjects. */
  readonly unitKind: string | null;
  readonly value: Value;
  /** `null` when the value is not a number, has no target, or stands on another base than the targets do. */
  readonly score: number | null;
  readonly status: Status;
  readonly target: number | null;
  readonly nearTarget: number | null;
  readonly completeness: Completeness;
  /** 1 is best; those that are shown alike share a rank. `null` without a number. */
  readonly rank: number | null;
  /** The quarter of the numbers shown that this one is in: 1 is best. `null` without a number. */
  readonly quartile: 1 | 2 | 3 | 4 | null;
}

/** What parts the numbers shown in four; too few numbers have none. */
export interface Quartiles {
  /** Between the two nearest numbers in order, by distance (Hyndman and Fan, 1996, type 7; QUARTILE.INC in Excel). */
  readonly method: 'linear-interpolation';
  /** How many numbers. */
  readonly n: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** A target, and how many of the compared it holds for. */
export interface TargetLine {
  readonly target: number;
  readonly nearTarget: number;
  readonly subjects: number;
}

/** A measure of many subjects side by side, best first (`GET /measures/{id}/comparison`). */
export interface Comparison {
  readonly measure: string;
  readonly name: LocalizedText;
  readonly definitionVersion: number;
  /** The definition changed since the period before. */
  readonly breakInSeries: boolean;
  /** What the numbers count, on the base asked for. */
  readonly unitOfMeasure: LocalizedText;
  readonly decimals: number;
  readonly better: 'higher' | 'lower';
  readonly period: string;
  readonly kind: SubjectKind;
  readonly base: ComparisonBase;
  /** Every base that makes sense for the measure and the kind of subject. */
  readonly bases: readonly ComparisonBase[];
  /** The kind of unit that the compared have in common; `null` when all are compared. */
  readonly peers: string | null;
  /** Most common first. */
  readonly targets: readonly TargetLine[];
  readonly quartiles: Quartiles | null;
  /** The city as a whole, for units; it has no rank. */
  readonly whole: ComparedSubject | null;
  readonly items: readonly ComparedSubject[];
}
