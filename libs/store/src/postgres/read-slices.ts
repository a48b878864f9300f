import { type DatasetId, type SliceHoldings, type SliceKey } from '#core';
import { type SliceQuery, type SliceState, type SliceStateQuery } from '../ledger.js';
import { type Bindable, type Reading } from './postgres.js';

/** The columns that a slice is known by. */
export interface KeyRow {
  readonly dataset: DatasetId;
  readonly unit: string;
  readonly period: string;
  readonly source: string;
  readonly part: string;
}

interface StateRow extends KeyRow {
  readonly version: number;
  readonly is_current: boolean;
  readonly upload_id: string;
  readonly revision: number;
  readonly received_at_ms: number;
  readonly row_count: number;
  readonly total: number | null;
  readonly holds: string | null;
}

/** Every version of each slice that is asked for, with {@link sliceBindings} as `$1` to `$4`. */
export const SLICE_VERSIONS = `
  SELECT *, version = max(version) OVER (PARTITION BY dataset, unit, period, source, part) AS is_current
  FROM perspektiv.slice_version
  WHERE ($1::text IS NULL OR dataset = $1)
    AND ($2::text[] IS NULL OR unit = ANY($2))
    AND ($3::text[] IS NULL OR period = ANY($3))
    AND ($4::text IS NULL OR source = $4)`;

export function sliceBindings(query: SliceQuery): Bindable[] {
  const { dataset = null, units = null, periods = null, source = null } = query;
  return [dataset, units, periods, source];
}

export function keyOf({ dataset, unit, period, source, part }: KeyRow): SliceKey {
  return { dataset, unit, period, source, part };
}

/** What slices hold now, or held in each of their versions. */
export async function readSlices(db: Reading, query: SliceStateQuery): Promise<SliceState[]> {
  const sql = `
    SELECT held.dataset, unit, period, source, part, version, is_current, upload_id, revision, received_at_ms, row_count,
      total, holds
    FROM (${SLICE_VERSIONS}) AS held JOIN perspektiv.upload ON upload.id = held.upload_id
    ${query.everyVersion ? '' : 'WHERE is_current'}
    ORDER BY held.dataset, unit, period, source, part, version`;
  const rows = await db.read((asker) => asker.ask<StateRow>(sql, sliceBindings(query)));
  return rows.map((row) => ({
    key: keyOf(row),
    version: row.version,
    current: row.is_current,
    uploadId: row.upload_id,
    revision: row.revision,
    receivedAtMs: row.received_at_ms,
    rows: row.row_count,
    total: row.total,
    holds: JSON.parse(row.holds ?? 'null') as SliceHoldings | null,
  }));
}
