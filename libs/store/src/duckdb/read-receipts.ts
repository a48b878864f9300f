import { type Receipt } from '#core';
import { type ReceiptQuery } from '../ledger.js';
import { type Reading } from './duck-db.js';
import { ask } from './sql.js';
import { type Row } from './row.js';

/** A page of receipts, last recorded first; after an id that is not known comes nothing. */
export function readReceipts(db: Reading, query: ReceiptQuery): Promise<Receipt[]> {
  const { ids = null, dataset = null, sha256 = null, units = null, after = null, limit } = query;
  const sql = `
    SELECT receipt FROM upload
    WHERE ($ids IS NULL OR id IN (SELECT unnest($ids::VARCHAR[])))
      AND ($dataset IS NULL OR dataset = $dataset)
      AND ($sha256 IS NULL OR sha256 = $sha256)
      AND ($units IS NULL OR list_has_any(units, $units::VARCHAR[]))
      AND ($after IS NULL OR revision < (SELECT revision FROM upload WHERE id = $after))
    ORDER BY revision DESC
    LIMIT $limit`;
  const bindings = { ids, dataset, sha256, units, after, limit };
  return db.read((reader) => ask(reader, { sql, bindings }, toReceipt));
}

function toReceipt(row: Row): Receipt {
  return JSON.parse(row.text('receipt')) as Receipt;
}
