import { PerspektivError } from '#core';
import {
  type AsOf,
  type ChainLink,
  type JournalEntry,
  type JournalKind,
  type JournalQuery,
} from '../ledger.js';
import {
  type PackedEntry,
  type RestingEntry,
  isSameEntry,
  packEntries,
  unpackEntry,
} from '../packed-entry.js';
import { nextLink } from './chain.js';
import { expectAsOf } from './expect-as-of.js';
import { type Asker, type Postgres, type Reading } from './postgres.js';
import { readRevision } from './read-revision.js';

interface EntryRow {
  readonly id: string;
  readonly kind: JournalKind;
  readonly at_ms: number;
  readonly author: string;
  readonly period: string | null;
  readonly measure: string | null;
  readonly subject: string | null;
  readonly content: Uint8Array;
  readonly chain_sequence: number | null;
  readonly chain_hash: string | null;
}

function toResting({ at_ms, author, ...row }: EntryRow): RestingEntry {
  const { id, kind, period, measure, subject, content } = row;
  const { chain_sequence: sequence, chain_hash: hash } = row;
  const link = sequence === null || hash === null ? {} : { link: { sequence, hash } };
  return { id, kind, atMs: at_ms, by: author, period, measure, subject, content, ...link };
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
    if (await isNew(asker, entry)) {
      const link = entry.digest === null ? null : await nextLink(asker, entry, entry.digest);
      await insert(asker, entry, { revision, place, link });
      continue;
    }
    if (await isAppended(asker, entry)) continue;
    throw new PerspektivError(
      'store/entry-id-taken',
      `The id ${entry.id} belongs to another entry of the journal`,
    );
  }
}

/** Whether all of them that are in no chain are there, as they are: then they are only told again. */
async function areAppended(asker: Asker, entries: readonly PackedEntry[]): Promise<boolean> {
  for (const entry of entries) if (entry.digest === null && !(await isAppended(asker, entry))) return false;
  return true;
}

async function isNew(asker: Asker, { id }: PackedEntry): Promise<boolean> {
  const [known] = await asker.ask('SELECT FROM perspektiv.journal WHERE id = $1', [id]);
  return known === undefined;
}

async function insert(
  asker: Asker,
  { id, kind, atMs, by, period, measure, subject, content }: PackedEntry,
  { revision, place, link }: { revision: number; place: number; link: ChainLink | null },
): Promise<void> {
  const sql = `
    INSERT INTO perspektiv.journal
      (id, revision, place, kind, at_ms, author, period, measure, subject, content, chain_sequence, chain_hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;
  const bindings = [id, revision, place, kind, atMs, by, period, measure, subject, content];
  await asker.run(sql, [...bindings, link?.sequence ?? null, link?.hash ?? null]);
}

/** Whether the entry is there, and says the same. */
async function isAppended(asker: Asker, entry: PackedEntry): Promise<boolean> {
  const [known] = await asker.ask<EntryRow>('SELECT * FROM perspektiv.journal WHERE id = $1', [entry.id]);
  return known !== undefined && isSameEntry(toResting(known), entry);
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
  return Promise.all(rows.map((row) => unpackEntry(toResting(row))));
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
        FROM perspektiv.journal WHERE kind = ANY($1) AND chain_sequence IS NULL
      ) AS counted
      WHERE from_end > 1 AND at_ms < $2
    )`;
  await db.write((asker) => asker.run(sql, [kinds, beforeMs]));
}
