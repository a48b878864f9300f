import { DATASETS, type DatasetId, PERIOD_TYPES, type PeriodType } from '#core';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
} from 'class-validator';
import { Nested, NestedEach } from './built.js';
import { InBothLanguages, type Text } from './shapes.js';

/** The Table Schema types that data sets use (Frictionless Table Schema 1). */
export const FIELD_TYPES = ['string', 'integer', 'number', 'date'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/**
 * What a column is to us: who (`unit`, `system`, `project`), when (`period`), a `label` to filter and group by,
 * a `number` to add up, or a free `note` that is kept with the upload but never shown in figures.
 */
export const FIELD_ROLES = ['unit', 'system', 'project', 'period', 'label', 'number', 'note'] as const;
export type FieldRole = (typeof FIELD_ROLES)[number];

/** What a column of numbers is measured in: kronor, things counted, full-time equivalents, days, or steps of a scale. */
export const MEASURED_IN = ['SEK', 'count', 'FTE', 'days', 'level'] as const;
export type MeasuredIn = (typeof MEASURED_IN)[number];

/**
 * What it means that a filter of a label column matches no row of what was delivered (domain.md, section 4): of a column
 * that divides a `whole` the part is 0; a `series` that is not there is missing.
 */
export const DIVISIONS = ['whole', 'series'] as const;
export type Division = (typeof DIVISIONS)[number];

/** The Table Schema constraints that data sets use. */
export class FieldConstraints {
  @IsBoolean() readonly required: boolean = false;
  @IsOptional() @IsArray() @IsString({ each: true }) readonly enum?: string[];
  @IsOptional() @IsNumber() readonly minimum?: number;
  @IsOptional() @IsNumber() readonly maximum?: number;
  @IsOptional() @IsString() readonly pattern?: string;
}

/** A value of a coded column, and what people call it; any of the words may stand in a file. */
export class CodedValue {
  @IsString() readonly value!: string;
  @InBothLanguages() readonly titles!: Text;
  /** Other words for it. */
  @IsArray() @IsString({ each: true }) readonly also: string[] = [];
}

/** A column: a Table Schema field with our `titles`, `help` and `role` beside. */
export class DatasetField {
  @Matches(/^[a-z][a-z0-9_]*$/) readonly name!: string;
  @IsIn(FIELD_TYPES) readonly type!: FieldType;
  @IsIn(FIELD_ROLES) readonly role!: FieldRole;
  /** Of label columns that measures filter by; `series` unless said. */
  @IsOptional() @IsIn(DIVISIONS) readonly divides?: Division;
  /** What the column may be headed in a file, in each language. */
  @InBothLanguages() readonly titles!: Text;
  @InBothLanguages() readonly help!: Text;
  @Nested(() => FieldConstraints) readonly constraints: FieldConstraints = new FieldConstraints();
  /** What the values that `constraints.enum` allows are called; absent: they are called what they are. */
  @IsOptional()
  @NestedEach(() => CodedValue)
  readonly categories?: CodedValue[];
  /** Of numbers; what stands in a heading or a number format is held against it. */
  @IsIn(MEASURED_IN) readonly measuredIn: MeasuredIn = 'count';
  @IsString() readonly example: string = '';
}

/** Months beyond which a period is remarked on, and refused. */
export class Reach {
  @IsNumber() readonly warning!: number;
  @IsNumber() readonly error!: number;
}

/** Rows that are plans reach further ahead than outcomes. */
export class PlansHorizon {
  @IsString() readonly column!: string;
  @IsArray() @IsString({ each: true }) readonly values!: string[];
  @Nested(() => Reach) readonly ahead!: Reach;
}

/** How far from the day of handing in the periods of a data set may lie. */
export class Horizon {
  @Nested(() => Reach) readonly back!: Reach;
  @Nested(() => Reach) readonly ahead!: Reach;
  @IsOptional() @Nested(() => PlansHorizon) readonly plans?: PlansHorizon;
}

/** A data set: one file `config/datasets/<id>.schema.json`, declared once and used everywhere. */
export class DatasetSchema {
  @IsIn(DATASETS) readonly name!: DatasetId;
  @InBothLanguages() readonly titles!: Text;
  @InBothLanguages() readonly help!: Text;
  /** Periods that its rows may be given for; the first is the usual one. */
  @IsArray() @ArrayNotEmpty() @IsIn(PERIOD_TYPES, { each: true }) readonly periods!: PeriodType[];
  /** Absent: any period will do. */
  @IsOptional() @Nested(() => Horizon) readonly horizon?: Horizon;
  /** Numeric column whose sum describes a slice in a report; absent: rows are counted only. */
  @IsOptional() @IsString() readonly total?: string;
  /** Columns that together tell rows apart: two rows alike in these are duplicates. */
  @IsArray() @IsString({ each: true }) readonly primaryKey!: string[];
  @IsArray() @IsString({ each: true }) readonly missingValues: string[] = [''];
  @IsArray()
  @ArrayNotEmpty()
  @NestedEach(() => DatasetField)
  readonly fields!: DatasetField[];
}
