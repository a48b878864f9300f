import { type DuckDBConnection } from '@duckdb/node-api';
import { PerspektivError } from '#core';
import { openDuckDb } from './duckdb/duck-db.js';
import { type Row } from './duckdb/row.js';
import { ask } from './duckdb/sql.js';
import { migrate } from './postgres/migrations.js';
import { beginMove, endMove, isHalfMoved } from './postgres/moving.js';
import { type Asker, type Bindable, Postgres } from './postgres/postgres.js';
import { readRevision } from './postgres/read-revision.js';

/** So many rows are held in memory at a time: some have contents of megabytes. */
const ROWS_AT_ONCE = 100;

/** How many rows of each table were copied. */
export interface LedgerCopied {
  readonly uploads: number;
  readonly sliceVersions: number;
  readonly entries: number;
}

/** A table of the embedded ledger, and what its rows are in PostgreSQL, by the order of the columns. */
interface Table {
  readonly name: string;
  /** What is asked of the embedded one; `rowid` besides. */
  readonly columns: string;
  readonly toRow: (row: Row) => Bindable[];
}

const KEY = ['dataset', 'unit', 'period', 'source'] as const;

const UPLOADS: Table = {
  name: 'upload',
  columns: 'id, revision, dataset, sha256, to_json(units)::VARCHAR AS units, receipt',
  toRow: (row) => [
    ...[row.text('id'), row.number('revision'), row.text('dataset'), row.text('sha256')],
    ...[JSON.parse(row.text('units')) as string[], row.text('receipt')],
  ],
};

const SLICE_VERSIONS: Table = {
  name: 'slice_version',
  columns: '*',
  toRow: (row) => [
    ...KEY.map((column) => row.text(column)),
    ...[row.number('version'), row.text('upload_id'), row.number('received_at_ms'), row.number('row_count')],
    ...[row.numberOrNull('total'), row.textOrNull('holds'), row.bytes('content'), row.text('part')],
  ],
};

const JOURNAL: Table = {
  name: 'journal',
  columns: '*',
  toRow: (row) => [
    ...[row.text('id'), row.number('revision'), row.number('place'), row.text('kind'), row.number('at_ms')],
    ...[row.text('author'), row.textOrNull('period'), row.textOrNull('measure'), row.textOrNull('subject')],
    ...[row.bytes('content'), row.numberOrNull('chain_sequence'), row.textOrNull('chain_hash')],
  ],
};

const CHAINS: Table = {
  name: 'journal_chain',
  columns: '*',
  toRow: (row) => [
    ...[row.text('kind'), row.textOrNull('subject'), row.number('sequence'), row.text('hash')],
    ...[row.numberOrNull('forgotten_sequence'), row.textOrNull('forgotten_hash')],
  ],
};

/**
 * Copies the embedded ledger of a data folder into an empty PostgreSQL database, row by row and in one transaction: every
 * version of every slice, every entry, every revision as it was. From then on the database opens only to be moved into, until
 * {@link endMoving}; a move that was broken off begins anew. Throws `store/not-empty` when something else is there already.
 */
export async function copyLedger(folder: string, address: string): Promise<LedgerCopied> {
  const from = await openDuckDb(folder);
  try {
    return await onDatabase(address, (to) =>
      from.read((reader) =>
        to.write(async (asker) => {
          if (!(await isHalfMoved(asker))) await refuseUnlessEmpty(asker, to.at);
          await beginMove(asker);
          const uploads = await copyTable(reader, asker, UPLOADS);
          const sliceVersions = await copyTable(reader, asker, SLICE_VERSIONS);
          const entries = await copyTable(reader, asker, JOURNAL);
          await copyTable(reader, asker, CHAINS);
          return { uploads, sliceVersions, entries };
        }),
      ),
    );
  } finally {
    await from.close();
  }
}

/** Throws `store/not-empty` when a ledger's database holds something that no broken-off move has left. */
export function expectEmptyLedger(address: string): Promise<void> {
  return onDatabase(address, (to) =>
    to.read(async (asker) => {
      if (!(await isHalfMoved(asker))) await refuseUnlessEmpty(asker, to.at);
    }),
  );
}

/** Says that a city that was moved is all there: then the database opens as any other. */
export function endMoving(address: string): Promise<void> {
  return onDatabase(address, (to) => to.write(endMove));
}

async function onDatabase<T>(address: string, work: (to: Postgres) => Promise<T>): Promise<T> {
  const to = new Postgres(address);
  try {
    await migrate(to);
    return await work(to);
  } finally {
    await to.close();
  }
}

async function refuseUnlessEmpty(asker: Asker, at: string): Promise<void> {
  if ((await readRevision(asker)) === 0) return;
  throw new PerspektivError(
    'store/not-empty',
    `The ledger's database ${at} holds uploads or entries already. Name an empty one: nothing is mixed.`,
  );
}

async function copyTable(reader: DuckDBConnection, asker: Asker, table: Table): Promise<number> {
  const { name, columns, toRow } = table;
  const sql = `
    SELECT rowid, ${columns} FROM ${name} WHERE rowid > $after ORDER BY rowid LIMIT ${ROWS_AT_ONCE}`;
  let copied = 0;
  for (let after = -1; ;) {
    const rows = await ask(reader, { sql, bindings: { after } }, (row) => ({
      place: row.number('rowid'),
      values: toRow(row),
    }));
    for (const { values } of rows) {
      const places = values.map((_, index) => `$${index + 1}`).join(', ');
      await asker.run(`INSERT INTO perspektiv.${name} VALUES (${places})`, values);
    }
    copied += rows.length;
    const last = rows.at(-1);
    if (!last) return copied;
    after = last.place;
  }
}
