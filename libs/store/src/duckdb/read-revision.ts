import { type DuckDBConnection } from '@duckdb/node-api';
import { type JournalKind, JOURNAL_KINDS } from '../ledger.js';
import { ask } from './sql.js';

/** How many uploads and appends there were up to the last that matters; 0 before the first. */
export async function readRevision(
  reader: DuckDBConnection,
  kinds: readonly JournalKind[] = JOURNAL_KINDS,
): Promise<number> {
  const sql = `
    SELECT coalesce(max(revision), 0) AS revision FROM (
      SELECT revision FROM upload
      UNION ALL SELECT revision FROM journal WHERE kind IN (SELECT unnest($kinds))
    )`;
  const [revision = 0] = await ask(reader, { sql, bindings: { kinds } }, (row) => row.number('revision'));
  return revision;
}
