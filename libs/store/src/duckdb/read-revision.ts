import { type DuckDBConnection } from '@duckdb/node-api';
import { ask } from './sql.js';

/** How many uploads are recorded; 0 before the first. */
export async function readRevision(reader: DuckDBConnection): Promise<number> {
  const sql = 'SELECT coalesce(max(revision), 0) AS revision FROM upload';
  const [revision = 0] = await ask(reader, { sql }, (row) => row.number('revision'));
  return revision;
}
