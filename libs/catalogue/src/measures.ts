import {
  DATASETS,
  type DatasetId,
  PERSPECTIVES,
  type PerspectiveId,
  SUBJECT_KINDS,
  type SubjectKind,
} from '#core';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsPositive,
  IsString,
  Max,
  Min,
} from 'class-validator';
import { Nested, NestedEach, NestedKind } from './built.js';
import { UNIT_KINDS, type UnitKind } from './entries.js';
import {
  InBothLanguages,
  IsColumnFactors,
  IsColumnFilter,
  IsDay,
  IsId,
  IsSubjectReference,
  NumberAsText,
  type Text,
} from './shapes.js';

/** Over which months a side of a formula is taken (domain.md, section 4). */
export const WINDOWS = [
  'period',
  'last-month',
  'mean-of-months',
  'rolling-12-months',
  'year-to-date',
] as const;
export type Window = (typeof WINDOWS)[number];

/** Where facts come from: a data set that is handed in, or the probes' roll-ups. */
export const FACT_SOURCES = [...DATASETS, 'probes'] as const;
export type FactSource = DatasetId | 'probes';

/**
 * Columns that roll-ups offer to formulas under the source `probes`, all inside agreed service time:
 * milliseconds per state, scheduled samples and their Apdex counts, counted outages, and system-months monitored.
 */
export const PROBE_COLUMNS = [
  'up_ms',
  'degraded_ms',
  'down_ms',
  'unmonitored_ms',
  'samples',
  'satisfied',
  'tolerating',
  'frustrated',
  'outages',
  'system_months',
] as const;
export type ProbeColumn = (typeof PROBE_COLUMNS)[number];

/** One side of a ratio: a linear combination of columns under a filter, over a window. */
export class Side {
  @IsIn(FACT_SOURCES) readonly from!: FactSource;
  /** Column → factor. */
  @IsColumnFactors() readonly add!: Readonly<Record<string, number>>;
  /** Label column → accepted values. */
  @IsColumnFilter() readonly where: Readonly<Record<string, readonly string[]>> = {};
  /** The formula's window unless said; `mean-of-months` is the mean over the months of the formula's window. */
  @IsOptional() @IsIn(WINDOWS) readonly window?: Window;
}

export const FORMULA_KINDS = ['ratio', 'answer-mean', 'assessed-level'] as const;

/** `numerator / denominator × scale`. */
export class RatioFormula {
  @IsIn(FORMULA_KINDS) readonly kind!: 'ratio';
  @IsNumber() readonly scale: number = 1;
  @IsIn(WINDOWS) readonly window: Window = 'period';
  @IsDefined() @Nested(() => Side) readonly numerator!: Side;
  @IsDefined() @Nested(() => Side) readonly denominator!: Side;
  /** What must have both sides to enter the sums: the unit, or each system by itself. */
  @IsIn(['unit', 'system']) readonly pairBy: 'unit' | 'system' = 'unit';
  /** Multiply both sides by the weight of the system. */
  @IsBoolean() readonly weightBySystem: boolean = false;
  /** Count each change once (domain.md, section 7); for the data set `benefits`. */
  @IsBoolean() readonly oncePerChange: boolean = false;
  /** Both sides count the same things, some of them and all of them: the value has the interval of a share. */
  @IsBoolean() readonly proportion: boolean = false;
}

/** `(mean − min) / (max − min) × 100` of the answers to some questions of the data set `survey`. */
export class AnswerMeanFormula {
  @IsIn(FORMULA_KINDS) readonly kind!: 'answer-mean';
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) readonly questions!: string[];
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) readonly audiences!: string[];
  @IsInt() @Min(0) readonly min!: number;
  @IsInt() @Max(10) readonly max!: number;
}

/**
 * `Σ (mean level of the unit's dimensions × FTE) / Σ FTE`: the last assessment in the last 12 months of the data set
 * `maturity`, weighted by the mean FTE of the period's months in `base-figures`.
 */
export class AssessedLevelFormula {
  @IsIn(FORMULA_KINDS) readonly kind!: 'assessed-level';
}

export type Formula = RatioFormula | AnswerMeanFormula | AssessedLevelFormula;

/** The codes under which a measure that is an indicator is known in the steering system. */
export class IlsCodes {
  @NumberAsText() @IsString() @IsNotEmpty() readonly measure!: string;
}

/** Target, limit of "near" and the value that scores 0. */
export class TargetLevels {
  @IsNumber() readonly target!: number;
  @IsNumber() readonly nearTarget!: number;
  @IsNumber() readonly scoreFloor!: number;
}

/** A measure as it is defined from a day on. */
export class MeasureVersion {
  @IsInt() @IsPositive() readonly version!: number;
  @IsDay() readonly validFrom!: string;
  @InBothLanguages() readonly name!: Text;
  @InBothLanguages() readonly description!: Text;
  @InBothLanguages() readonly rationale!: Text;
  @IsIn(['objective', 'subjective']) readonly method!: 'objective' | 'subjective';
  @IsIn(['KF1', 'KF2', 'KF3']) readonly councilGoal!: 'KF1' | 'KF2' | 'KF3';
  @InBothLanguages() readonly responsible!: Text;
  /** What the number counts: %, index 0–100, SEK … */
  @InBothLanguages() readonly unitOfMeasure!: Text;
  @IsIn(['higher', 'lower']) readonly better!: 'higher' | 'lower';
  @IsInt() @Min(0) @Max(6) readonly decimals!: number;
  @IsNumber() @IsPositive() readonly weight: number = 1;
  /** Smallest change that earns an arrow, in the measure's unit. */
  @IsNumber() @Min(0) readonly minimumChange: number = 0;
  /** Cost of collecting it, in hours a year. */
  @IsNumber() @Min(0) readonly collectingHoursPerYear!: number;
  @IsArray() @ArrayNotEmpty() @IsIn(SUBJECT_KINDS, { each: true }) readonly subjects!: SubjectKind[];
  /** Absent: the measure informs, and has no score. */
  @IsOptional() @Nested(() => TargetLevels) readonly target?: TargetLevels;
  @IsOptional() @Nested(() => IlsCodes) readonly ils?: IlsCodes;
  @IsDefined()
  @NestedKind({
    classes: {
      ratio: RatioFormula,
      'answer-mean': AnswerMeanFormula,
      'assessed-level': AssessedLevelFormula,
    },
    otherwise: RatioFormula,
  })
  readonly formula!: Formula;
}

/** A measure (mätetal) with all its versions: one file of `config/measures/`. */
export class Measure {
  @IsId() readonly id!: string;
  @IsIn(PERSPECTIVES) readonly perspective!: PerspectiveId;
  /** What it was called in earlier versions: callers and targets may still name it so. */
  @IsArray() @IsId({ each: true }) readonly formerIds: string[] = [];
  /** The same, by the word that units, systems and projects have for it. */
  @IsArray() @IsId({ each: true }) readonly formerly: string[] = [];
  /** Place among the perspective's measures; those without come last, by id. */
  @IsOptional() @IsNumber() readonly order?: number;
  @IsArray()
  @ArrayNotEmpty()
  @NestedEach(() => MeasureVersion)
  readonly versions!: MeasureVersion[];
}

/** What a measure was called before, by either key. */
export function formerNames({ formerIds, formerly }: Measure): readonly string[] {
  return formerly.length === 0 ? formerIds : [...formerIds, ...formerly];
}

/** A measure as it is in force at some day. */
export interface MeasureDefinition extends MeasureVersion {
  readonly id: string;
  readonly formerIds: readonly string[];
  readonly perspective: PerspectiveId;
}

/** A target from a day on, for some subjects, a level or everyone: the most particular row in force wins. */
export class TargetRow extends TargetLevels {
  @IsId() readonly measure!: string;
  @IsDay() readonly validFrom!: string;
  /** The one subject that is meant, `unit:spanga-tensta`. */
  @IsOptional() @IsSubjectReference() readonly subject?: string;
  /** The kind of unit that is meant. */
  @IsOptional() @IsIn(UNIT_KINDS) readonly level?: UnitKind;
  /** The one period that is meant. */
  @IsOptional() @NumberAsText() @IsString() readonly period?: string;
}
