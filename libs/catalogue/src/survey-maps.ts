import { PERIOD_TYPES, type PeriodType } from '#core';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  Min,
} from 'class-validator';
import { Nested, NestedEach } from './built.js';
import { IsAnswerUnits, IsAnswerValues, IsId } from './shapes.js';

export const AUDIENCES = ['citizen', 'company', 'visitor', 'employee'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** The alternatives of a question, from the first to the last. */
export class AnswerScale {
  @IsInt() @Min(1) @Max(9) readonly min!: number;
  @IsInt() @Min(2) @Max(10) readonly max!: number;
}

/** A column of a survey tool's export, by its question code or by its question's text. */
export class SurveyColumn {
  /** As it heads the column: `ITNYTTA`, or `NKI[SQ001]` for a part of a question. */
  @IsString() @IsNotEmpty() readonly code!: string;
  /** What heads the column when the export has texts instead of codes; absent: known by its code only. */
  @IsOptional() @IsString() @IsNotEmpty() readonly text?: string;
}

/** A question of a survey, and which question of ours it asks. */
export class SurveyQuestion extends SurveyColumn {
  /** Our question: `nki-overall`, `it-usefulness`, … */
  @IsId() readonly question!: string;
  /** The question is put the other way round: the best alternative is the lowest. */
  @IsBoolean() readonly reversed: boolean = false;
  /** When it differs from that of the whole survey. */
  @IsOptional() @Nested(() => AnswerScale) readonly scale?: AnswerScale;
  /** The system that the question is about. */
  @IsOptional() @IsId() readonly system?: string;
}

/** The question that tells which unit an answer is about. */
export class UnitQuestion extends SurveyColumn {
  /** Answer, as code or text → unit. */
  @IsAnswerUnits() readonly units!: Readonly<Record<string, string>>;
}

/** How the answers of a survey in a survey tool are read: one file `config/surveys/<id>.yaml`. */
export class SurveyMap {
  @IsId() readonly id!: string;
  @IsIn(AUDIENCES) readonly audience!: Audience;
  @Nested(() => AnswerScale) readonly scale!: AnswerScale;
  /** What heads the column with the time of submission, where it is neither `submitdate` nor `Date submitted`. */
  @IsOptional() @IsString() @IsNotEmpty() readonly submitted?: string;
  /** The period that an answer counts for, by the day that it was sent. */
  @IsIn(PERIOD_TYPES) readonly wave: PeriodType = 'quarter';
  /** Unit that the whole survey is about. */
  @IsOptional() @IsId() readonly unit?: string;
  @IsOptional() @Nested(() => UnitQuestion) readonly unitQuestion?: UnitQuestion;
  @IsArray()
  @ArrayNotEmpty()
  @NestedEach(() => SurveyQuestion)
  readonly questions!: SurveyQuestion[];
  /** Answer, as code or text → its place on the scale; answers that are whole numbers, and A1, A2, …, need none. */
  @IsAnswerValues() readonly answers: Readonly<Record<string, number>> = {};
  /** Answers that are none: `vet ej`. */
  @IsArray() @IsString({ each: true }) readonly noAnswer: string[] = [];
}
