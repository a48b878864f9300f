import { type DuckDBConnection } from '@duckdb/node-api';
import { type PackedSlice, Period, PerspektivError } from '#core';
import { sliceText } from '../slice-text.js';
import { type DuckDb, type Reading } from './duck-db.js';
import { type ObservationTable, type ObservationTables } from './observation-tables.js';
import { asFiles } from './slice-files.js';
import { ask, run } from './sql.js';

/** Slices that are taken in at once: of one data set, source and part, each once. */
interface Batch {
  readonly table: ObservationTable;
  readonly source: string;
  readonly part: string;
  readonly slices: readonly PackedSlice[];
}

/** Puts what was looked through in the place of what the slices held; within a transaction. */
export type TakeIn = (writer: DuckDBConnection) => Promise<void>;

/**
 * Looks through the content of slices, and hands out how to put it in the place of what they held: what takes its time and
 * can be refused comes before the transaction that others wait for.
 */
export async function withObservations<T>(
  db: Reading & Pick<DuckDb, 'folder'>,
  { tables, slices }: { readonly tables: ObservationTables; readonly slices: readonly PackedSlice[] },
  use: (takeIn: TakeIn) => Promise<T>,
): Promise<T> {
  const batches = batchesOf(slices, tables);
  const contents = batches.map((batch) => batch.slices);
  return asFiles(db.folder, contents, async (paths) => {
    const placed = batches.map((batch, index) => ({ batch, path: paths[index] ?? '' }));
    for (const { batch, path } of placed) await db.read((reader) => checkContents(reader, batch, path));
    return use(async (writer) => {
      for (const { batch, path } of placed) {
        await removeHeld(writer, batch);
        await takeIn(writer, batch, path);
      }
    });
  });
}

function batchesOf(slices: readonly PackedSlice[], tables: ObservationTables): Batch[] {
  const last = new Map(slices.map((slice) => [sliceText(slice.key), slice]));
  const together = new Map<string, PackedSlice[]>();
  for (const slice of last.values()) {
    const of = JSON.stringify([slice.key.dataset, slice.key.source, slice.key.part]);
    const others = together.get(of);
    if (others) others.push(slice);
    else together.set(of, [slice]);
  }
  return [...together.values()].flatMap((batch) => {
    const [first] = batch;
    if (!first) return [];
    const { dataset, source, part } = first.key;
    return { table: tables.of(dataset), source, part, slices: batch };
  });
}

/** Packed slices in a file, as a table (libs/core/src/packed-slice.ts). */
function observationsAt(labels: string, numbers: string): string {
  return `read_json($path, format = 'newline_delimited', compression = 'gzip', columns = {
    unit: 'VARCHAR', period: 'VARCHAR', system: 'VARCHAR', project: 'VARCHAR',
    labels: '${labels}', numbers: '${numbers}', notApplicable: 'VARCHAR[]'
  })`;
}

/**
 * A column that the table does not have would be lost without a word, and a row of another slice would stand where it does
 * not belong: neither must be. Throws `store/unknown-column` and `store/wrong-slice`.
 */
async function checkContents(reader: DuckDBConnection, batch: Batch, path: string): Promise<void> {
  const sql = `
    SELECT unit, period, count(*) AS row_count,
      list_distinct(flatten(list(DISTINCT map_keys(labels)))) AS labels,
      list_distinct(flatten(list(DISTINCT map_keys(numbers)))) AS numbers
    FROM ${observationsAt('MAP(VARCHAR, VARCHAR)', 'MAP(VARCHAR, DOUBLE)')}
    GROUP BY unit, period`;
  const found = await ask(reader, { sql, bindings: { path } }, (row) => ({
    place: JSON.stringify([row.text('unit'), row.text('period')]),
    rows: row.number('row_count'),
    labels: row.texts('labels'),
    numbers: row.texts('numbers'),
  }));
  const { table, slices } = batch;
  const said = new Map(slices.map(({ key, rows }) => [JSON.stringify([key.unit, key.period]), rows]));
  const isAsSaid = found.every(({ place, rows }) => said.get(place) === rows);
  if (!isAsSaid || rowsIn(found) !== rowsIn(slices)) {
    throw new PerspektivError(
      'store/wrong-slice',
      `A slice for ${table.name} brings observations of another`,
    );
  }
  const unknown =
    found.flatMap(({ labels }) => labels).find((name) => !table.labels.has(name) && !table.notes.has(name)) ??
    found.flatMap(({ numbers }) => numbers).find((name) => !table.numbers.has(name));
  if (unknown === undefined) return;
  throw new PerspektivError('store/unknown-column', `${table.name} has no column ${unknown}`);
}

function rowsIn(parts: readonly { readonly rows: number }[]): number {
  return parts.reduce((sum, { rows }) => sum + rows, 0);
}

function removeHeld(writer: DuckDBConnection, { table, source, part, slices }: Batch): Promise<void> {
  return run(
    writer,
    `DELETE FROM ${table.name} AS held USING (SELECT unnest($units) AS unit, unnest($periods) AS period) replaced
     WHERE held.unit = replaced.unit AND held.period = replaced.period AND held.source = $source AND held.part = $part`,
    { source, part, units: slices.map(({ key }) => key.unit), periods: slices.map(({ key }) => key.period) },
  );
}

/** The columns that every table of observations begins with, by what fills them. */
const OWN: Readonly<Record<string, string>> = {
  unit: 'unit',
  period: 'period',
  month: 'last_month',
  source: '$source',
  part: '$part',
  system: 'system',
  project: 'project',
  not_applicable: 'notApplicable',
};

async function takeIn(
  writer: DuckDBConnection,
  { table, source, part, slices }: Batch,
  path: string,
): Promise<void> {
  const periods = [...new Set(slices.map(({ key }) => key.period))];
  const months = periods.map((period) => Period.of(period).lastMonth.toString());
  const filled = table.columns.filter(
    (name) => name in OWN || table.labels.has(name) || table.numbers.has(name),
  );
  const values = filled.map((name) => {
    return OWN[name] ?? (table.numbers.has(name) ? `numbers."${name}"` : `labels."${name}"`);
  });
  const observations = observationsAt(structOf(table.labels, 'VARCHAR'), structOf(table.numbers, 'DOUBLE'));
  await run(
    writer,
    `INSERT INTO ${table.name} (${filled.map((name) => `"${name}"`).join(', ')})
     SELECT ${values.join(', ')}
     FROM ${observations}
     JOIN (SELECT unnest($periods) AS period, unnest($months) AS last_month) USING (period)`,
    { path, source, part, periods, months },
  );
}

/** A type with these fields; any, where there are none. */
function structOf(names: ReadonlySet<string>, type: string): string {
  if (names.size === 0) return 'JSON';
  return `STRUCT(${[...names].map((name) => `"${name}" ${type}`).join(', ')})`;
}
