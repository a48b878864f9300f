import { type DuckDBConnection } from '@duckdb/node-api';
import { PerspektivError } from '#core';
import { type AsOf } from '../ledger.js';
import { ask } from './sql.js';

/** Throws `store/overtaken` unless the ledger is as it was looked at. */
export async function expectAsOf(writer: DuckDBConnection, { revision, nothingOf }: AsOf): Promise<void> {
  const sql = `
    SELECT EXISTS (SELECT 1 FROM upload WHERE $uploads AND revision > $revision)
      OR EXISTS (SELECT 1 FROM journal WHERE kind IN (SELECT unnest($kinds)) AND revision > $revision) AS overtaken`;
  const bindings = { revision, uploads: nothingOf.includes('upload'), kinds: nothingOf };
  const [overtaken] = await ask(writer, { sql, bindings }, (row) => row.flag('overtaken'));
  if (!overtaken) return;
  throw new PerspektivError('store/overtaken', 'More has come to the ledger since it was looked at');
}
