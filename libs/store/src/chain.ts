import { hashOf } from './hash-of.js';
import { type ChainLink, type JournalEntry } from './ledger.js';

/** What is vouched for of an entry: all that it says, and who said it when, as one checksum. */
export function digestOf({ id, kind, atMs, by, period, measure, subject, content }: JournalEntry): string {
  return hashOf([id, kind, atMs, by, period, measure, subject, content]);
}

/** The link of an entry with some digest, after the last one of its chain; `null` before the first. */
export function linkAfter(last: ChainLink | null, digest: string): ChainLink {
  const sequence = (last?.sequence ?? 0) + 1;
  return { sequence, hash: hashOf([last?.hash ?? null, sequence, digest]) };
}
