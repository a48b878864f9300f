import { PerspektivError } from '#core';
import { type Postgres } from './postgres.js';

/** A standby answers questions, and so does a database whose rights were taken away. */
const ASKED = `
  SELECT
    pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS read_only,
    (SELECT count(*) FROM pg_tables
     WHERE schemaname = 'perspektiv'
       AND NOT has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'INSERT')) AS closed`;

/** Throws `store/read-only` or `store/not-allowed` where nothing could be written, and `store/unreachable`. */
export async function expectWritable(db: Postgres): Promise<void> {
  const [told] = await db.read((asker) => asker.ask<{ read_only: boolean; closed: number }>(ASKED));
  if (told?.read_only) {
    const message = `The ledger's database ${db.at} takes nothing in: it is a standby, or set to read only. Point PERSPEKTIV_LEDGER at the primary, or unset default_transaction_read_only.`;
    throw new PerspektivError('store/read-only', message);
  }
  if (told && told.closed > 0) {
    const message = `The user of PERSPEKTIV_LEDGER may not write to ${told.closed} tables of ${db.at}. Make it the owner of the schema perspektiv.`;
    throw new PerspektivError('store/not-allowed', message);
  }
}
