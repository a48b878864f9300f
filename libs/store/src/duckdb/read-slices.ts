import { type SliceQuery, type SliceState } from '../ledger.js';
import { type DuckDb } from './duck-db.js';
import { type Bindings, ask } from './sql.js';

/** The current version of each slice that is asked for, to be used with {@link sliceBindings}. */
export const CURRENT_SLICES = `
  SELECT * FROM slice_version
  WHERE ($dataset IS NULL OR dataset = $dataset)
    AND ($units IS NULL OR unit IN (SELECT unnest($units)))
    AND ($periods IS NULL OR period IN (SELECT unnest($periods)))
    AND ($source IS NULL OR source = $source)
  QUALIFY version = max(version) OVER (PARTITION BY dataset, unit, period, source)`;

export function sliceBindings(query: SliceQuery): Bindings {
  const { dataset = null, units = null, periods = null, source = null } = query;
  return { dataset, units, periods, source };
}

/** What slices hold now. */
export function readSlices(db: DuckDb, query: SliceQuery): Promise<SliceState[]> {
  const sql = `
    SELECT held.dataset, unit, period, source, version, upload_id, revision, received_at_ms, row_count, total
    FROM (${CURRENT_SLICES}) AS held JOIN upload ON upload.id = held.upload_id
    ORDER BY held.dataset, unit, period, source`;
  const bindings = sliceBindings(query);
  return db.read((reader) =>
    ask(reader, { sql, bindings }, (row) => ({
      key: row.sliceKey(),
      version: row.number('version'),
      uploadId: row.text('upload_id'),
      revision: row.number('revision'),
      receivedAtMs: row.number('received_at_ms'),
      rows: row.number('row_count'),
      total: row.numberOrNull('total'),
    })),
  );
}
