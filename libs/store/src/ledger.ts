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
  /** Entries of the journal that go with it: there if it is, and not if it is not. */
  readonly entries?: readonly JournalEntry[];
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

/** What the journal tells of. */
export const JOURNAL_KINDS = [
  /** A period was frozen: what it was, in short. */
  'edition',
  /** What was frozen: all of it. */
  'snapshot',
  /** Which answers of surveys a frozen period was the first to show, and together with which: so they stay. */
  'shelter',
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
  /** A wave of a survey was opened, groups were interviewed for it, or it was closed. */
  'survey',
  /** The sealed counts of a wave; `subject` is `survey:<id>/<period>`, and only the last counts (ADR 37). */
  'survey-counts',
  /** Operations told everybody of a disturbance, told more, or told that it is over. */
  'status-message',
  /** Something happened to an alert. */
  'alert',
  /** Notices of alerts are to go to a channel. */
  'alert-message',
  /** Such a message arrived, or never will. */
  'alert-delivery',
  /** An export was made from an edition: its manifest. */
  'export',
  /** All that such an export holds: its files, and where its values stand at the receiver. */
  'export-content',
  /** An export was to be delivered, was, or was not. */
  'export-delivery',
  /** A collector's run began, or ended; `subject` is `collector:<id>`. */
  'collector-run',
  /** A task ran. */
  'run',
  /** A job that seldom calls in has done so; `subject` is `probe:<id>`. */
  'heartbeat',
  /** Retries confirmed that a target is down; written where other processes tell of it. */
  'verdict',
  /** Somebody signed out: their session is good for nothing more. */
  'session-end',
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
  /** Given by the ledger to entries of {@link CHAINED} kinds; absent in what was appended before there were chains. */
  readonly link?: ChainLink;
}

/** The place of an entry in the chain of its kind and subject: the hash is over the link before it, and what it says. */
export interface ChainLink {
  /** Counted from 1, without a gap. */
  readonly sequence: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

/** Kinds of which each entry is linked to the one before, so that what was changed or taken out afterwards is seen. */
export const CHAINED: readonly JournalKind[] = ['audit'];

/** The entries of one kind and subject, as far as they are linked. */
export interface Chain extends Pick<JournalEntry, 'kind' | 'subject'> {
  readonly last: ChainLink;
  /** The last one that was lawfully forgotten; `null` when all are there. */
  readonly forgotten: ChainLink | null;
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

/** What was handed in and decided, to be asked. */
export interface LedgerReader {
  /** Last recorded first. */
  receipts(query: ReceiptQuery): Promise<Receipt[]>;
  /** Current versions unless all are asked for; by data set, unit, period, source and version, ascending. */
  slices(query: SliceStateQuery): Promise<SliceState[]>;
  /** What slices hold now, as it was packed, in the order of their keys; without those that are not there. */
  contents(keys: readonly SliceKey[]): Promise<PackedSlice[]>;
  /**
   * Grows with every recorded upload, and with every appended entry of these kinds (of any kind unless some are named);
   * for caches.
   */
  revision(kinds?: readonly JournalKind[]): Promise<number>;
  /** In the order in which they were appended. */
  entries(query: JournalQuery): Promise<JournalEntry[]>;
  /** The chains of the journal, by kind and subject. */
  chains(): Promise<Chain[]>;
}

/** The source of truth for what was handed in and decided. What is acknowledged (the promise resolved) is on disk, whole. */
export interface Ledger extends LedgerReader {
  /**
   * Stores the receipt, the slices, their observations in the place of those they held (facts.ts), and the entries of the
   * journal that go with them, in one transaction; each slice's version is one above the last. An empty list of
   * observations empties a slice, and of a slice that is given twice the later content stands.
   * Recording the same upload again changes nothing. Throws `store/upload-id-taken` when its id belongs to other bytes,
   * `store/slice-changed` when a slice is no longer as it was seen, `store/overtaken` when more has come than was looked
   * at, `store/unknown-version` when there is no such version to restore, `store/wrong-slice` when an observation has
   * another unit or period than its slice, `store/unknown-column` when it has a column that the data set has not, and
   * what {@link append} throws.
   */
  record(delivered: Delivered): Promise<void>;
  /**
   * Adds entries to the journal, all or none. Appending the same again changes nothing; throws `store/entry-id-taken` when
   * an id belongs to an entry that says something else, and `store/overtaken` when more has come than was looked at,
   * unless nothing but entries of {@link CHAINED} kinds is new. These are linked in the order in which they are stored.
   */
  append(entries: readonly JournalEntry[], asOf?: AsOf): Promise<void>;
  /**
   * Takes entries of these kinds out of the journal that are of before an instant and in no chain; the last about each
   * subject stays, so that no revision goes back.
   */
  forget(kinds: readonly JournalKind[], beforeMs: number): Promise<void>;
  /**
   * Takes the beginning of a chain out of the journal: what comes before the first entry of an instant or later. Its last
   * entry stays, and the chain says how far it was forgotten.
   */
  forgetChain(chain: Pick<Chain, 'kind' | 'subject'>, beforeMs: number): Promise<void>;
}
