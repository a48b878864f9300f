import { PERSPECTIVES, type PerspectiveId } from '#core';
import { IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString, Max, Min } from 'class-validator';
import { Nested } from './built.js';
import { InBothLanguages, IsNetwork, type Text } from './shapes.js';

/** A perspective's name and question, for people. */
export class Perspective {
  @IsIn(PERSPECTIVES) readonly id!: PerspectiveId;
  @InBothLanguages() readonly name!: Text;
  @InBothLanguages() readonly question!: Text;
}

/** What the door for files takes in (`rules.uploads` of `perspektiv.yaml`). */
export class UploadRules {
  /** The largest file. */
  @IsInt() @Min(1) @Max(1024) readonly maxMiB: number = 64;
  /** The most rows of a file, without its header. */
  @IsInt() @Min(1) readonly maxRows: number = 1_000_000;
  /** How many times its own size a packed file may grow to. */
  @IsInt() @Min(1) readonly maxZipRatio: number = 100;
  /** A slice's total that grows or shrinks by more than this factor is warned of. */
  @IsNumber() @Min(1) readonly jumpFactor: number = 3;
  /** A sender who is silent for so long is given up. */
  @IsInt() @Min(1) readonly silentSeconds: number = 30;
  /** All of a file must have come within this time. */
  @IsInt() @Min(1) readonly receivingSeconds: number = 600;
  /** What reading one file may take of time, and of memory besides the file itself. */
  @IsInt() @Min(1) readonly readingSeconds: number = 300;
  @IsInt() @Min(32) readonly readingMemoryMiB: number = 512;
}

/** How often one caller may ask, within any minute: far above what people and their programs need. */
export class Limits {
  /** All calls; a caller with a token is counted by it, others by their address. */
  @IsInt() @Min(60) readonly callsPerMinute: number = 1_800;
  /** Reads by callers nobody knows of what is to be worked out: comparisons, explanations, periods that nobody asked for. */
  @IsInt() @Min(5) readonly costlyReadsPerMinute: number = 300;
  /** Files handed in or checked. */
  @IsInt() @Min(5) readonly uploadsPerMinute: number = 120;
  /** Attempts to sign in, and calls with tokens that nobody has, from one address. */
  @IsInt() @Min(5) readonly signInsPerMinute: number = 60;
  /** Answers to surveys from one address within an hour, besides those by one-time links; an office may be one address. */
  @IsInt() @Min(5) readonly surveyAnswersPerHour: number = 200;
}

/** How long entries of the audit log are kept, by what they tell of. */
export class AuditKept {
  /** Changes. */
  @IsInt() @Min(12) readonly changesMonths: number = 120;
  /** What was refused to somebody known, or failed. */
  @IsInt() @Min(1) readonly attemptsMonths: number = 24;
  /** Signing in and out. */
  @IsInt() @Min(1) readonly signInsMonths: number = 12;
}

/** Limits and shares that hold for the whole follow-up (`perspektiv.yaml`). */
export class Rules {
  /** Fewer respondents than this are never shown; at least 5 (domain.md, section 8). */
  @IsInt() @Min(5) readonly suppressBelow: number = 5;
  /** A perspective whose completeness is lower is preliminary; 0–1. */
  @IsNumber() @Min(0) @Max(1) readonly preliminaryBelow: number = 0.8;
  /** Raw samples are kept this many months. */
  @IsInt() @Min(1) readonly keepSamplesMonths: number = 13;
  /**
   * The share of the vantage points that measured, of which more must say down before a target is; 0.5 is a majority
   * (domain.md, section 6).
   */
  @IsNumber() @Min(0) @Max(0.99) readonly quorumAbove: number = 0.5;
  /** Whether scorecards and the catalogue may be read without a token. */
  @IsBoolean() readonly anonymousRead: boolean = true;
  @Nested(() => UploadRules) readonly uploads: UploadRules = new UploadRules();
  /** Networks that this process may connect to; none: all but those that it never may (`libs/outgoing`). */
  @IsArray() @IsNetwork({ each: true }) readonly reachableNetworks: string[] = [];
  @Nested(() => AuditKept) readonly keepAudit: AuditKept = new AuditKept();
  @Nested(() => Limits) readonly limits: Limits = new Limits();
}

/** The first file of a config folder, `perspektiv.yaml`. */
export class CitySettings {
  /** Of the city that is followed up. */
  @InBothLanguages() readonly name!: Text;
  /** Folder, relative to this one, that the files which are absent here are taken from. */
  @IsOptional() @IsString() readonly extends?: string;
  @Nested(() => Rules) readonly rules: Rules = new Rules();
}
