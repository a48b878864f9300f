import { type AuditChain, type AuditFault, type AuditVerification, AUDIT_SORTS } from '#core';
import {
  type Chain,
  type ChainLink,
  type JournalEntry,
  type LedgerReader,
  digestOf,
  linkAfter,
} from '#store';

/** So many entries are held in memory at a time. */
const PAGE = 2_000;

type Linked = JournalEntry & { readonly link: ChainLink };

/** What was found of one chain so far, from its end. */
interface Followed {
  readonly chain: Chain;
  entries: number;
  /** The oldest that was read: what is before it has not been compared with it yet. */
  oldest: Linked | null;
}

/** Follows the chains of the audit log from their ends, one entry after the other. */
class ChainWalk {
  readonly faults: AuditFault[] = [];
  private readonly followed: ReadonlyMap<string, Followed>;
  private withoutLink: string[] = [];

  constructor(chains: readonly Chain[]) {
    const audited = chains.filter(({ kind }) => kind === 'audit');
    this.followed = new Map(
      audited.map((chain) => [sortOf(chain), { chain, entries: 0, oldest: null }] as const),
    );
  }

  /** The next older entry. */
  step(entry: JournalEntry): void {
    const followed = this.followed.get(sortOf(entry));
    if (!isLinked(entry) || !followed) {
      this.withoutLink.push(sortOf(entry));
      return;
    }
    // What is younger than an entry with a link should have one.
    for (const sort of this.withoutLink) this.faults.push({ sort, sequence: null, fault: 'added' });
    this.withoutLink = [];
    if (followed.oldest) this.compare(followed.oldest, entry.link);
    else if (!isSameLink(followed.chain.last, entry.link)) this.cutShort(followed, entry.link.sequence);
    followed.oldest = entry;
    followed.entries++;
  }

  end(): AuditVerification {
    for (const followed of this.followed.values()) {
      const { oldest, chain } = followed;
      if (oldest) this.compare(oldest, chain.forgotten);
      else this.cutShort(followed, chain.forgotten?.sequence ?? 0);
    }
    const chains = AUDIT_SORTS.flatMap((sort): AuditChain[] => {
      const followed = this.followed.get(sort);
      if (!followed) return [];
      const { entries, chain } = followed;
      const forgotten = chain.forgotten?.sequence ?? 0;
      return [{ sort, entries, forgotten, lastHash: chain.last.hash }];
    });
    return { chains, unlinked: this.withoutLink.length, faults: this.faults };
  }

  /** Whether an entry follows on the link before it. */
  private compare(entry: Linked, before: ChainLink | null): void {
    const sort = sortOf(entry);
    const expected = linkAfter(before, digestOf(entry));
    if (expected.sequence !== entry.link.sequence)
      this.faults.push({ sort, sequence: expected.sequence, fault: 'missing' });
    else if (expected.hash !== entry.link.hash)
      this.faults.push({ sort, sequence: entry.link.sequence, fault: 'changed' });
  }

  private cutShort({ chain }: Followed, lastRead: number): void {
    this.faults.push({ sort: sortOf(chain), sequence: lastRead + 1, fault: 'cut-short' });
  }
}

function sortOf({ subject }: Pick<Chain, 'subject'>): string {
  return subject?.replace(/^audit:/, '') ?? '';
}

function isLinked(entry: JournalEntry): entry is Linked {
  return entry.link !== undefined;
}

function isSameLink(a: ChainLink, b: ChainLink): boolean {
  return a.sequence === b.sequence && a.hash === b.hash;
}

/** Reads all of the audit log, newest first, and compares each entry with the link before it. */
export async function verifyAudit(
  ledger: Pick<LedgerReader, 'chains' | 'entries'>,
): Promise<AuditVerification> {
  const walk = new ChainWalk(await ledger.chains());
  let before: string | undefined;
  for (;;) {
    const page: JournalEntry[] = await ledger.entries({
      kind: 'audit',
      last: PAGE,
      ...(before === undefined ? {} : { before }),
    });
    for (const entry of page.toReversed()) walk.step(entry);
    before = page[0]?.id;
    if (page.length < PAGE || before === undefined) return walk.end();
  }
}
