import { type Receipt } from '#core';
import { type ReceiptQuery } from '../ledger.js';
import { type Reading } from './postgres.js';

/** A page of receipts, last recorded first; after an id that is not known comes nothing. */
export async function readReceipts(db: Reading, query: ReceiptQuery): Promise<Receipt[]> {
  const { ids = null, dataset = null, sha256 = null, units = null, after = null, limit } = query;
  const sql = `
    SELECT receipt FROM perspektiv.upload
    WHERE ($1::text[] IS NULL OR id = ANY($1))
      AND ($2::text IS NULL OR dataset = $2)
      AND ($3::text IS NULL OR sha256 = $3)
      AND ($4::text[] IS NULL OR units && $4)
      AND ($5::text IS NULL OR revision < (SELECT revision FROM perspektiv.upload WHERE id = $5))
    ORDER BY revision DESC
    LIMIT $6`;
  const bindings = [ids, dataset, sha256, units, after, limit];
  const rows = await db.read((asker) => asker.ask<{ receipt: string }>(sql, bindings));
  return rows.map(({ receipt }) => JSON.parse(receipt) as Receipt);
}
