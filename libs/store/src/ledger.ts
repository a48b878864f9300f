import { type DatasetId, type Receipt, type SliceContent, type SliceKey } from '#core';

/** An upload that passed every check, ready to be stored whole or not at all. */
export interface Delivered {
  readonly receipt: Receipt;
  readonly slices: readonly SliceContent[];
}

/** What a slice holds now. */
export interface SliceState {
  readonly key: SliceKey;
  /** Counted from 1; every replacement makes the next. */
  readonly version: number;
  readonly uploadId: string;
  readonly receivedAtMs: number;
  readonly rows: number;
  readonly total: number | null;
}

/** Which slices: any field left out matches all, an empty list nothing. */
export interface SliceQuery {
  readonly dataset?: DatasetId;
  readonly units?: readonly string[];
  readonly periods?: readonly string[];
  readonly source?: string;
}

/** Which receipts, newest first. */
export interface ReceiptQuery {
  readonly dataset?: DatasetId;
  readonly sha256?: string;
  /** Receipts that touch one of these units. */
  readonly units?: readonly string[];
  readonly limit: number;
  /** Id of the last receipt of the page before. */
  readonly after?: string;
}

/** A slice version that is not yet in the time series. */
export interface PendingProjection extends SliceContent {
  readonly version: number;
}

/**
 * The source of truth for what was handed in. A recorded upload is durable when the promise resolves, in whole; its
 * slice versions wait in an outbox until they are projected into the time series, so that a crash in between loses and
 * doubles nothing.
 */
export interface Ledger {
  /**
   * Stores receipt, slices and outbox entries in one transaction; each slice's version is one above the last.
   * Recording the same upload again changes nothing. Throws `store/upload-id-taken` when its id belongs to other bytes,
   * and `store/wrong-slice` when an observation has another unit or period than its slice.
   */
  record(delivered: Delivered): Promise<void>;
  receipt(id: string): Promise<Receipt | null>;
  /** Last recorded first. */
  receipts(query: ReceiptQuery): Promise<Receipt[]>;
  /** Current versions only, by data set, unit, period and source, ascending. */
  slices(query: SliceQuery): Promise<SliceState[]>;
  /** Oldest first; of a slice with several waiting versions only the newest is given. */
  pendingProjections(limit: number): Promise<PendingProjection[]>;
  /** Versions up to and with this one are projected. */
  markProjected(projections: readonly Pick<PendingProjection, 'key' | 'version'>[]): Promise<void>;
  /** Grows with every recorded upload; for caches. */
  revision(): Promise<number>;
  close(): Promise<void>;
}
