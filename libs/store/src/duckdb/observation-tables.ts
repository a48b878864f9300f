import { type DuckDBConnection } from '@duckdb/node-api';
import { type DatasetField, type DatasetSchema } from '#catalogue';
import { type DatasetId, PerspektivError } from '#core';
import { ask, run } from './sql.js';

/** The columns that every table of observations begins with. */
const OWN_COLUMNS = ['unit', 'period', 'month', 'source', 'system', 'project', 'not_applicable'] as const;
const NAME = /^[a-z][a-z0-9_]*$/;

/** The table that holds a data set's observations. */
export interface ObservationTable {
  readonly name: string;
  /** Columns beyond the own ones, as the schema has them. */
  readonly labels: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  /** Columns that are kept with the upload only. */
  readonly notes: ReadonlySet<string>;
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

  of(dataset: DatasetId): ObservationTable {
    const table = this.tables.get(dataset);
    if (table) return table;
    throw new PerspektivError(
      'store/unknown-dataset',
      `The store was opened without the data set ${dataset}`,
    );
  }
}

function namesOf(schema: DatasetSchema, role: DatasetField['role']): string[] {
  const names = schema.fields.filter((field) => field.role === role).map((field) => field.name);
  const wrong = names.find((name) => !NAME.test(name) || OWN_COLUMNS.some((own) => own === name));
  if (wrong === undefined) return names;
  throw new PerspektivError(
    'store/column-name',
    `The data set ${schema.name} cannot have a ${role} column named "${wrong}": ` +
      `names are lower-case words joined by _, and ${OWN_COLUMNS.join(', ')} are taken.`,
  );
}

async function prepareTable(writer: DuckDBConnection, schema: DatasetSchema): Promise<ObservationTable> {
  const name = `observation_${schema.name.replaceAll('-', '_')}`;
  const labels = namesOf(schema, 'label');
  const numbers = namesOf(schema, 'number');
  await run(
    writer,
    `CREATE TABLE IF NOT EXISTS ${name} (
       unit VARCHAR NOT NULL, period VARCHAR NOT NULL, month VARCHAR NOT NULL, source VARCHAR NOT NULL,
       system VARCHAR, project VARCHAR, not_applicable VARCHAR[] NOT NULL
     )`,
  );
  for (const label of labels) await addColumn(writer, name, `"${label}" VARCHAR`);
  for (const number of numbers) await addColumn(writer, name, `"${number}" DOUBLE`);
  const types = await columnTypes(writer, name);
  for (const label of labels) checkType(schema, types, { name: label, type: 'VARCHAR' });
  for (const number of numbers) checkType(schema, types, { name: number, type: 'DOUBLE' });
  return {
    name,
    labels: new Set(labels),
    numbers: new Set(numbers),
    notes: new Set(schema.fields.filter((field) => field.role === 'note').map((field) => field.name)),
    columns: [...types.keys()],
  };
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
  throw new PerspektivError(
    'store/column-changed',
    `The column ${column.name} of the data set ${schema.name} was text and is a number now, or the other way round. ` +
      'Give the new column a name of its own.',
  );
}
