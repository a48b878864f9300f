import { type SliceHoldings } from '#core';
import { type SliceQuery, type SliceState, type SliceStateQuery } from '../ledger.js';
import { type Reading } from './duck-db.js';
import { type Bindings, ask } from './sql.js';

/** Every version of each slice that is asked for, to be used with {@link sliceBindings}. */
const SLICE_VERSIONS = `
  SELECT *, version = max(version) OVER (PARTITION BY dataset, unit, period, source, part) AS is_current
  FROM slice_version
  WHERE ($dataset IS NULL OR dataset = $dataset)
    AND ($units IS NULL OR unit IN (SELECT unnest($units)))
    AND ($periods IS NULL OR period IN (SELECT unnest($periods)))
    AND ($source IS NULL OR source = $source)`;

/** The current version of each, likewise. */
export const CURRENT_SLICES = `${SLICE_VERSIONS} QUALIFY is_current`;

export function sliceBindings(query: SliceQuery): Bindings {
  const { dataset = null, units = null, periods = null, source = null } = query;
  return { dataset, units, periods, source };
}

/** What slices hold now, or held in each of their versions. */
export function readSlices(db: Reading, query: SliceStateQuery): Promise<SliceState[]> {
  const sql = `
    SELECT held.dataset, unit, period, source, part, version, is_current, upload_id, revision, received_at_ms,
      row_count, total, holds
    FROM (${query.everyVersion ? SLICE_VERSIONS : CURRENT_SLICES}) AS held
    JOIN upload ON upload.id = held.upload_id
    ORDER BY held.dataset, unit, period, source, part, version`;
  const bindings = sliceBindings(query);
  return db.read((reader) =>
    ask(reader, { sql, bindings }, (row) => ({
      key: row.sliceKey(),
      version: row.number('version'),
      current: row.flag('is_current'),
      uploadId: row.text('upload_id'),
      revision: row.number('revision'),
      receivedAtMs: row.number('received_at_ms'),
      rows: row.number('row_count'),
      total: row.numberOrNull('total'),
      holds: JSON.parse(row.textOrNull('holds') ?? 'null') as SliceHoldings | null,
    })),
  );
}
