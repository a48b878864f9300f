import { type PendingProjection, type SliceQuery } from '../ledger.js';
import { type DuckDb } from './duck-db.js';
import { CURRENT_SLICES, sliceBindings } from './read-slices.js';
import { ask, run } from './sql.js';

/** The slices that wait for the time series, oldest first, each in its newest version. */
export async function readPending(db: DuckDb, limit: number): Promise<PendingProjection[]> {
  const sql = `
    WITH newest AS (
      SELECT * FROM outbox
      QUALIFY version = max(version) OVER (PARTITION BY dataset, unit, period, source)
      ORDER BY revision, unit, period
      LIMIT $limit
    )
    SELECT dataset, unit, period, source, version, row_count, content
    FROM newest JOIN slice_version USING (dataset, unit, period, source, version)
    ORDER BY revision, unit, period`;
  return db.read((reader) =>
    ask(reader, { sql, bindings: { limit } }, (row) => ({
      key: row.sliceKey(),
      version: row.number('version'),
      rows: row.number('row_count'),
      content: row.bytes('content'),
    })),
  );
}

/** Takes versions out of the outbox, and the older ones of the same slices with them. */
export async function markProjected(
  db: DuckDb,
  projections: readonly Pick<PendingProjection, 'key' | 'version'>[],
): Promise<void> {
  if (projections.length === 0) return;
  const sql = `
    DELETE FROM outbox USING (
      SELECT unnest($datasets) AS dataset, unnest($units) AS unit, unnest($periods) AS period,
        unnest($sources) AS source, unnest($versions) AS version
    ) done
    WHERE outbox.dataset = done.dataset AND outbox.unit = done.unit AND outbox.period = done.period
      AND outbox.source = done.source AND outbox.version <= done.version`;
  await db.write((writer) =>
    run(writer, sql, {
      datasets: projections.map(({ key }) => key.dataset),
      units: projections.map(({ key }) => key.unit),
      periods: projections.map(({ key }) => key.period),
      sources: projections.map(({ key }) => key.source),
      versions: projections.map(({ version }) => version),
    }),
  );
}

/** Puts slices back into the outbox, in the order of their uploads; those that wait already are not put there twice. */
export function requeueProjections(db: DuckDb, query: SliceQuery): Promise<number> {
  const bindings = sliceBindings(query);
  return db.write(async (writer) => {
    const sql = `
      INSERT INTO outbox
      SELECT current.dataset, unit, period, source, version, upload.revision
      FROM (${CURRENT_SLICES}) AS current JOIN upload ON upload.id = current.upload_id
      WHERE NOT EXISTS (
        SELECT 1 FROM outbox AS waiting
        WHERE waiting.dataset = current.dataset AND waiting.unit = current.unit
          AND waiting.period = current.period AND waiting.source = current.source
          AND waiting.version = current.version
      )`;
    await run(writer, sql, bindings);
    const counted = { sql: `SELECT count(*) AS slices FROM (${CURRENT_SLICES})`, bindings };
    const [slices = 0] = await ask(writer, counted, (row) => row.number('slices'));
    return slices;
  });
}
