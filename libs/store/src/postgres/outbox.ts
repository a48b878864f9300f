import { type PendingProjection, type SliceQuery } from '../ledger.js';
import { type Postgres } from './postgres.js';
import { type KeyRow, SLICE_VERSIONS, keyOf, sliceBindings } from './read-slices.js';

/** A process that has taken slices to project gives them up after so long: by then it is dead, or hangs. */
const HELD = '5 minutes';

interface WaitingRow extends KeyRow {
  readonly version: number;
  readonly row_count: number;
  readonly content: Uint8Array;
}

/**
 * The slices that wait for the time series, oldest first, each in its newest version, for one holder: what another process has
 * taken is left to it, whole slices at a time, so that an older version never comes after a newer one.
 */
export async function takePending(db: Postgres, holder: string, limit: number): Promise<PendingProjection[]> {
  const sql = `
    WITH free AS (
      SELECT dataset, unit, period, source, version, revision FROM perspektiv.outbox
      WHERE holder IS NULL OR holder = $1 OR held_until < now()
      FOR UPDATE SKIP LOCKED
    ), newest AS (
      SELECT dataset, unit, period, source, max(version) AS version, count(*) AS versions
      FROM free GROUP BY dataset, unit, period, source
    ), taken AS (
      SELECT dataset, unit, period, source, version, revision
      FROM newest JOIN free USING (dataset, unit, period, source, version)
      WHERE versions = (
        SELECT count(*) FROM perspektiv.outbox AS waiting
        WHERE waiting.dataset = newest.dataset AND waiting.unit = newest.unit
          AND waiting.period = newest.period AND waiting.source = newest.source
      )
      ORDER BY revision, unit, period
      LIMIT $2
    ), marked AS (
      UPDATE perspektiv.outbox SET holder = $1, held_until = now() + interval '${HELD}'
      FROM taken
      WHERE outbox.dataset = taken.dataset AND outbox.unit = taken.unit
        AND outbox.period = taken.period AND outbox.source = taken.source
    )
    SELECT dataset, unit, period, source, version, row_count, content
    FROM taken JOIN perspektiv.slice_version USING (dataset, unit, period, source, version)
    ORDER BY revision, unit, period`;
  const rows = await db.read((asker) => asker.ask<WaitingRow>(sql, [holder, limit]));
  return rows.map((row) => ({
    key: keyOf(row),
    version: row.version,
    rows: row.row_count,
    content: row.content,
  }));
}

/** Lets others take what a holder has not projected. */
export async function letGo(db: Postgres, holder: string): Promise<void> {
  const sql = 'UPDATE perspektiv.outbox SET holder = NULL, held_until = NULL WHERE holder = $1';
  await db.read((asker) => asker.run(sql, [holder]));
}

/** Takes versions out of the outbox, and the older ones of the same slices with them. */
export async function markProjected(
  db: Postgres,
  projections: readonly Pick<PendingProjection, 'key' | 'version'>[],
): Promise<void> {
  if (projections.length === 0) return;
  const sql = `
    DELETE FROM perspektiv.outbox USING (
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::integer[])
        AS projected(dataset, unit, period, source, version)
    ) AS done
    WHERE outbox.dataset = done.dataset AND outbox.unit = done.unit AND outbox.period = done.period
      AND outbox.source = done.source AND outbox.version <= done.version`;
  const keys = projections.map(({ key }) => key);
  await db.read((asker) =>
    asker.run(sql, [
      keys.map(({ dataset }) => dataset),
      keys.map(({ unit }) => unit),
      keys.map(({ period }) => period),
      keys.map(({ source }) => source),
      projections.map(({ version }) => version),
    ]),
  );
}

/** Puts slices back into the outbox, in the order of their uploads; those that wait already are not put there twice. */
export function requeueProjections(db: Postgres, query: SliceQuery): Promise<number> {
  const bindings = sliceBindings(query);
  const current = `SELECT * FROM (${SLICE_VERSIONS}) AS versions WHERE is_current`;
  return db.write(async (asker) => {
    const sql = `
      INSERT INTO perspektiv.outbox (dataset, unit, period, source, version, revision)
      SELECT held.dataset, unit, period, source, version, upload.revision
      FROM (${current}) AS held JOIN perspektiv.upload ON upload.id = held.upload_id
      ON CONFLICT DO NOTHING`;
    await asker.run(sql, bindings);
    const [counted] = await asker.ask<{ slices: number }>(
      `SELECT count(*) AS slices FROM (${current}) AS held`,
      bindings,
    );
    return counted?.slices ?? 0;
  });
}
