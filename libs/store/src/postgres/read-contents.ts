import { type PackedSlice, type SliceKey } from '#core';
import { type Asker } from './postgres.js';
import { type KeyRow, keyOf } from './read-slices.js';

interface ContentRow extends KeyRow {
  readonly version: number;
  readonly row_count: number;
  readonly content: Uint8Array;
}

/** The current versions of some slices, in one order. */
export async function currentContents(
  asker: Asker,
  keys: readonly SliceKey[],
  content = 'content',
): Promise<(PackedSlice & { readonly version: number })[]> {
  const sql = `
    SELECT DISTINCT ON (dataset, unit, period, source, part)
      dataset, unit, period, source, part, version, row_count, ${content} AS content
    FROM perspektiv.slice_version
    JOIN unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
      AS asked(dataset, unit, period, source, part)
      USING (dataset, unit, period, source, part)
    ORDER BY dataset, unit, period, source, part, version DESC`;
  const rows = await asker.ask<ContentRow>(sql, [
    keys.map(({ dataset }) => dataset),
    keys.map(({ unit }) => unit),
    keys.map(({ period }) => period),
    keys.map(({ source }) => source),
    keys.map(({ part }) => part),
  ]);
  return rows.map((row) => ({
    key: keyOf(row),
    version: row.version,
    rows: row.row_count,
    content: row.content,
  }));
}
