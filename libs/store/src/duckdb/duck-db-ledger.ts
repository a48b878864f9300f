import { type Receipt } from '#core';
import {
  type Delivered,
  type Ledger,
  type PendingProjection,
  type ReceiptQuery,
  type SliceQuery,
  type SliceState,
} from '../ledger.js';
import { type DuckDb, openDuckDb } from './duck-db.js';
import { markProjected, readPending } from './outbox.js';
import { readReceipt, readReceipts } from './read-receipts.js';
import { readRevision } from './read-revision.js';
import { readSlices } from './read-slices.js';
import { recordUpload } from './record-upload.js';

/** The ledger in the process, in the same file as the time series: one question, one file. */
export class DuckDbLedger implements Ledger {
  private constructor(private readonly db: DuckDb) {}

  static async open(folder: string): Promise<DuckDbLedger> {
    return new DuckDbLedger(await openDuckDb(folder));
  }

  record(delivered: Delivered): Promise<void> {
    return recordUpload(this.db, delivered);
  }

  receipt(id: string): Promise<Receipt | null> {
    return readReceipt(this.db, id);
  }

  receipts(query: ReceiptQuery): Promise<Receipt[]> {
    return readReceipts(this.db, query);
  }

  slices(query: SliceQuery): Promise<SliceState[]> {
    return readSlices(this.db, query);
  }

  pendingProjections(limit: number): Promise<PendingProjection[]> {
    return readPending(this.db, limit);
  }

  markProjected(projections: readonly Pick<PendingProjection, 'key' | 'version'>[]): Promise<void> {
    return markProjected(this.db, projections);
  }

  revision(): Promise<number> {
    return this.db.read(readRevision);
  }

  close(): Promise<void> {
    return this.db.close();
  }
}
