import { type DuckDBConnection, LIST, VARCHAR, listValue } from '@duckdb/node-api';
import { type Observation, type PackedSlice, Period, PerspektivError } from '#core';
import { type DuckDb } from './duck-db.js';
import { type ObservationTable, type ObservationTables } from './observation-tables.js';
import { observationsIn, sliceText } from './slice-content.js';
import { run } from './sql.js';
import { type Column, appendParts, real, text } from './append.js';

/** An observation with what its slice adds. */
interface Placed {
  readonly observation: Observation;
  readonly month: string;
  readonly source: string;
}

/** Puts slices' observations in the place of those they held, all in one transaction. */
export async function replaceObservations(
  db: DuckDb,
  tables: ObservationTables,
  slices: readonly PackedSlice[],
): Promise<void> {
  const last = [...new Map(slices.map((slice) => [sliceText(slice.key), slice])).values()];
  if (last.length === 0) return;
  await db.write(async (writer) => {
    for (const dataset of new Set(last.map((slice) => slice.key.dataset))) {
      const ofDataset = last.filter((slice) => slice.key.dataset === dataset);
      await replaceSlices(writer, tables.of(dataset), ofDataset);
    }
  });
}

async function replaceSlices(
  writer: DuckDBConnection,
  table: ObservationTable,
  slices: readonly PackedSlice[],
): Promise<void> {
  await run(
    writer,
    `DELETE FROM ${table.name} AS held USING (
       SELECT unnest($units) AS unit, unnest($periods) AS period, unnest($sources) AS source
     ) replaced
     WHERE held.unit = replaced.unit AND held.period = replaced.period AND held.source = replaced.source`,
    {
      units: slices.map(({ key }) => key.unit),
      periods: slices.map(({ key }) => key.period),
      sources: slices.map(({ key }) => key.source),
    },
  );
  await appendParts(writer, { table: table.name, columns: columnsOf(table) }, placedIn(slices, table));
}

async function* placedIn(slices: readonly PackedSlice[], table: ObservationTable): AsyncGenerator<Placed[]> {
  for (const slice of slices) {
    const { source } = slice.key;
    const month = Period.of(slice.key.period).lastMonth.toString();
    for await (const observations of observationsIn(slice)) {
      for (const observation of observations) checkColumns(table, observation);
      yield observations.map((observation) => ({ observation, month, source }));
    }
  }
}

/** A column that the table does not have would be lost without a word: that must not be. */
function checkColumns(table: ObservationTable, { labels, numbers }: Observation): void {
  const unknown =
    Object.keys(labels).find((name) => !table.labels.has(name) && !table.notes.has(name)) ??
    Object.keys(numbers).find((name) => !table.numbers.has(name));
  if (unknown === undefined) return;
  throw new PerspektivError('store/unknown-column', `${table.name} has no column ${unknown}`);
}

const OWN: Readonly<Record<string, Column<Placed>>> = {
  unit: text(({ observation }) => observation.unit),
  period: text(({ observation }) => observation.period),
  month: text(({ month }) => month),
  source: text(({ source }) => source),
  system: text(({ observation }) => observation.system),
  project: text(({ observation }) => observation.project),
  not_applicable: {
    type: LIST(VARCHAR),
    value: ({ observation }) => listValue(observation.notApplicable),
  },
};

function columnsOf(table: ObservationTable): Column<Placed>[] {
  return table.columns.map((name) => {
    if (table.numbers.has(name)) return real(({ observation }) => observation.numbers[name]);
    return OWN[name] ?? text(({ observation }) => observation.labels[name]);
  });
}
