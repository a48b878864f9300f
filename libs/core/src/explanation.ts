import { type DatasetId } from './observation.js';
import { type Ratio } from './ratio.js';
import { type AcceptedDeviation } from './remark.js';
import { type MeasureScore, type PerspectiveId, type Subject } from './scorecard.js';
import { type LocalizedText } from './text.js';
import { type ValueKind } from './value.js';

/** One side of a ratio, as the definition in force has it. */
export interface ExplainedSide {
  readonly source: DatasetId | 'probes';
  /** What is added up, of which facts. */
  readonly text: LocalizedText;
  /** Over which months, and how they are put together. */
  readonly window: LocalizedText;
  /** The months of that window, as text, in order. */
  readonly months: readonly string[];
}

/** The definition by which a value was computed: the one in force on the period's last day. */
export interface ExplainedDefinition {
  readonly id: string;
  readonly perspective: PerspectiveId;
  readonly version: number;
  /** ISO date. */
  readonly validFrom: string;
  readonly name: LocalizedText;
  readonly description: LocalizedText;
  readonly unitOfMeasure: LocalizedText;
  readonly better: 'higher' | 'lower';
  readonly decimals: number;
  /** The formula in words. */
  readonly formula: LocalizedText;
  readonly scale: number;
  readonly numerator: ExplainedSide;
  readonly denominator: ExplainedSide;
}

/** One of the things whose sums add up to the subject's: a unit below it, what is its own, or one of its systems. */
export interface ExplainedPart {
  readonly of: 'unit' | 'own' | 'system';
  readonly id: string;
  readonly name: LocalizedText;
  readonly kind: ValueKind;
  /** Its own value; `null` when that is not a number, or is not to be shown. */
  readonly number: number | null;
  /** What it adds to both sides; `null` when it adds nothing, or that is not to be shown. */
  readonly sums: Ratio | null;
}

/** What the parts that are not shown add together. */
export interface ExplainedRemainder {
  /** How many parts are taken together. */
  readonly parts: number;
  /** `null` when even their sum is not to be shown. */
  readonly sums: Ratio | null;
}

/** Facts that entered one side of a ratio. */
export interface ExplainedFact {
  readonly side: 'numerator' | 'denominator';
  /** The unit that handed them in, or owns the system that was measured. */
  readonly unit: string;
  readonly period: string;
  readonly system: string | null;
  /** What they add, filtered and weighed as the definition says. */
  readonly sum: number;
  /** How many observations, or samples. */
  readonly count: number;
}

export const ARITHMETIC_STEPS = [
  'level',
  'numerator',
  'denominator',
  'value',
  'rounding',
  'score',
  'limits',
] as const;

/**
 * One line of arithmetic, such as `810 × 100 / 1 100 = 73,63636363636364`. Reckoned from left to right with × and / before
 * + and −, the left side gives what stands on the right: to the last digit after `=`, but for the order of the additions
 * after `≈`; `→` is rounding, or the keeping within limits, that `about` tells of.
 */
export interface ArithmeticStep {
  readonly id: (typeof ARITHMETIC_STEPS)[number];
  readonly about: LocalizedText;
  /** Swedish with decimal comma and no-break spaces in large numbers, English with a decimal point. */
  readonly text: LocalizedText;
  readonly result: number;
}

/** The periods of one delivery that a unit was expected to hand in, by how that went. */
export interface ExplainedDelivery {
  readonly unit: string;
  /** Id of the delivery rule; the data set's own when nobody asked for it. */
  readonly delivery: string;
  readonly dataset: DatasetId;
  readonly delivered: readonly string[];
  readonly missing: readonly string[];
  /** Marked as making no sense for the unit: neither expected nor delivered. */
  readonly notApplicable: readonly string[];
}

export const EXCLUSION_RULES = [
  /** The measure has no meaning for subjects of this kind. */
  'kind-of-subject',
  /** The unit marked the data, or neither owes nor delivered them. */
  'not-applicable',
  /** Some cells were marked as not applicable. */
  'not-applicable-cells',
  /** Only children with both sides enter the sums. */
  'one-side-only',
  /** A window that needs all its months lacks some. */
  'months-missing',
  'reorganised',
  /** There was nothing to measure. */
  'zero-denominator',
  /** Systems are paired one by one, and these facts name none. */
  'without-system',
  /** Each change is counted once. */
  'claimed-twice',
] as const;
export type ExclusionRule = (typeof EXCLUSION_RULES)[number];

/** Something that does not enter the value, and by which rule. */
export interface Exclusion {
  readonly rule: ExclusionRule;
  readonly text: LocalizedText;
  readonly unit: string | null;
  readonly system: string | null;
  /** The projects whose claims do not count. */
  readonly projects: readonly string[];
  readonly periods: readonly string[];
}

/** What is not told, and why; never which of several reasons. */
export interface Withheld {
  readonly rule: 'few-answers' | 'answers-together';
  readonly text: LocalizedText;
  readonly units: readonly string[];
}

/** Where facts were handed in: they rest in the slices of these keys. */
export interface FactOrigin {
  readonly dataset: DatasetId;
  readonly unit: string;
  readonly period: string;
}

/** How a value follows from facts (domain.md, section 9). Nothing in it tells what is suppressed. */
export interface Derivation {
  readonly subject: Subject & { readonly name: LocalizedText };
  readonly period: string;
  readonly definition: ExplainedDefinition;
  /** The value with its score, status, trend, completeness and what it is compared with. */
  readonly measure: MeasureScore;
  /** The value as every surface shows it: rounded. */
  readonly shown: number | null;
  readonly levels: {
    readonly target: number;
    readonly nearTarget: number;
    readonly scoreFloor: number;
  } | null;
  /** Why the status is `accepted`; `null` when it is not. */
  readonly accepted: AcceptedDeviation | null;
  readonly parts: readonly ExplainedPart[];
  readonly remainder: ExplainedRemainder | null;
  /** Facts that are the subject's own: those of units below it are told in their own explanations. */
  readonly facts: readonly ExplainedFact[];
  readonly steps: readonly ArithmeticStep[];
  readonly deliveries: readonly ExplainedDelivery[];
  readonly excluded: readonly Exclusion[];
  readonly withheld: readonly Withheld[];
}

/** A slice behind a value, as it stands in the ledger. */
export interface ExplainedSlice extends FactOrigin {
  readonly source: string;
  readonly version: number;
  readonly rows: number;
  /** Id of the upload in {@link Explanation.uploads}. */
  readonly upload: string;
}

/** An upload that slices came with. Who and from which file is told to those who may see the unit's deliveries. */
export interface ExplainedUpload {
  readonly id: string;
  readonly sha256: string;
  /** ISO 8601 with offset. */
  readonly receivedAt: string;
  readonly fileName: string | null;
  readonly by: string | null;
}

/** What was measured of a system inside agreed service time, in hours. */
export interface ExplainedSystem {
  readonly id: string;
  readonly name: LocalizedText;
  readonly owner: string;
  readonly weight: number;
  readonly upHours: number;
  readonly degradedHours: number;
  readonly downHours: number;
  readonly unmonitoredHours: number;
  /** Agreed time that was announced away; it counts neither way. */
  readonly maintenanceHours: number;
  readonly outages: readonly ExplainedOutage[];
}

export interface ExplainedOutage {
  /** ISO 8601 with offset; `to` is `null` while it lasts. */
  readonly from: string;
  readonly to: string | null;
  readonly reason: string;
  readonly counted: boolean;
}

/** Why a number is what it is: how it follows from facts, and where those came from (domain.md, section 9). */
export interface Explanation extends Derivation {
  readonly slices: readonly ExplainedSlice[];
  readonly uploads: readonly ExplainedUpload[];
  /** For measures that are taken by probes. */
  readonly systems: readonly ExplainedSystem[];
}
