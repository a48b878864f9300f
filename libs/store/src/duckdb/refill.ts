import { type SliceKey } from '#core';
import { type SliceQuery } from '../ledger.js';
import { type DuckDb } from './duck-db.js';
import { type ObservationTables } from './observation-tables.js';
import { currentContents } from './read-contents.js';
import { CURRENT_SLICES, sliceBindings } from './read-slices.js';
import { withObservations } from './replace-observations.js';
import { ask, run } from './sql.js';

/** So many slices are made anew at a time: their content is held in memory. */
const SLICES_AT_ONCE = 50;

/** Makes the observations of slices anew from their current content, some in each transaction; answers of how many. */
export async function refill(db: DuckDb, tables: ObservationTables, query: SliceQuery): Promise<number> {
  const sql = `SELECT dataset, unit, period, source, part FROM (${CURRENT_SLICES})
    ORDER BY dataset, unit, period, source, part`;
  const bindings = sliceBindings(query);
  const keys = await db.read((reader) => ask(reader, { sql, bindings }, (row) => row.sliceKey()));
  return refillSlices(db, tables, keys);
}

/** Makes anew the observations of the slices that an earlier version of this program left behind the ledger. */
export async function refillWaiting(db: DuckDb, tables: ObservationTables): Promise<void> {
  const sql = 'SELECT DISTINCT dataset, unit, period, source, part FROM to_refill';
  const keys = await db.read((reader) => ask(reader, { sql }, (row) => row.sliceKey()));
  const known = keys.filter(({ dataset }) => tables.has(dataset));
  if (known.length === 0) return;
  await refillSlices(db, tables, known);
  const datasets = [...new Set(known.map(({ dataset }) => dataset))];
  const done = 'DELETE FROM to_refill WHERE dataset IN (SELECT unnest($datasets))';
  await db.write((writer) => run(writer, done, { datasets }));
}

/** Those of data sets that the config no longer has stay as they are: nothing asks for them. */
async function refillSlices(
  db: DuckDb,
  tables: ObservationTables,
  keys: readonly SliceKey[],
): Promise<number> {
  const known = keys.filter(({ dataset }) => tables.has(dataset));
  for (let from = 0; from < known.length; from += SLICES_AT_ONCE) {
    await refillSome(db, tables, known.slice(from, from + SLICES_AT_ONCE));
  }
  return known.length;
}

/** What is handed in meanwhile stands: then the slices are looked at again. */
async function refillSome(db: DuckDb, tables: ObservationTables, keys: readonly SliceKey[]): Promise<void> {
  for (let isDone = false; !isDone;) {
    const read = await db.read((reader) => currentContents(reader, keys));
    isDone = await withObservations(db, { tables, slices: read }, (takeIn) =>
      db.write(async (writer) => {
        const now = await currentContents(writer, keys, 'NULL::BLOB');
        if (now.some(({ version }, index) => version !== read[index]?.version)) return false;
        await takeIn(writer);
        return true;
      }),
    );
  }
}
