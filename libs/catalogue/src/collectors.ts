import { DATASETS, type DatasetId } from '#core';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  Min,
} from 'class-validator';
import { Temporal } from 'temporal-polyfill';
import { Nested } from './built.js';
import { IsCron } from './cron.js';
import { IsId, PerhapsInBothLanguages, type Text, shaped } from './shapes.js';

/** Milliseconds in an ISO 8601 duration of days, hours, minutes and seconds; `null` when it is none. */
export function durationMs(text: string): number | null {
  const duration = durationOf(text);
  if (duration?.years !== 0 || duration.months !== 0 || duration.sign < 0) return null;
  return duration.total({ unit: 'milliseconds', relativeTo: '2026-01-05' });
}

/** Whole months in an ISO 8601 duration of years and months, `P2M`; `null` when it is none. */
export function durationMonths(text: string): number | null {
  const duration = durationOf(text);
  if (!duration || duration.sign < 0) return null;
  const { years, months } = duration;
  const rest = duration.with({ years: 0, months: 0 });
  return rest.blank ? years * 12 + months : null;
}

function durationOf(text: string): Temporal.Duration | null {
  try {
    return Temporal.Duration.from(text);
  } catch {
    return null;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

const IsDuration = shaped({
  name: 'isDuration',
  holds: (value) => isText(value) && durationMs(value) !== null,
  must: 'a duration of days, hours, minutes or seconds',
  remedy: 'Write it in ISO 8601: PT30S, PT5M, PT2H or P2D.',
});

const IsDurationOfMonths = shaped({
  name: 'isDurationOfMonths',
  holds: (value) => isText(value) && durationMonths(value) !== null,
  must: 'a duration of whole months',
  remedy: 'Write it in ISO 8601: P2M, or P0M for the last month alone.',
});

/** How what fails in passing is tried again within a run. */
export class RetryRules {
  @IsInt() @Min(1) @Max(10) readonly attempts: number = 4;
  /** Before the second attempt; doubled before each that follows. What the source asks for by `Retry-After` comes first. */
  @IsDuration() readonly backOff: string = 'PT2S';
}

/** A source that is fetched from by itself: an entry of `collectors.yaml`. Its kind says what its `options` are. */
export class Collector {
  /** Also the source of its slices, as a machine's own name is. */
  @IsId() readonly id!: string;
  @PerhapsInBothLanguages() readonly name?: Text;
  @IsString() readonly kind!: string;
  @IsIn(DATASETS) readonly dataset!: DatasetId;
  @IsCron() readonly schedule!: string;
  /** Turns begin up to this much later, so that not all collectors ask at once. */
  @IsDuration() readonly jitter: string = 'PT0S';
  /** Of a whole run. */
  @IsDuration() readonly timeout: string = 'PT5M';
  @IsBoolean() readonly preventOverlap: boolean = true;
  /** How many months before the last ended one are read again, for what has changed late at the source. */
  @IsDurationOfMonths() readonly overlapWindow: string = 'P2M';
  /** Also the month that has not ended. */
  @IsBoolean() readonly openMonth: boolean = false;
  /** Without a good run for longer than this it is stale, and an alert says so; absent: two turns and an hour. */
  @IsOptional() @IsDuration() readonly freshness?: string;
  @Nested(() => RetryRules) readonly retry: RetryRules = new RetryRules();
  /** A slice that comes with less than this share of the rows it had is held back until somebody accepts it. */
  @IsNumber() @Min(0) @Max(1) readonly holdBelow: number = 0.5;
  /** The only units that it may hand in for; absent: all. */
  @IsOptional() @IsArray() @ArrayNotEmpty() @IsId({ each: true }) readonly units?: string[];
  /** As its kind wants them. */
  @IsObject() readonly options: object = {};
}

/** Kind of collector → the class that its options are checked by; a kind knows its own (docs/collectors.md). */
export type CollectorKinds = ReadonlyMap<string, new () => object>;
