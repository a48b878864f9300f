import { AsyncLocalStorage } from 'node:async_hooks';
import { type Delivered, type JournalEntry, type Ledger } from '#store';

/** A call that is being answered, and the record of it. */
export class AuditedCall {
  private entry: JournalEntry | null = null;
  private stored = false;

  /** Makes the record, with the id of what the call's first change made. */
  constructor(private readonly record: (made: string) => JournalEntry) {}

  /** Whether its record is stored, with a change that it made. */
  get isStored(): boolean {
    return this.stored;
  }

  /** Stores the record with the first change of the call: both, or neither. */
  async storedWith(made: string, store: (entries: readonly JournalEntry[]) => Promise<void>): Promise<void> {
    if (this.stored) {
      await store([]);
      return;
    }
    this.entry ??= this.record(made);
    await store([this.entry]);
    this.stored = true;
  }
}

/**
 * Which call some work is done for. The ledger that it hands out stores a call's record in the transaction of the call's first
 * change, whichever room makes it: so no room can forget it, and what no call asked for has none.
 */
export class AuditedCalls {
  private readonly current = new AsyncLocalStorage<AuditedCall>();

  /** Does the work of a call. */
  during<T>(call: AuditedCall, work: () => T): T {
    return this.current.run(call, work);
  }

  overseeing(ledger: Ledger): Ledger {
    return {
      ...ledger,
      record: (delivered) => {
        const { entries = [], receipt } = delivered;
        const record = (more: readonly JournalEntry[]): Promise<void> =>
          ledger.record(more.length === 0 ? delivered : withEntries(delivered, [...entries, ...more]));
        return this.current.getStore()?.storedWith(receipt.id, record) ?? record([]);
      },
      append: (entries, asOf) => {
        const append = (more: readonly JournalEntry[]): Promise<void> =>
          ledger.append([...entries, ...more], asOf);
        const [first] = entries;
        // The record itself may be appended alone, after a call that changed nothing.
        if (!first || first.kind === 'audit') return append([]);
        return this.current.getStore()?.storedWith(madeBy(first), append) ?? append([]);
      },
    };
  }
}

function withEntries(delivered: Delivered, entries: readonly JournalEntry[]): Delivered {
  return { ...delivered, entries };
}

/** The id of what an entry tells of: its own, unless its content has one. */
function madeBy({ id, content }: JournalEntry): string {
  const hasId = typeof content === 'object' && content !== null && 'id' in content;
  return hasId && typeof content.id === 'string' ? content.id : id;
}
