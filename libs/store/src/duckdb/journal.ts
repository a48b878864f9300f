import { type DuckDBConnection } from '@duckdb/node-api';
import { PerspektivError } from '#core';
import {
  type AsOf,
  type ChainLink,
  type JournalEntry,
  type JournalKind,
  type JournalQuery,
  JOURNAL_KINDS,
} from '../ledger.js';
import {
  type PackedEntry,
  type RestingEntry,
  isSameEntry,
  packEntries,
  unpackEntry,
} from '../packed-entry.js';
import { nextLink } from './chain.js';
import { type DuckDb, type Reading } from './duck-db.js';
import { expectAsOf } from './expect-as-of.js';
import { readRevision } from './read-revision.js';
import { type Row } from './row.js';
import { ask, run } from './sql.js';

function toResting(row: Row): RestingEntry {
  const sequence = row.numberOrNull('chain_sequence');
  return {
    id: row.text('id'),
    kind: row.oneOf(JOURNAL_KINDS, 'kind'),
    atMs: row.number('at_ms'),
    by: row.text('author'),
    period: row.textOrNull('period'),
    measure: row.textOrNull('measure'),
    subject: row.textOrNull('subject'),
    content: row.bytes('content'),
    ...(sequence === null ? {} : { link: { sequence, hash: row.text('chain_hash') } }),
  };
}

/** Adds entries in one transaction. */
export async function appendEntries(
  db: DuckDb,
  entries: readonly JournalEntry[],
  asOf?: AsOf,
): Promise<void> {
  if (entries.length === 0) return;
  const packedEntries = await packEntries(entries);
  await db.write(async (writer) => {
    if (asOf && !(await areAppended(writer, packedEntries))) await expectAsOf(writer, asOf);
    await insertEntries(writer, packedEntries, (await readRevision(writer)) + 1);
  });
}

/** Adds entries within a transaction. */
export async function insertEntries(
  writer: DuckDBConnection,
  entries: readonly PackedEntry[],
  revision: number,
): Promise<void> {
  for (const [place, entry] of entries.entries()) {
    const known = await standing(writer, entry);
    if (known === null) {
      const link = entry.digest === null ? null : await nextLink(writer, entry, entry.digest);
      await insert(writer, entry, { revision, place, link });
    } else if (known === 'another') {
      throw new PerspektivError(
        'store/entry-id-taken',
        `The id ${entry.id} belongs to another entry of the journal`,
      );
    }
  }
}

/** Whether all of them that are in no chain are there, as they are: then they are only told again. */
async function areAppended(writer: DuckDBConnection, entries: readonly PackedEntry[]): Promise<boolean> {
  for (const entry of entries) {
    if (entry.digest === null && (await standing(writer, entry)) !== 'the same') return false;
  }
  return true;
}

/** What has an entry's id; `null` when nothing has. */
async function standing(
  writer: DuckDBConnection,
  entry: PackedEntry,
): Promise<'the same' | 'another' | null> {
  const question = { sql: 'SELECT * FROM journal WHERE id = $id', bindings: { id: entry.id } };
  const [known] = await ask(writer, question, toResting);
  if (!known) return null;
  return (await isSameEntry(known, entry)) ? 'the same' : 'another';
}

function insert(
  writer: DuckDBConnection,
  { id, kind, atMs, by, period, measure, subject, content }: PackedEntry,
  { revision, place, link }: { revision: number; place: number; link: ChainLink | null },
): Promise<void> {
  const sql = `
    INSERT INTO journal
    VALUES ($id, $revision, $place, $kind, $atMs, $by, $period, $measure, $subject, $content, $sequence, $hash)`;
  const linked = { sequence: link?.sequence ?? null, hash: link?.hash ?? null };
  return run(writer, sql, {
    ...{ id, revision, place, kind, atMs, by, period, measure, subject, content },
    ...linked,
  });
}

/** The entries of the journal that are asked for, in their order. */
export async function readEntries(db: Reading, query: JournalQuery): Promise<JournalEntry[]> {
  const { ids = null, kind = null, last = null, before = null } = query;
  const { period, measure, subject } = query;
  const topics = { period, measure, subject };
  const asked = Object.entries(topics).filter(([, topic]) => topic !== undefined);
  const sql = `
    SELECT * FROM (
      SELECT * FROM journal
      WHERE ($ids IS NULL OR id IN (SELECT unnest($ids::VARCHAR[]))) AND ($kind IS NULL OR kind = $kind)
        AND ($before IS NULL OR (revision, place) < (SELECT (revision, place) FROM journal WHERE id = $before))
        ${asked.map(([column]) => `AND ${column} IS NOT DISTINCT FROM $${column}`).join(' ')}
      ORDER BY revision DESC, place DESC
      LIMIT coalesce($last, 9223372036854775807)
    )
    ORDER BY revision, place`;
  const bindings = {
    ids,
    kind,
    last,
    before,
    ...Object.fromEntries(asked.map(([name, topic]) => [name, topic ?? null])),
  };
  const found = await db.read((reader) => ask(reader, { sql, bindings }, toResting));
  const entries: JournalEntry[] = [];
  for (const entry of found) entries.push(await unpackEntry(entry));
  return entries;
}

/** Takes out what is of before an instant, but for the last about each subject. */
export function forgetEntries(db: DuckDb, kinds: readonly JournalKind[], beforeMs: number): Promise<void> {
  const sql = `
    DELETE FROM journal WHERE id IN (
      SELECT id FROM (
        SELECT id, at_ms, row_number() OVER (PARTITION BY kind, subject ORDER BY revision DESC, place DESC) AS from_end
        FROM journal WHERE kind IN (SELECT unnest($kinds)) AND chain_sequence IS NULL
      )
      WHERE from_end > 1 AND at_ms < $beforeMs
    )`;
  return db.write((writer) => run(writer, sql, { kinds, beforeMs }));
}
