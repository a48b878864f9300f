import { isDeepStrictEqual } from 'node:util';
import { digestOf } from './chain.js';
import { packContent, unpackContent } from './journal-content.js';
import { type JournalEntry, CHAINED } from './ledger.js';

/** An entry as it rests. */
export type RestingEntry = Omit<JournalEntry, 'content'> & { readonly content: Uint8Array };

/** An entry that is about to be appended. */
export interface PackedEntry extends Omit<RestingEntry, 'link'> {
  /** What its link in the chain vouches for; `null` where there is no chain. */
  readonly digest: string | null;
}

/** Entries as they will rest; packed before a transaction, so that other writes do not wait for that. */
export async function packEntries(entries: readonly JournalEntry[]): Promise<PackedEntry[]> {
  const packed: PackedEntry[] = [];
  for (const { link, ...entry } of entries) {
    const digest = CHAINED.includes(entry.kind) ? digestOf(entry) : null;
    packed.push({ ...entry, digest, content: await packContent(entry.content) });
  }
  return packed;
}

export async function unpackEntry({ content, ...entry }: RestingEntry): Promise<JournalEntry> {
  return { ...entry, content: await unpackContent(content) };
}

/** Whether an entry that rests says what another would say. */
export async function isSameEntry(
  { link, ...known }: RestingEntry,
  { digest, ...entry }: PackedEntry,
): Promise<boolean> {
  return isDeepStrictEqual(await unpackEntry(known), await unpackEntry(entry));
}
