import { join } from 'node:path';
import { type DuckDb } from './duck-db.js';
import { SAMPLE_COLUMNS } from './read-samples.js';
import {
  DAY_MS,
  dropUnnamedFiles,
  segmentFolder,
  segmentName,
  segments,
  writeDurably,
} from './segment-files.js';
import { ask, run } from './sql.js';

/** A day is settled when it ended this long ago: few samples come later, and those few cost one more sealing. */
const SETTLED_AFTER_MS = DAY_MS;

/**
 * Seals each settled UTC day of raw samples into a segment of its own, and drops the days that ended by `keepFromMs`.
 * A kill at any point loses and doubles nothing: a segment counts from the transaction that names it and takes its
 * samples out of the hot table.
 */
export function housekeep(db: DuckDb, nowMs: number, keepFromMs: number): Promise<void> {
  return db.housekeep(async () => {
    await dropDaysBefore(db, Math.floor(keepFromMs / DAY_MS));
    for (const day of await hotDaysBefore(db, Math.floor((nowMs - SETTLED_AFTER_MS) / DAY_MS))) {
      await sealDay(db, day);
    }
    // Who began to read before may still need a file that no segment names any more.
    await db.readsSettled();
    await db.read((reader) => dropUnnamedFiles(reader, db.folder));
  });
}

function dropDaysBefore(db: DuckDb, day: number): Promise<void> {
  return db.write(async (writer) => {
    await run(writer, 'DELETE FROM sample_segment WHERE day < $day', { day });
    await run(writer, 'DELETE FROM sample_hot WHERE time_ms < $beforeMs', { beforeMs: day * DAY_MS });
  });
}

function hotDaysBefore(db: DuckDb, day: number): Promise<number[]> {
  const sql = `
    SELECT DISTINCT time_ms // $dayMs AS day FROM sample_hot
    WHERE time_ms < $beforeMs
    ORDER BY day`;
  const bindings = { dayMs: DAY_MS, beforeMs: day * DAY_MS };
  return db.read((reader) => ask(reader, { sql, bindings }, (row) => row.number('day')));
}

/** A sealed day with the late samples that have come since; without a segment before, only those. */
function sealing(resealed: boolean): string {
  const sealed = `SELECT ${SAMPLE_COLUMNS}, 0 AS arrival FROM read_parquet($files) UNION ALL`;
  return `
    COPY (
      SELECT ${SAMPLE_COLUMNS}
      FROM (
        ${resealed ? sealed : ''}
        SELECT ${SAMPLE_COLUMNS}, arrival FROM sample_hot
        WHERE time_ms >= $startMs AND time_ms < $endMs AND arrival <= $last
      )
      QUALIFY row_number() OVER (PARTITION BY target, vantage, time_ms ORDER BY arrival) = 1
      ORDER BY target, time_ms, vantage
    ) TO $path (FORMAT parquet, COMPRESSION zstd)`;
}

async function sealDay(db: DuckDb, day: number): Promise<void> {
  const folder = segmentFolder(db.folder);
  const window = { startMs: day * DAY_MS, endMs: (day + 1) * DAY_MS };
  const { file, generation, last } = await db.read(async (reader) => {
    const [previous] = await segments(reader, window);
    const newest = 'SELECT max(arrival) AS last FROM sample_hot';
    const [last = 0] = await ask(reader, { sql: newest }, (row) => row.number('last'));
    const generation = (previous?.generation ?? 0) + 1;
    const file = segmentName(day, generation);
    const sealed = previous ? { files: [join(folder, previous.file)] } : {};
    await writeDurably(folder, file, (path) =>
      run(reader, sealing(previous !== undefined), { ...window, ...sealed, last, path }),
    );
    return { file, generation, last };
  });
  await db.write(async (writer) => {
    // Samples that came while the day was being sealed have a later arrival: they stay, for the next sealing.
    const names = 'INSERT OR REPLACE INTO sample_segment VALUES ($day, $file, $generation)';
    await run(writer, names, { day, file, generation });
    const moves = `
      DELETE FROM sample_hot WHERE time_ms >= $startMs AND time_ms < $endMs AND arrival <= $last`;
    await run(writer, moves, { ...window, last });
  });
}
