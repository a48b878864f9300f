import { type JournalKind, JOURNAL_KINDS } from '../ledger.js';
import { type Asker } from './postgres.js';

/** How many uploads and appends there were up to the last that matters; 0 before the first. */
export async function readRevision(
  asker: Asker,
  kinds: readonly JournalKind[] = JOURNAL_KINDS,
): Promise<number> {
  const sql = `
    SELECT greatest(
      (SELECT coalesce(max(revision), 0) FROM perspektiv.upload),
      (SELECT coalesce(max(last.revision), 0)
       FROM unnest($1::text[]) AS asked(kind)
       CROSS JOIN LATERAL (SELECT max(revision) AS revision FROM perspektiv.journal WHERE kind = asked.kind) AS last)
    ) AS revision`;
  const [row] = await asker.ask<{ revision: number }>(sql, [kinds]);
  return row?.revision ?? 0;
}
