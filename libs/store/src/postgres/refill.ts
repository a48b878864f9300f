import { type SliceKey } from '#core';
import { type SliceQuery } from '../ledger.js';
import { type ObservationTables } from './observation-tables.js';
import { type Postgres } from './postgres.js';
import { currentContents } from './read-contents.js';
import { type KeyRow, SLICE_VERSIONS, keyOf, sliceBindings } from './read-slices.js';
import { addUp, replaceObservations } from './replace-observations.js';

/** So many slices are made anew at a time: their content is held in memory. */
const SLICES_AT_ONCE = 50;

/** Makes the observations of slices anew from their current content, some in each transaction; answers of how many. */
export async function refill(db: Postgres, tables: ObservationTables, query: SliceQuery): Promise<number> {
  const sql = `
    SELECT dataset, unit, period, source, part FROM (${SLICE_VERSIONS}) AS versions
    WHERE is_current ORDER BY dataset, unit, period, source, part`;
  const rows = await db.read((asker) => asker.ask<KeyRow>(sql, sliceBindings(query)));
  return refillSlices(db, tables, rows.map(keyOf));
}

/** Makes anew the observations of the slices that came while their tables were not there; any number of processes may. */
export async function refillWaiting(db: Postgres, tables: ObservationTables): Promise<void> {
  const sql = 'SELECT DISTINCT dataset, unit, period, source, part FROM perspektiv.to_refill';
  const rows = await db.read((asker) => asker.ask<KeyRow>(sql));
  const known = rows.filter(({ dataset }) => tables.has(dataset));
  if (known.length === 0) return;
  await refillSlices(db, tables, known.map(keyOf));
  const done = 'DELETE FROM perspektiv.to_refill WHERE dataset = ANY($1)';
  const datasets = [...new Set(known.map(({ dataset }) => dataset))];
  await db.write((asker) => asker.run(done, [datasets]));
}

/** Those of data sets that the config no longer has stay as they are: nothing asks for them. */
async function refillSlices(
  db: Postgres,
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
async function refillSome(db: Postgres, tables: ObservationTables, keys: readonly SliceKey[]): Promise<void> {
  for (let isDone = false; !isDone;) {
    const read = await db.read((asker) => currentContents(asker, keys));
    const added = await addUp(tables, read);
    isDone = await db.write(async (asker) => {
      const now = await currentContents(asker, keys, 'NULL');
      if (now.some(({ version }, index) => version !== read[index]?.version)) return false;
      await replaceObservations(asker, added);
      return true;
    });
  }
}
