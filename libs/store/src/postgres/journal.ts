import { isDeepStrictEqual } from 'node:util';
import { PerspektivError } from '#core';
import { packContent, unpackContent } from '../journal-content.js';
import { type AsOf, type JournalEntry, type JournalKind, type JournalQuery } from '../ledger.js';
import { expectAsOf } from './expect-as-of.js';
import { type Asker, type Postgres, type Reading } from './postgres.js';
import { readRevision } from './read-revision.js';

export type PackedEntry = Omit<JournalEntry, 'content'> & { readonly content: Uint8Array };

interface EntryRow {
  readonly id: string;
  readonly kind: JournalKind;
  readonly at_ms: number;
  readonly author: string;
  readonly period: string | null;
  readonly measure: string | null;
  readonly subject: string | null;
  readonly content: Uint8Array;
}

async function toEntry({ at_ms, author, content, ...row }: EntryRow): Promise<JournalEntry> {
  const { id, kind, period, measure, subject } = row;
  return {
    id,
    kind,
    atMs: at_ms,
    by: author,
    period,
    measure,
    subject,
    content: await unpackContent(content),
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
  db: Postgres,
  entries: readonly JournalEntry[],
  asOf?: AsOf,
): Promise<void> {
  if (entries.length === 0) return;
  const packed = await packEntries(entries);
  await db.write(async (asker) => {
    if (asOf && !(await areAppended(asker, packed))) await expectAsOf(asker, asOf);
    await insertEntries(asker, packed, (await readRevision(asker)) + 1);
  });
}

/** Adds entries within a transaction. */
export async function insertEntries(
  asker: Asker,
  entries: readonly PackedEntry[],
  revision: number,
): Promise<void> {
  for (const [place, entry] of entries.entries()) {
    if ((await insert(asker, entry, { revision, place })) || (await isAppended(asker, entry))) continue;
    throw new PerspektivError(
      'store/entry-id-taken',
      `The id ${entry.id} belongs to another entry of the journal`,
    );
  }
}

/** Whether all of them are there, as they are: then they are only told again. */
async function areAppended(asker: Asker, entries: readonly PackedEntry[]): Promise<boolean> {
  for (const entry of entries) if (!(await isAppended(asker, entry))) return false;
  return true;
}

/** Whether the entry is new. */
async function insert(
  asker: Asker,
  { id, kind, atMs, by, period, measure, subject, content }: PackedEntry,
  { revision, place }: { readonly revision: number; readonly place: number },
): Promise<boolean> {
  const sql = `
    INSERT INTO perspektiv.journal
      (id, revision, place, kind, at_ms, author, period, measure, subject, content)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (id) DO NOTHING`;
  const bindings = [id, revision, place, kind, atMs, by, period, measure, subject, content];
  return (await asker.run(sql, bindings)) === 1;
}

/** Whether the entry is there, and says the same. */
async function isAppended(asker: Asker, entry: PackedEntry): Promise<boolean> {
  const [known] = await asker.ask<EntryRow>('SELECT * FROM perspektiv.journal WHERE id = $1', [entry.id]);
  if (!known) return false;
  const now = { ...entry, content: await unpackContent(entry.content) };
  return isDeepStrictEqual(await toEntry(known), now);
}

/** The entries of the journal that are asked for, in their order. */
export async function readEntries(db: Reading, query: JournalQuery): Promise<JournalEntry[]> {
  const { ids = null, kind = null, last = null, before = null } = query;
  const topics = [query.period, query.measure, query.subject];
  const asked = topics.map((topic) => (topic === undefined ? 'no' : 'yes'));
  const sql = `
    SELECT * FROM (
      SELECT * FROM perspektiv.journal
      WHERE ($1::text[] IS NULL OR id = ANY($1))
        AND ($2::text IS NULL OR kind = $2)
        AND ($3::text IS NULL OR (revision, place) < (SELECT revision, place FROM perspektiv.journal WHERE id = $3))
        AND ($5 = 'no' OR period IS NOT DISTINCT FROM $8)
        AND ($6 = 'no' OR measure IS NOT DISTINCT FROM $9)
        AND ($7 = 'no' OR subject IS NOT DISTINCT FROM $10)
      ORDER BY revision DESC, place DESC
      LIMIT $4
    ) AS found
    ORDER BY revision, place`;
  const bindings = [ids, kind, before, last, ...asked, ...topics.map((topic) => topic ?? null)];
  const rows = await db.read((asker) => asker.ask<EntryRow>(sql, bindings));
  return Promise.all(rows.map(toEntry));
}

/** Takes out what is of before an instant, but for the last about each subject. */
export async function forgetEntries(
  db: Postgres,
  kinds: readonly JournalKind[],
  beforeMs: number,
): Promise<void> {
  const sql = `
    DELETE FROM perspektiv.journal WHERE id IN (
      SELECT id FROM (
        SELECT id, at_ms, row_number() OVER (PARTITION BY kind, subject ORDER BY revision DESC, place DESC) AS from_end
        FROM perspektiv.journal WHERE kind = ANY($1)
      ) AS counted
      WHERE from_end > 1 AND at_ms < $2
    )`;
  await db.write((asker) => asker.run(sql, [kinds, beforeMs]));
}
