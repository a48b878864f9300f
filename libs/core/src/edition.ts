import { type Completeness } from './completeness.js';
import { type SliceKey } from './observation.js';
import { type MeasureScore, type PerspectiveScore, type Subject } from './scorecard.js';
import { type LocalizedText } from './text.js';

/**
 * What a scorecard is taken from: `original`, `restated-2` and so on. What is not taken from an edition is `live`; of a
 * frozen period it is `live-agrees` or `live-differs`, as the newest edition says the same or something else.
 */
export function editionName(number: number): string {
  return number === 1 ? 'original' : `restated-${number}`;
}

/** A frozen period's edition in short (`GET /periods`). */
export interface EditionSummary {
  readonly period: string;
  /** Counted from 1 within the period: 1 is the original, 2 … are restated. */
  readonly number: number;
  readonly name: string;
  /** Counted from 1 over all periods: its place in the chain. */
  readonly sequence: number;
  /** ISO 8601 with offset. */
  readonly frozenAt: string;
  /** Id of the principal. */
  readonly by: string;
  /** Why it was restated; `null` for an original. */
  readonly reason: string | null;
  readonly programVersion: string;
  /** SHA-256 of the edition's canonical JSON (RFC 8785), hexadecimal. */
  readonly hash: string;
  /** Hash of the edition before in the chain; `null` for the first. */
  readonly previousHash: string | null;
}

/** What freezing a period now would keep; nothing is stored (`POST /periods/{period}/freeze?dryRun=true`). */
export interface FreezePreview {
  readonly period: string;
  /** The name that the edition would get. */
  readonly name: string;
  /** What the units owe for the period: delivered of expected. */
  readonly deliveries: Completeness;
  /** Deliveries that are overdue. */
  readonly missing: number;
  /** Share, 0–1, below which a perspective is preliminary. */
  readonly preliminaryBelow: number;
  /** The perspectives of the whole city. */
  readonly perspectives: readonly Omit<PerspectiveScore, 'measures'>[];
  /** Whether any of them is preliminary: then somebody should be asked before freezing. */
  readonly preliminary: boolean;
  /** What would differ from the newest edition; `null` when there is none. */
  readonly changed: {
    readonly since: string;
    readonly measures: number;
    readonly slices: number;
    readonly definitions: number;
  } | null;
}

/** A period with editions, oldest first. */
export interface FrozenPeriod {
  readonly period: string;
  /** Whether what is live for its units differs from the newest edition. */
  readonly differs: boolean;
  readonly editions: readonly EditionSummary[];
}

/**
 * A version of a slice that scores stand on: which file, from whom, when. Names of file and sender are told to those who
 * may see the unit's deliveries; `null` for others.
 */
export interface SliceVersion extends Omit<SliceKey, 'part'> {
  /** Absent where it is empty, as in editions from before parts were told apart. */
  readonly part?: string;
  readonly version: number;
  readonly uploadId: string;
  readonly fileName: string | null;
  /** Of the file's bytes, hexadecimal. */
  readonly sha256: string;
  readonly by: string | null;
  /** ISO 8601 with offset. */
  readonly receivedAt: string;
}

/** What of a measure's score a change is told of. */
export type MeasureReading = Pick<
  MeasureScore,
  'definitionVersion' | 'value' | 'score' | 'status' | 'target' | 'completeness'
>;

/** That a measure was counted by other rules before than after: its definition, or the program's own where it is silent. */
export interface RuleChange {
  /** Versions of the definition; `null` where the measure is not in force. */
  readonly definition: { readonly before: number | null; readonly after: number | null };
  /** Versions of the rules in docs/measures.md. */
  readonly counting: { readonly before: number; readonly after: number };
  /** `regel ändrad, definitionens version 1 → 2`. */
  readonly words: LocalizedText;
}

/** A measure of a subject that reads otherwise; `null` where it is not there. */
export interface MeasureChange {
  readonly subject: Subject & { readonly name: string };
  readonly measure: string;
  readonly before: MeasureReading | null;
  readonly after: MeasureReading | null;
  /** `null`: it was counted by the same rules, from other data. */
  readonly rule: RuleChange | null;
}

/** A slice that holds something else; `null` where it is not there. */
export interface SliceChange {
  readonly before: SliceVersion | null;
  readonly after: SliceVersion | null;
}

/** A measure that is defined otherwise. */
export interface DefinitionChange {
  readonly measure: string;
  /** Versions; `null` where the measure is not in force. */
  readonly before: number | null;
  readonly after: number | null;
}

/** Exactly what differs between two editions of a period, or an edition and what is live. */
export interface EditionDiff {
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly measures: readonly MeasureChange[];
  readonly slices: readonly SliceChange[];
  readonly definitions: readonly DefinitionChange[];
}

/** What is wrong with an edition: its content is gone, is not what was hashed, or does not follow the one before. */
export interface ChainFault {
  readonly period: string;
  readonly name: string;
  readonly fault: 'content-missing' | 'content-changed' | 'chain-broken';
}

/** The chain of editions, recomputed. */
export interface ChainReport {
  readonly editions: number;
  readonly faults: readonly ChainFault[];
}
