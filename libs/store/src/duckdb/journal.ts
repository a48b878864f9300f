import { isDeepStrictEqual } from 'node:util';
import { type DuckDBConnection } from '@duckdb/node-api';
import { PerspektivError } from '#core';
import { packContent, unpackContent } from '../journal-content.js';
import {
  type AsOf,
  type JournalEntry,
  type JournalKind,
  type JournalQuery,
  JOURNAL_KINDS,
} from '../ledger.js';
import { type DuckDb, type Reading } from './duck-db.js';
import { expectAsOf } from './expect-as-of.js';
import { readRevision } from './read-revision.js';
import { type Row } from './row.js';
import { ask, run } from './sql.js';

export type PackedEntry = Omit<JournalEntry, 'content'> & { readonly content: Uint8Array };

function toPacked(row: Row): PackedEntry {
  return {
    id: row.text('id'),
    kind: row.oneOf(JOURNAL_KINDS, 'kind'),
    atMs: row.number('at_ms'),
    by: row.text('author'),
    period: row.textOrNull('period'),
    measure: row.textOrNull('measure'),
    subject: row.textOrNull('subject'),
    content: row.bytes('content'),
  };
}

/** Entries as they rest; packed before a transaction, so that other writes do not wait for that. */
export async function packEntries(entries: readonly JournalEntry[]): Promise<PackedEntry[]> {
  const packed: PackedEntry[] = [];
  for (const entry of entries) packed.push({ ...entry, content: await packContent(entry.content) });
  return packed;
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
    if (known === null) await insert(writer, entry, { revision, place });
    else if (known === 'another') {
      throw new PerspektivError(
        'store/entry-id-taken',
        `The id ${entry.id} belongs to another entry of the journal`,
      );
    }
  }
}

/** Whether all of them are there, as they are: then they are only told again. */
async function areAppended(writer: DuckDBConnection, entries: readonly PackedEntry[]): Promise<boolean> {
  for (const entry of entries) if ((await standing(writer, entry)) !== 'the same') return false;
  return true;
}

/** What has an entry's id; `null` when nothing has. */
async function standing(
  writer: DuckDBConnection,
  entry: PackedEntry,
): Promise<'the same' | 'another' | null> {
  const question = { sql: 'SELECT * FROM journal WHERE id = $id', bindings: { id: entry.id } };
  const [known] = await ask(writer, question, toPacked);
  if (!known) return null;
  const [before, now] = await Promise.all([known, entry].map((each) => unpackContent(each.content)));
  const isSame = isDeepStrictEqual({ ...known, content: before }, { ...entry, content: now });
  return isSame ? 'the same' : 'another';
}

function insert(
  writer: DuckDBConnection,
  { id, kind, atMs, by, period, measure, subject, content }: PackedEntry,
  { revision, place }: { readonly revision: number; readonly place: number },
): Promise<void> {
  const sql = `
    INSERT INTO journal
    VALUES ($id, $revision, $place, $kind, $atMs, $by, $period, $measure, $subject, $content)`;
  return run(writer, sql, { id, revision, place, kind, atMs, by, period, measure, subject, content });
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
  const found = await db.read((reader) => ask(reader, { sql, bindings }, toPacked));
  const entries: JournalEntry[] = [];
  for (const entry of found) entries.push({ ...entry, content: await unpackContent(entry.content) });
  return entries;
}

/** Takes out what is of before an instant, but for the last about each subject. */
export function forgetEntries(db: DuckDb, kinds: readonly JournalKind[], beforeMs: number): Promise<void> {
  const sql = `
    DELETE FROM journal WHERE id IN (
      SELECT id FROM (
        SELECT id, at_ms, row_number() OVER (PARTITION BY kind, subject ORDER BY revision DESC, place DESC) AS from_end
        FROM journal WHERE kind IN (SELECT unnest($kinds))
      )
      WHERE from_end > 1 AND at_ms < $beforeMs
    )`;
  return db.write((writer) => run(writer, sql, { kinds, beforeMs }));
}
