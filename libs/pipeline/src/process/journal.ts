import { randomUUID } from 'node:crypto';
import { type AsOf, type JournalEntry, type JournalKind, type JournalQuery, type Ledger } from '#store';
import { Failures } from './failures.js';
import { type Content, KINDS, type Topic } from './journal-kinds.js';

/** An entry of a kind, read and checked. */
export type Entry<K extends JournalKind> = JournalEntry &
  Topic<K> & { readonly kind: K; readonly content: Content<K> };

/** What an entry of a kind is made of; it gets an id of its own unless it has one. */
export type Draft<K extends JournalKind> = Topic<K> &
  Pick<JournalEntry, 'atMs' | 'by'> & { readonly id?: string; readonly content: Content<K> };

const NO_TOPIC = { period: null, measure: null, subject: null };

/** Which part of an entry is not as its kind has it; `null` when all are. */
function faultIn({ kind, content, ...entry }: JournalEntry): string | null {
  const topic: Partial<Record<string, (value: unknown) => boolean>> = KINDS[kind].topic;
  if (!KINDS[kind].content(content)) return 'content';
  const fields = ['period', 'measure', 'subject'] as const;
  return fields.find((field) => !(topic[field]?.(entry[field]) ?? entry[field] === null)) ?? null;
}

function isOf<K extends JournalKind>(kind: K, entry: JournalEntry): entry is Entry<K> {
  return entry.kind === kind && faultIn(entry) === null;
}

/** The journal by kinds: what is written has its kind's content, and what is read back is checked. */
export class Journal {
  constructor(
    private readonly ledger: Ledger,
    private readonly failures: Failures = new Failures(),
  ) {}

  /** An entry to be appended. Throws when its content would not be read back. */
  entry<K extends JournalKind>(kind: K, draft: Draft<K>): Entry<K> {
    const entry: JournalEntry = { id: randomUUID(), ...NO_TOPIC, ...draft, kind };
    if (isOf(kind, entry)) return entry;
    throw new Error(`An entry of the kind ${kind} has a wrong ${faultIn(entry) ?? 'kind'}`);
  }

  /** Appends one entry; see {@link Ledger.append}. */
  async write<K extends JournalKind>(kind: K, draft: Draft<K>): Promise<Entry<K>> {
    const entry = this.entry(kind, draft);
    await this.ledger.append([entry]);
    return entry;
  }

  /** Appends entries that {@link entry} made, all or none; see {@link Ledger.append}. */
  append(entries: readonly Entry<JournalKind>[], asOf?: AsOf): Promise<void> {
    return this.ledger.append(entries, asOf);
  }

  /** In the order in which they were appended. One that cannot be read is set aside and told of once. */
  async entriesOf<K extends JournalKind>(
    kind: K,
    query: Omit<JournalQuery, 'kind'> = {},
  ): Promise<Entry<K>[]> {
    const entries = await this.ledger.entries({ ...query, kind });
    return entries.filter((entry): entry is Entry<K> => {
      if (isOf(kind, entry)) return true;
      this.tellOf(entry);
      return false;
    });
  }

  /** Which of some ids are taken, whatever their entries say. */
  async taken(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set((await this.ledger.entries({ ids })).map(({ id }) => id));
  }

  revision(kinds: readonly JournalKind[]): Promise<number> {
    return this.ledger.revision(kinds);
  }

  /** Reads something out of all entries of a kind, again only when more have come. */
  kept<K extends JournalKind, T>(kind: K, read: (entries: readonly Entry<K>[]) => T): () => Promise<T> {
    let known: { readonly revision: number; readonly value: T } | undefined;
    return async () => {
      const revision = await this.ledger.revision([kind]);
      if (known?.revision !== revision) known = { revision, value: read(await this.entriesOf(kind)) };
      return known.value;
    };
  }

  private tellOf(entry: JournalEntry): void {
    const { id, kind, atMs } = entry;
    this.failures.failed(`entry:${kind}/${id}`, `its ${faultIn(entry) ?? 'kind'} cannot be read`, atMs);
  }
}
