import { PerspektivError } from '#core';
import { type Asker, type Postgres } from './postgres.js';

/** The oldest server that this is tested with has a higher number; older ones lack nothing that is used, but are no longer mended. */
const OLDEST_SERVER = 130_000;

/**
 * The steps that bring a database from one version to the next, each run once and all in one transaction. A step that has
 * landed is never edited: add another. Texts are compared byte by byte, so that order is the same everywhere.
 */
const STEPS: readonly string[] = [
  `CREATE DOMAIN perspektiv.word AS text COLLATE "C";

   CREATE TABLE perspektiv.upload (
     id perspektiv.word PRIMARY KEY, revision bigint NOT NULL UNIQUE, dataset perspektiv.word NOT NULL,
     sha256 perspektiv.word NOT NULL, units text[] NOT NULL, receipt text NOT NULL
   );
   CREATE TABLE perspektiv.slice_version (
     dataset perspektiv.word NOT NULL, unit perspektiv.word NOT NULL, period perspektiv.word NOT NULL,
     source perspektiv.word NOT NULL, version integer NOT NULL,
     upload_id perspektiv.word NOT NULL REFERENCES perspektiv.upload, received_at_ms bigint NOT NULL,
     row_count bigint NOT NULL, total double precision, holds text, content bytea NOT NULL,
     PRIMARY KEY (dataset, unit, period, source, version)
   );
   CREATE INDEX ON perspektiv.slice_version (upload_id);
   -- Content is packed before it comes here.
   ALTER TABLE perspektiv.slice_version ALTER content SET STORAGE EXTERNAL;
   CREATE TABLE perspektiv.outbox (
     dataset perspektiv.word NOT NULL, unit perspektiv.word NOT NULL, period perspektiv.word NOT NULL,
     source perspektiv.word NOT NULL, version integer NOT NULL, revision bigint NOT NULL,
     holder perspektiv.word, held_until timestamptz,
     PRIMARY KEY (dataset, unit, period, source, version)
   );

   CREATE TABLE perspektiv.journal (
     id perspektiv.word PRIMARY KEY, revision bigint NOT NULL, place integer NOT NULL, kind perspektiv.word NOT NULL,
     at_ms bigint NOT NULL, author text NOT NULL, period perspektiv.word, measure perspektiv.word,
     subject perspektiv.word, content bytea NOT NULL, UNIQUE (revision, place)
   );
   CREATE INDEX ON perspektiv.journal (kind, revision, place);
   ALTER TABLE perspektiv.journal ALTER content SET STORAGE EXTERNAL;`,
  `CREATE TABLE perspektiv.member (
     work perspektiv.word NOT NULL, member perspektiv.word NOT NULL, heard timestamptz NOT NULL,
     PRIMARY KEY (work, member)
   );
   CREATE TABLE perspektiv.term (
     work perspektiv.word NOT NULL, start_ms bigint NOT NULL, members text[] NOT NULL, decided timestamptz NOT NULL,
     PRIMARY KEY (work, start_ms)
   );`,
  // Facts rest with the ledger. Observations get their tables when the data sets are known (observation-tables.ts), and are
  // filled from the ledger; roll-ups and outages come from where they were (earlier-facts.ts).
  `CREATE TABLE perspektiv.moving (begun timestamptz NOT NULL);
   CREATE TABLE perspektiv.to_refill (
     dataset perspektiv.word NOT NULL, unit perspektiv.word NOT NULL, period perspektiv.word NOT NULL,
     source perspektiv.word NOT NULL
   );
   DROP TABLE perspektiv.outbox;
   DELETE FROM perspektiv.journal WHERE kind = 'projection';

   CREATE TABLE perspektiv.availability_hour (
     system perspektiv.word NOT NULL, start_ms bigint NOT NULL,
     inside_up_ms double precision NOT NULL, inside_degraded_ms double precision NOT NULL,
     inside_down_ms double precision NOT NULL, inside_unmonitored_ms double precision NOT NULL,
     maintenance_up_ms double precision NOT NULL, maintenance_degraded_ms double precision NOT NULL,
     maintenance_down_ms double precision NOT NULL, maintenance_unmonitored_ms double precision NOT NULL,
     outside_up_ms double precision NOT NULL, outside_degraded_ms double precision NOT NULL,
     outside_down_ms double precision NOT NULL, outside_unmonitored_ms double precision NOT NULL,
     samples bigint NOT NULL, satisfied bigint NOT NULL, tolerating bigint NOT NULL, frustrated bigint NOT NULL,
     latency integer[] NOT NULL,
     PRIMARY KEY (system, start_ms)
   );
   CREATE TABLE perspektiv.availability_day (LIKE perspektiv.availability_hour INCLUDING ALL);
   CREATE INDEX ON perspektiv.availability_hour (start_ms);
   CREATE INDEX ON perspektiv.availability_day (start_ms);
   CREATE TABLE perspektiv.outage (
     system perspektiv.word NOT NULL, start_ms bigint NOT NULL, end_ms bigint, reason perspektiv.word NOT NULL,
     counted boolean NOT NULL
   );
   CREATE INDEX ON perspektiv.outage (system, start_ms)`,
  // What was handed in before parts were told apart is of the empty one.
  `ALTER TABLE perspektiv.slice_version ADD COLUMN part perspektiv.word NOT NULL DEFAULT '';
   ALTER TABLE perspektiv.slice_version DROP CONSTRAINT slice_version_pkey;
   ALTER TABLE perspektiv.slice_version ADD PRIMARY KEY (dataset, unit, period, source, part, version);
   ALTER TABLE perspektiv.to_refill ADD COLUMN part perspektiv.word NOT NULL DEFAULT ''`,
  // Who leads the schedule, and until when by the server's clock.
  `CREATE TABLE perspektiv.leader (
     work perspektiv.word PRIMARY KEY, member uuid NOT NULL, until timestamptz NOT NULL
   )`,
  // Entries of the audit log are linked from here on.
  `ALTER TABLE perspektiv.journal ADD COLUMN chain_sequence bigint, ADD COLUMN chain_hash text;
   CREATE TABLE perspektiv.journal_chain (
     kind perspektiv.word NOT NULL, subject perspektiv.word, sequence bigint NOT NULL, hash text NOT NULL,
     forgotten_sequence bigint, forgotten_hash text
   );
   CREATE INDEX ON perspektiv.journal (kind, subject, chain_sequence) WHERE chain_sequence IS NOT NULL`,
];

async function checkServer(asker: Asker): Promise<void> {
  const [server] = await asker.ask<{ number: number; version: string }>(
    `SELECT current_setting('server_version_num')::bigint AS number, current_setting('server_version') AS version`,
  );
  if (server && server.number >= OLDEST_SERVER) return;
  throw new PerspektivError(
    'store/old-server',
    `The ledger's database is PostgreSQL ${server?.version ?? ''}; at least 13 is needed. Move it to a newer server.`,
  );
}

/** The version of a database; 0 for one that nobody has used. */
async function versionIn(asker: Asker): Promise<number> {
  // Not by to_regclass: that may answer from before another process that migrated was waited for.
  const [found] = await asker.ask<{ there: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_catalog.pg_tables
       WHERE schemaname = 'perspektiv' AND tablename = 'schema_version') AS there`,
  );
  if (!found?.there) return 0;
  const [row] = await asker.ask<{ version: number }>(
    'SELECT max(version) AS version FROM perspektiv.schema_version',
  );
  return row?.version ?? 0;
}

/** Brings a database to the version that this program writes; of several processes that start, one does it. */
export async function migrate(db: Postgres): Promise<void> {
  await db.read(checkServer);
  if ((await db.read(versionIn)) === STEPS.length) return;
  await db.write(async (asker) => {
    const version = await versionIn(asker);
    if (version > STEPS.length) {
      throw new PerspektivError(
        'store/newer-file',
        `The ledger's database is of version ${version}, this program knows ${STEPS.length}. Use the program that wrote it, or a later one.`,
      );
    }
    if (version === 0) {
      await asker.run('CREATE SCHEMA IF NOT EXISTS perspektiv');
      await asker.run('CREATE TABLE perspektiv.schema_version (version integer PRIMARY KEY)');
    }
    for (const [index, step] of STEPS.entries()) {
      if (index < version) continue;
      for (const statement of step.split(/;\s*$/m)) if (statement.trim()) await asker.run(statement);
      await asker.run('INSERT INTO perspektiv.schema_version VALUES ($1)', [index + 1]);
    }
  });
}
