import { type DatasetId, type PackedSlice, type Receipt, type SliceHoldings, type SliceKey } from '#core';

/** An upload that passed every check, ready to be stored whole or not at all. */
export interface Delivered {
  readonly receipt: Receipt;
  /** Each observation has its slice's unit and period. */
  readonly slices: readonly PackedSlice[];
  /** Slices that get back what they held in an earlier version, as their next one. */
  readonly restored?: readonly SliceAt[];
  /** What these slices were when they were looked at: unless they still are, nothing is recorded. */
  readonly seen?: readonly SliceAt[];
  /** What was looked at besides: nothing is recorded when more of it has come. */
  readonly asOf?: AsOf | undefined;
}

/** How the ledger was when it was looked at, by whoever writes only if it still is so. */
export interface AsOf {
  /** The ledger's revision before anything was looked at. */
  readonly revision: number;
  /** What must not have come since. */
  readonly nothingOf: readonly (JournalKind | 'upload')[];
}

/** A slice in one of its versions; 0 before the first. */
export interface SliceAt {
  readonly key: SliceKey;
  readonly version: number;
}

/** What a slice holds in one version: the current one, unless all were asked for. */
export interface SliceState {
  readonly key: SliceKey;
  /** Counted from 1; every replacement makes the next. */
  readonly version: number;
  /** Whether it is what the slice holds now. */
  readonly current: boolean;
  /** Whether it waits no more for the time series: it is there, or a newer one is. */
  readonly projected: boolean;
  readonly uploadId: string;
  /** The ledger's revision since the upload was recorded. */
  readonly revision: number;
  readonly receivedAtMs: number;
  readonly rows: number;
  readonly total: number | null;
  /** `null` where it was not noted. */
  readonly holds: SliceHoldings | null;
}

/** Which slices: any field left out matches all, an empty list nothing. */
export interface SliceQuery {
  readonly dataset?: DatasetId;
  readonly units?: readonly string[];
  readonly periods?: readonly string[];
  readonly source?: string;
}

/** Which versions of slices. */
export interface SliceStateQuery extends SliceQuery {
  /** Not only the current version of each slice. */
  readonly everyVersion?: boolean;
}

/** Which receipts, newest first. */
export interface ReceiptQuery {
  readonly ids?: readonly string[];
  readonly dataset?: DatasetId;
  readonly sha256?: string;
  /** Receipts that touch one of these units. */
  readonly units?: readonly string[];
  readonly limit: number;
  /** Id of the last receipt of the page before. */
  readonly after?: string;
}

/** A slice version that is not yet in the time series. */
export interface PendingProjection extends PackedSlice {
  readonly version: number;
}

/** What the journal tells of. */
export const JOURNAL_KINDS = [
  /** A period was frozen: what it was, in short. */
  'edition',
  /** What was frozen: all of it. */
  'snapshot',
  'comment',
  /** A deviation from a target was accepted, or that was withdrawn. */
  'deviation',
  /** Work on systems was planned, or a plan was withdrawn. */
  'maintenance',
  /** Somebody said something about an outage. */
  'annotation',
  /** A letter about what is owed was claimed, or refused by the mail server. */
  'reminder',
  /** A link for handing in one slice was made, or revoked. */
  'link',
  /** Operations told everybody of a disturbance, told more, or told that it is over. */
  'status-message',
  /** Something happened to an alert. */
  'alert',
  /** Notices of alerts are to go to a channel. */
  'alert-message',
  /** Such a message arrived, or never will. */
  'alert-delivery',
  /** A task ran. */
  'run',
  /** A job that seldom calls in has done so; `subject` is `probe:<id>`. */
  'heartbeat',
  /** Slices reached the time series; written where other processes keep what they have read of it. */
  'projection',
  /** Retries confirmed that a target is down; written where other processes tell of it. */
  'verdict',
  /** Somebody changed something, tried to, or was refused. */
  'audit',
] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

/** What an entry is found by besides its kind; `null` where it is about nothing of that sort. */
export interface JournalTopic {
  /** As text: `2026-Q3`. */
  readonly period: string | null;
  readonly measure: string | null;
  /** As text: `unit:city`. */
  readonly subject: string | null;
}

/** Something that happened and is never changed afterwards: a later entry may take it back, and both stay; see `forget`. */
export interface JournalEntry extends JournalTopic {
  readonly id: string;
  readonly kind: JournalKind;
  readonly atMs: number;
  /** Id of the principal, or of the task. */
  readonly by: string;
  /** Anything that JSON can hold; may be some megabytes. */
  readonly content: unknown;
}

/** Which entries: any field left out matches all, an empty list nothing. */
export interface JournalQuery extends Partial<JournalTopic> {
  readonly ids?: readonly string[];
  readonly kind?: JournalKind;
  /** The last so many. */
  readonly last?: number;
  /** Only what was appended before the entry with this id; before one that is not known comes nothing. */
  readonly before?: string;
}

/**
 * The source of truth for what was handed in and decided. A recorded upload is durable when the promise resolves, in whole; its
 * slice versions wait in an outbox until they are projected into the time series, so that a crash in between loses and
 * doubles nothing.
 */
export interface Ledger {
  /**
   * Stores receipt, slices and outbox entries in one transaction; each slice's version is one above the last.
   * Recording the same upload again changes nothing. Throws `store/upload-id-taken` when its id belongs to other bytes,
   * `store/slice-changed` when a slice is no longer as it was seen, `store/overtaken` when more has come than was looked
   * at, and `store/unknown-version` when there is no such version to restore.
   */
  record(delivered: Delivered): Promise<void>;
  /** Last recorded first. */
  receipts(query: ReceiptQuery): Promise<Receipt[]>;
  /** Current versions unless all are asked for; by data set, unit, period, source and version, ascending. */
  slices(query: SliceStateQuery): Promise<SliceState[]>;
  /** Oldest first; of a slice with several waiting versions only the newest is given. */
  pendingProjections(limit: number): Promise<PendingProjection[]>;
  /** Versions up to and with this one are projected. */
  markProjected(projections: readonly Pick<PendingProjection, 'key' | 'version'>[]): Promise<void>;
  /**
   * Puts the current version of each of these slices back into the outbox, so that the time series can be made anew from
   * the ledger; answers how many.
   */
  requeueProjections(query: SliceQuery): Promise<number>;
  /**
   * Grows with every recorded upload, and with every appended entry of these kinds (of any kind unless some are named);
   * for caches.
   */
  revision(kinds?: readonly JournalKind[]): Promise<number>;
  /**
   * Adds entries to the journal, all or none. Appending the same again changes nothing; throws `store/entry-id-taken` when
   * an id belongs to an entry that says something else, and `store/overtaken` when more has come than was looked at.
   */
  append(entries: readonly JournalEntry[], asOf?: AsOf): Promise<void>;
  /** In the order in which they were appended. */
  entries(query: JournalQuery): Promise<JournalEntry[]>;
  /**
   * Takes entries of these kinds out of the journal that are of before an instant; the last about each subject stays, so
   * that no revision goes back.
   */
  forget(kinds: readonly JournalKind[], beforeMs: number): Promise<void>;
}
