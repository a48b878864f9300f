import { randomUUID } from 'node:crypto';
import { type Receipt, PerspektivError } from '#core';
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
} from '../ledger.js';
import { appendEntries, forgetEntries, readEntries } from './journal.js';
import { ONE_OF_MANY, ONLY_HOLDER, PostgresLocks } from './locks.js';
import { Membership } from './membership.js';
import { migrate } from './migrations.js';
import { letGo, markProjected, requeueProjections, takePending } from './outbox.js';
import { Postgres } from './postgres.js';
import { readReceipts } from './read-receipts.js';
import { readRevision } from './read-revision.js';
import { readSlices } from './read-slices.js';
import { recordUpload } from './record-upload.js';

/** The ledger in a PostgreSQL database, for several processes at once: one question, one file. */
export class PostgresLedger implements Ledger {
  /** Whose projections are whose, among processes. */
  private readonly holder = randomUUID();

  /** Who shares its work; `null` when this process is the only one that may use it. */
  readonly membership: Membership | null;

  private constructor(
    private readonly db: Postgres,
    private readonly locks: PostgresLocks,
    isShared: boolean,
  ) {
    this.membership = isShared ? new Membership(db, locks) : null;
  }

  /**
   * Opens the database at an address `postgres://user:password@host/name`, for one process only or for all that open it so.
   * Throws `PerspektivError` with a sentence for people: `store/unreachable`, `store/not-allowed`, `store/no-database`,
   * `store/old-server`, `store/newer-file`, and `store/held` when another process uses it, unless both let others do so.
   */
  static async open(address: string, { isShared }: { readonly isShared: boolean }): Promise<PostgresLedger> {
    const db = new Postgres(address);
    const locks = new PostgresLocks(address, db.at);
    try {
      await migrate(db);
      if (!(await locks.hold(isShared ? ONE_OF_MANY : ONLY_HOLDER))) throw held(db.at);
    } catch (error) {
      await locks.close();
      await db.close();
      throw error;
    }
    return new PostgresLedger(db, locks, isShared);
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
    return takePending(this.db, this.holder, limit);
  }

  markProjected(projections: readonly Pick<PendingProjection, 'key' | 'version'>[]): Promise<void> {
    return markProjected(this.db, projections);
  }

  requeueProjections(query: SliceQuery): Promise<number> {
    return requeueProjections(this.db, query);
  }

  revision(kinds?: readonly JournalKind[]): Promise<number> {
    return this.db.read((asker) => readRevision(asker, kinds));
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

  /** Lets go of what it has not projected, and of all connections. May be called again. */
  async close(): Promise<void> {
    // A database that is gone cannot be told; what was held there is free after a while.
    await letGo(this.db, this.holder).catch(() => undefined);
    await this.locks.close();
    await this.db.close();
  }
}

function held(at: string): PerspektivError {
  return new PerspektivError(
    'store/held',
    `The ledger's database ${at} is used by another process, and one of the two keeps its time series in its own data folder, where the other cannot see it. Set PERSPEKTIV_TIME_SERIES to one InfluxDB for all processes, or run one process only.`,
  );
}
