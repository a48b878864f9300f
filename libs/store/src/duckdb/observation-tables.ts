import { type DuckDBConnection } from '@duckdb/node-api';
import { type DatasetSchema } from '#catalogue';
import { type DatasetId, PerspektivError } from '#core';
import { type ObservationColumns, columnChanged, columnsOf, tableOf } from '../observation-columns.js';
import { ask, run } from './sql.js';

/** The table that holds a data set's observations. */
export interface ObservationTable extends ObservationColumns {
  readonly name: string;
  /** All columns of the table, in its order, also those that the schema no longer has. */
  readonly columns: readonly string[];
}

/** The tables of the data sets; asking for one that has none throws `store/unknown-dataset`. */
export class ObservationTables {
  private readonly tables = new Map<DatasetId, ObservationTable>();

  /** Makes the tables that are missing, and adds the columns that a schema has got since. */
  async prepare(writer: DuckDBConnection, schemas: Iterable<DatasetSchema>): Promise<void> {
    for (const schema of schemas) this.tables.set(schema.name, await prepareTable(writer, schema));
  }

  has(dataset: DatasetId): boolean {
    return this.tables.has(dataset);
  }

  of(dataset: DatasetId): ObservationTable {
    const table = this.tables.get(dataset);
    if (table) return table;
    throw new PerspektivError(
      'store/unknown-dataset',
      `The store was opened without the data set ${dataset}`,
    );
  }
}

async function prepareTable(writer: DuckDBConnection, schema: DatasetSchema): Promise<ObservationTable> {
  const name = tableOf(schema.name);
  const { labels, numbers, notes } = columnsOf(schema);
  if ((await columnTypes(writer, name)).size === 0) await refillLater(writer, schema.name);
  await run(
    writer,
    `CREATE TABLE IF NOT EXISTS ${name} (
       unit VARCHAR NOT NULL, period VARCHAR NOT NULL, month VARCHAR NOT NULL, source VARCHAR NOT NULL,
       system VARCHAR, project VARCHAR, not_applicable VARCHAR[] NOT NULL
     )`,
  );
  await addColumn(writer, name, "part VARCHAR DEFAULT ''");
  for (const label of labels) await addColumn(writer, name, `"${label}" VARCHAR`);
  for (const number of numbers) await addColumn(writer, name, `"${number}" DOUBLE`);
  const types = await columnTypes(writer, name);
  for (const label of labels) checkType(schema, types, { name: label, type: 'VARCHAR' });
  for (const number of numbers) checkType(schema, types, { name: number, type: 'DOUBLE' });
  return {
    name,
    labels,
    numbers,
    notes,
    columns: [...types.keys()],
  };
}

/** What was handed in while the table was not there is to be in it. */
function refillLater(writer: DuckDBConnection, dataset: DatasetId): Promise<void> {
  const sql = `
    INSERT INTO to_refill
    SELECT DISTINCT dataset, unit, period, source, part FROM slice_version WHERE dataset = $dataset`;
  return run(writer, sql, { dataset });
}

function addColumn(writer: DuckDBConnection, table: string, column: string): Promise<void> {
  return run(writer, `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS ${column}`);
}

async function columnTypes(reader: DuckDBConnection, table: string): Promise<Map<string, string>> {
  const sql = `
    SELECT column_name, data_type FROM duckdb_columns()
    WHERE table_name = $table
    ORDER BY column_index`;
  const bindings = { table };
  return new Map(
    await ask(reader, { sql, bindings }, (row) => [row.text('column_name'), row.text('data_type')] as const),
  );
}

function checkType(
  schema: DatasetSchema,
  types: ReadonlyMap<string, string>,
  column: { readonly name: string; readonly type: string },
): void {
  if (types.get(column.name) === column.type) return;
  throw columnChanged(schema, column.name);
}
