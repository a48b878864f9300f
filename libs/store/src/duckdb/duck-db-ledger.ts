import { type Receipt } from '#core';
import {
  type AsOf,
  type Delivered,
  type JournalEntry,
  type JournalKind,
  type JournalQuery,
  type Ledger,
  type PendingProjection,
  type ReceiptQuery,
  type SliceQuery,
  type SliceState,
  type SliceStateQuery,
  JOURNAL_KINDS,
} from '../ledger.js';
import { type DuckDb, openDuckDb } from './duck-db.js';
import { appendEntries, forgetEntries, readEntries } from './journal.js';
import { markProjected, readPending, requeueProjections } from './outbox.js';
import { readReceipts } from './read-receipts.js';
import { readRevision } from './read-revision.js';
import { readSlices } from './read-slices.js';
import { recordUpload } from './record-upload.js';

/** The ledger in the process, in the same file as the time series: one question, one file. */
export class DuckDbLedger implements Ledger {
  private readonly revisions = new Map<string, { readonly writes: number; readonly revision: number }>();

  private constructor(private readonly db: DuckDb) {}

  static async open(folder: string): Promise<DuckDbLedger> {
    return new DuckDbLedger(await openDuckDb(folder));
  }

  record(delivered: Delivered): Promise<void> {
    return recordUpload(this.db, delivered);
  }

  receipts(query: ReceiptQuery): Promise<Receipt[]> {
    return readReceipts(this.db, query);
  }

  slices(query: SliceStateQuery): Promise<SliceState[]> {
    return readSlices(this.db, query);
  }

  pendingProjections(limit: number): Promise<PendingProjection[]> {
    return readPending(this.db, limit);
  }

  markProjected(projections: readonly Pick<PendingProjection, 'key' | 'version'>[]): Promise<void> {
    return markProjected(this.db, projections);
  }

  requeueProjections(query: SliceQuery): Promise<number> {
    return requeueProjections(this.db, query);
  }

  /** Asked before every answer that is kept in memory: so it is kept itself, until the file is written to. */
  async revision(kinds: readonly JournalKind[] = JOURNAL_KINDS): Promise<number> {
    const key = kinds.join(' ');
    const { writes } = this.db;
    const known = this.revisions.get(key);
    if (known?.writes === writes) return known.revision;
    const revision = await this.db.read((reader) => readRevision(reader, kinds));
    this.revisions.set(key, { writes, revision });
    return revision;
  }

  append(entries: readonly JournalEntry[], asOf?: AsOf): Promise<void> {
    return appendEntries(this.db, entries, asOf);
  }

  entries(query: JournalQuery): Promise<JournalEntry[]> {
    return readEntries(this.db, query);
  }

  forget(kinds: readonly JournalKind[], beforeMs: number): Promise<void> {
    return forgetEntries(this.db, kinds, beforeMs);
  }

  /** Belongs to the store, which closes both of its parts. */

  close(): Promise<void> {
    return this.db.close();
  }
}
