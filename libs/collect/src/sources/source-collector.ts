import { type Catalogue, type DatasetSchema, type SecretReference } from '#catalogue';
import { type LocalizedText, type Period } from '#core';
import { type AddressPolicy } from '#outgoing';
import { type Asking } from './asking.js';

/** A value of a row, before it is read and checked as those of files are. */
export type RowValue = string | number | null;

/** One observation as the source has it: columns of the data set → values. */
export interface CollectedRow {
  readonly kind: 'row';
  readonly row: Readonly<Record<string, RowValue>>;
}

/** How a file fared at the door. */
export interface FileFate {
  readonly outcome: 'stored' | 'known' | 'refused';
  /** Text for people: what was stored, or why nothing was. */
  readonly report: string;
}

/** A whole file as the source has it, to be read as files that people hand in are. */
export interface CollectedFile {
  readonly kind: 'file';
  readonly name: string;
  readonly contentType?: string;
  /** Bytes, or where they lie on a disk of this machine. */
  readonly bytes: Uint8Array | { readonly path: string };
  /** Somebody laid it there on purpose: that it holds less than before is told, and it is taken. */
  readonly isDeliberate: boolean;
  /** Called once it is known how it fared, and not in dry runs. */
  readonly settle?: (fate: FileFate) => Promise<void>;
}

/**
 * Something of the source that cannot be understood. What it belongs to is not stored, so that no slice is stored in part:
 * the slices of a unit and period, of all units or all periods where these are `null`.
 */
export interface Refusal {
  readonly kind: 'refusal';
  readonly code: string;
  readonly unit: string | null;
  readonly period: string | null;
  readonly reason: LocalizedText;
}

/** Something worth telling that hinders nothing. */
export interface Warning {
  readonly kind: 'warning';
  readonly code: string;
  readonly period: string | null;
  readonly text: LocalizedText;
}

/** The source says that some of it is as it was the last time (HTTP 304). */
export interface NothingNew {
  readonly kind: 'nothing-new';
}

export type Collected = CollectedRow | CollectedFile | Refusal | Warning | NothingNew;

/** Small texts that a collector keeps from one good run to the next: what it saw last, such as an ETag. */
export interface Memory {
  get(key: string): string | undefined;
  set(key: string, text: string): void;
}

/** All that a collector is given. */
export interface CollectContext<O> {
  /** Of its own class, checked. */
  readonly options: O;
  /** Id of the entry in `collectors.yaml`. */
  readonly id: string;
  readonly dataset: DatasetSchema;
  readonly catalogue: Pick<Catalogue, 'units' | 'systems' | 'projects' | 'surveyMaps' | 'measures' | 'rules'>;
  /** The first and last month that are wanted. */
  readonly from: Period;
  readonly to: Period;
  readonly nowMs: number;
  /** Throws a `SourceFailure` when it is not there. */
  readonly secretOf: (reference: SecretReference) => string;
  /** Asks over HTTP, again where that may help, within the run's time. */
  readonly ask: Asking['ask'];
  /** Where connections that are not HTTP may go. */
  readonly reachable: AddressPolicy;
  /** Does anything else that may fail in passing, by the same rules. */
  readonly attempt: Asking['attempt'];
  /** Empty in a full run. */
  readonly memory: Memory;
  /** Ends the run. */
  readonly signal: AbortSignal;
}

/**
 * A kind of source (docs/collectors.md). It fetches and understands; it never schedules, retries or stores, which the runner
 * does for it. What it throws ends the run, a `SourceFailure` with words for people.
 */
export interface SourceCollector<O extends object = object> {
  /** What `kind` is in `collectors.yaml`. */
  readonly id: string;
  /** Of how it understands its source; what it kept in memory is forgotten with another. */
  readonly version: number;
  /** The class of its options, with what `class-validator` is to check. */
  readonly options: new () => O;
  /** Whether it is asked for one month at a time: each is then stored before the next is fetched. */
  readonly monthByMonth: boolean;
  /** Whether it is usual that there is nothing to fetch. */
  readonly mayBeEmpty: boolean;
  collect(context: CollectContext<O>): AsyncIterable<Collected>;
}
