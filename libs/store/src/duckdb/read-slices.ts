import { type SliceQuery, type SliceState } from '../ledger.js';
import { type DuckDb } from './duck-db.js';
import { ask } from './sql.js';

/** What slices hold now. */
export function readSlices(db: DuckDb, query: SliceQuery): Promise<SliceState[]> {
  const { dataset = null, units = null, periods = null, source = null } = query;
  const sql = `
    SELECT dataset, unit, period, source, version, upload_id, received_at_ms, row_count, total
    FROM slice_version
    WHERE ($dataset IS NULL OR dataset = $dataset)
      AND ($units IS NULL OR unit IN (SELECT unnest($units)))
      AND ($periods IS NULL OR period IN (SELECT unnest($periods)))
      AND ($source IS NULL OR source = $source)
    QUALIFY version = max(version) OVER (PARTITION BY dataset, unit, period, source)
    ORDER BY dataset, unit, period, source`;
  const bindings = { dataset, units, periods, source };
  return db.read((reader) =>
    ask(reader, { sql, bindings }, (row) => ({
      key: row.sliceKey(),
      version: row.number('version'),
      uploadId: row.text('upload_id'),
      receivedAtMs: row.number('received_at_ms'),
      rows: row.number('row_count'),
      total: row.numberOrNull('total'),
    })),
  );
}
