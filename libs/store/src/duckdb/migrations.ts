import { type DuckDBConnection } from '@duckdb/node-api';
import { PerspektivError } from '#core';
import { ask, run } from './sql.js';

/**
 * The steps that bring a file from one version to the next, each run once and in one transaction. A step that has
 * landed is never edited: add another. Tables of observations are not here: they follow the data sets' schemas
 * (observation-tables.ts).
 *
 * Only small tables have primary keys: elsewhere an index costs more than what it guards, and every write passes the
 * one writer (duck-db.ts).
 */
const STEPS: readonly string[] = [
  `CREATE TABLE sample_hot (
     target VARCHAR NOT NULL, vantage VARCHAR NOT NULL, time_ms BIGINT NOT NULL, state VARCHAR NOT NULL,
     total_ms DOUBLE, dns_ms DOUBLE, connect_ms DOUBLE, tls_ms DOUBLE, ttfb_ms DOUBLE,
     status_code INTEGER, reason VARCHAR, cert_days DOUBLE, arrival BIGINT NOT NULL
   );
   CREATE TABLE sample_segment (
     day INTEGER PRIMARY KEY, file VARCHAR NOT NULL, generation INTEGER NOT NULL
   );

   CREATE TABLE availability_hour (
     system VARCHAR NOT NULL, start_ms BIGINT NOT NULL, city_date VARCHAR NOT NULL,
     inside_up_ms DOUBLE NOT NULL, inside_degraded_ms DOUBLE NOT NULL,
     inside_down_ms DOUBLE NOT NULL, inside_unmonitored_ms DOUBLE NOT NULL,
     maintenance_up_ms DOUBLE NOT NULL, maintenance_degraded_ms DOUBLE NOT NULL,
     maintenance_down_ms DOUBLE NOT NULL, maintenance_unmonitored_ms DOUBLE NOT NULL,
     outside_up_ms DOUBLE NOT NULL, outside_degraded_ms DOUBLE NOT NULL,
     outside_down_ms DOUBLE NOT NULL, outside_unmonitored_ms DOUBLE NOT NULL,
     samples BIGINT NOT NULL, satisfied BIGINT NOT NULL, tolerating BIGINT NOT NULL, frustrated BIGINT NOT NULL,
     latency INTEGER[] NOT NULL
   );
   CREATE TABLE availability_day AS FROM availability_hour;
   CREATE TABLE outage (
     system VARCHAR NOT NULL, start_ms BIGINT NOT NULL, end_ms BIGINT, reason VARCHAR NOT NULL,
     counted BOOLEAN NOT NULL
   );

   CREATE TABLE upload (
     id VARCHAR PRIMARY KEY, revision BIGINT NOT NULL, dataset VARCHAR NOT NULL, sha256 VARCHAR NOT NULL,
     units VARCHAR[] NOT NULL, receipt VARCHAR NOT NULL
   );
   CREATE TABLE slice_version (
     dataset VARCHAR NOT NULL, unit VARCHAR NOT NULL, period VARCHAR NOT NULL, source VARCHAR NOT NULL,
     version INTEGER NOT NULL, upload_id VARCHAR NOT NULL, received_at_ms BIGINT NOT NULL,
     row_count BIGINT NOT NULL, total DOUBLE, content BLOB NOT NULL
   );
   CREATE TABLE outbox (
     dataset VARCHAR NOT NULL, unit VARCHAR NOT NULL, period VARCHAR NOT NULL, source VARCHAR NOT NULL,
     version INTEGER NOT NULL, revision BIGINT NOT NULL
   );`,
  `CREATE TABLE journal (
     id VARCHAR PRIMARY KEY, revision BIGINT NOT NULL, place INTEGER NOT NULL, kind VARCHAR NOT NULL,
     at_ms BIGINT NOT NULL, author VARCHAR NOT NULL, period VARCHAR, measure VARCHAR, subject VARCHAR,
     content BLOB NOT NULL
   );`,
  `ALTER TABLE slice_version ADD COLUMN holds VARCHAR`,
  // Observations rest with the ledger: what waited for them is refilled when the tables are ready (records.ts).
  `CREATE TABLE to_refill AS SELECT DISTINCT dataset, unit, period, source FROM outbox;
   DROP TABLE outbox;
   DELETE FROM journal WHERE kind = 'projection'`,
  // What was handed in before parts were told apart is of the empty one.
  `ALTER TABLE slice_version ADD COLUMN part VARCHAR DEFAULT '';
   ALTER TABLE to_refill ADD COLUMN part VARCHAR DEFAULT ''`,
  // Entries of the audit log are linked from here on.
  `ALTER TABLE journal ADD COLUMN chain_sequence BIGINT;
   ALTER TABLE journal ADD COLUMN chain_hash VARCHAR;
   CREATE TABLE journal_chain (
     kind VARCHAR NOT NULL, subject VARCHAR, sequence BIGINT NOT NULL, hash VARCHAR NOT NULL,
     forgotten_sequence BIGINT, forgotten_hash VARCHAR
   )`,
];

/** Brings a file to the version that this program writes. Throws `store/newer-file` for a file from a later program. */
export async function migrate(writer: DuckDBConnection): Promise<void> {
  await run(writer, 'CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
  const sql = 'SELECT coalesce(max(version), 0) AS version FROM schema_version';
  const [version = 0] = await ask(writer, { sql }, (row) => row.number('version'));
  if (version > STEPS.length) {
    throw new PerspektivError(
      'store/newer-file',
      `The store is of version ${version}, this program knows ${STEPS.length}. Use the program that wrote it, or a later one.`,
    );
  }
  for (const [index, step] of STEPS.entries()) {
    if (index < version) continue;
    await run(writer, 'BEGIN TRANSACTION');
    await writer.run(step);
    await run(writer, 'INSERT INTO schema_version VALUES ($version)', { version: index + 1 });
    await run(writer, 'COMMIT');
  }
}
