import { type DuckDBConnection } from '@duckdb/node-api';
import { type PackedSlice, type SliceKey } from '#core';
import { ask } from './sql.js';

/** The current versions of some slices, in one order. */
export function currentContents(
  reader: DuckDBConnection,
  keys: readonly SliceKey[],
  content = 'content',
): Promise<(PackedSlice & { readonly version: number })[]> {
  const sql = `
    SELECT dataset, unit, period, source, part, version, row_count, ${content} AS content
    FROM slice_version JOIN (
      SELECT unnest($datasets) AS dataset, unnest($units) AS unit, unnest($periods) AS period,
        unnest($sources) AS source, unnest($parts) AS part
    ) USING (dataset, unit, period, source, part)
    QUALIFY version = max(version) OVER (PARTITION BY dataset, unit, period, source, part)
    ORDER BY dataset, unit, period, source, part`;
  const bindings = {
    datasets: keys.map(({ dataset }) => dataset),
    units: keys.map(({ unit }) => unit),
    periods: keys.map(({ period }) => period),
    sources: keys.map(({ source }) => source),
    parts: keys.map(({ part }) => part),
  };
  return ask(reader, { sql, bindings }, (row) => ({
    key: row.sliceKey(),
    version: row.number('version'),
    rows: row.number('row_count'),
    content: row.bytesOrNone('content'),
  }));
}
