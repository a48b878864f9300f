import { type PeriodType, type Status } from '#core';
import { ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString } from 'class-validator';
import { Nested, NestedEach } from './built.js';
import { Destination } from './destinations.js';
import { IsExternalCode, IsExternalCodes, IsId, NumberAsText } from './shapes.js';

/** The kinds of period that the steering system takes (formats.md, section 2). */
export const ILS_PERIOD_TYPES = ['quarter', 'tertial', 'year'] as const satisfies readonly PeriodType[];
export type IlsPeriodType = (typeof ILS_PERIOD_TYPES)[number];

/** What of a value a column of the steering system holds. */
export const ILS_COLUMNS = ['outcome', 'target', 'previous', 'status'] as const;
export type IlsColumn = (typeof ILS_COLUMNS)[number];

/** A status that a number can have, and so be told to the steering system. */
export const ILS_STATUSES = [
  'met',
  'near',
  'not-met',
  'accepted',
  'informative',
] as const satisfies readonly Status[];
export type IlsStatus = (typeof ILS_STATUSES)[number];

/** For which units an indicator is sent: all, those without units below them, or the city alone. */
export const ILS_LEVELS = ['all', 'leaves', 'root'] as const;
export type IlsLevels = (typeof ILS_LEVELS)[number];

/** A measure that is sent to the steering system. */
export class Indicator {
  @IsId() readonly measure!: string;
  @IsIn(ILS_LEVELS) readonly levels: IlsLevels = 'all';
  /** The receiver computes parents from their children by itself: units with units below them are not sent. */
  @IsBoolean() readonly consolidatedByReceiver: boolean = false;
  /** The code of the measure there; absent: `ils.measure` of the definition in force. */
  @IsOptional() @NumberAsText() @IsExternalCode() readonly code?: string;
  @IsArray() @ArrayNotEmpty() @IsIn(ILS_PERIOD_TYPES, { each: true }) readonly periodTypes: IlsPeriodType[] =
    [...ILS_PERIOD_TYPES];
}

/** A unit of the steering system: one of ours, or several that it has as one. */
export class IlsUnit {
  @NumberAsText() @IsExternalCode() readonly code!: string;
  @IsArray() @ArrayNotEmpty() @IsId({ each: true }) readonly units!: string[];
  /** What it is called there; absent: as the first of ours. */
  @IsOptional() @IsString() @IsNotEmpty() readonly name?: string;
}

export const ILS_LAYOUTS = ['rows', 'columns', 'manual-names'] as const;
export type IlsLayout = (typeof ILS_LAYOUTS)[number];

export const ILS_DELIMITERS = [';', ',', '\t', '|'] as const;
export const ILS_ENCODINGS = ['utf-8', 'utf-8-bom', 'utf-16le', 'windows-1252'] as const;
export type IlsEncoding = (typeof ILS_ENCODINGS)[number];

/** How the file that the steering system reads is written. */
export class IlsFile {
  /** One line a value; one line a measure with a column each; or names and tabs, for hands. */
  @IsIn(ILS_LAYOUTS) readonly layout: IlsLayout = 'rows';
  @IsIn(ILS_DELIMITERS) readonly delimiter: (typeof ILS_DELIMITERS)[number] = ';';
  @IsIn([',', '.']) readonly decimalSign: ',' | '.' = ',';
  @IsIn(ILS_ENCODINGS) readonly encoding: IlsEncoding = 'utf-8-bom';
  @IsBoolean() readonly header: boolean = true;
  /** The day that a value bears: the last of its period, or the first. */
  @IsIn(['last-day', 'first-day']) readonly dateOf: 'last-day' | 'first-day' = 'last-day';
}

export const ILS_COMMENTS = ['none', 'api', 'package-only'] as const;
export type IlsComments = (typeof ILS_COMMENTS)[number];

/** What is sent to the steering system, under which codes and how (`ils.yaml`). */
export class Ils {
  @IsArray() @NestedEach(() => Indicator) readonly indicators: Indicator[] = [];
  @IsArray() @NestedEach(() => IlsUnit) readonly units: IlsUnit[] = [];
  /** Units that the steering system does not have, and that nothing is sent for. */
  @IsArray() @IsId({ each: true }) readonly leftOut: string[] = [];
  /** Column → its code; a column without one is not sent. */
  @IsExternalCodes(ILS_COLUMNS) readonly columns: Readonly<Partial<Record<IlsColumn, string>>> = {
    outcome: 'utfall',
    target: 'årsmål',
    previous: 'föregående',
  };
  /** Kind of period → what the steering system calls it. */
  @IsExternalCodes(ILS_PERIOD_TYPES) readonly periodicities: Readonly<
    Partial<Record<IlsPeriodType, string>>
  > = { quarter: 'kvartal', tertial: 'tertial', year: 'år' };
  /** Status → its code, for the column `status`. */
  @IsExternalCodes(ILS_STATUSES) readonly statuses: Readonly<Partial<Record<IlsStatus, string>>> = {};
  @Nested(() => IlsFile) readonly file: IlsFile = new IlsFile();
  /** Half away from zero to the measure's decimals, as it is shown; or as it was computed. */
  @IsIn(['half-away-from-zero', 'none']) readonly rounding: 'half-away-from-zero' | 'none' =
    'half-away-from-zero';
  /** Where comments on measures go: nowhere, with the package, or to the receiver's API besides. */
  @IsIn(ILS_COMMENTS) readonly comments: IlsComments = 'package-only';
  /** What of a restated edition is delivered. */
  @IsIn(['changed', 'everything']) readonly restated: 'changed' | 'everything' = 'changed';
  /** Where exports are delivered; none: files are fetched. */
  @IsArray()
  @NestedEach(() => Destination)
  readonly destinations: Destination[] = [];
}
