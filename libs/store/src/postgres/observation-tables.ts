import { type DatasetSchema } from '#catalogue';
import { type DatasetId, PerspektivError } from '#core';
import { type ObservationColumns, columnChanged, columnsOf, tableOf } from '../observation-columns.js';
import { type Asker, type Postgres } from './postgres.js';

/** Names of columns are cut off by the server when they are longer than 63 bytes. */
const LONGEST_NAME = 60;

/** What tells a slice apart from others of its unit, period and source; tables from before have none. */
const PART = 'part';

/** How many observations a row stands for; no column of a data set can be called so. */
export const COUNT = '_count';

/** The columns that hold the parts of a number's sum (exact-sum.ts), by the name of the number. */
export function partsOf(number: string): { whole: string; fraction: string; rest: string } {
  return { whole: number, fraction: `${number}.f`, rest: `${number}.r` };
}

/** The table that holds a data set's observations, added up: a row for each slice, system, project and labels. */
export interface ObservationTable extends ObservationColumns {
  readonly name: string;
}

/** The tables of the data sets; asking for one that has none throws `store/unknown-dataset`. */
export class ObservationTables {
  private constructor(private readonly tables: ReadonlyMap<DatasetId, ObservationTable>) {}

  /** Makes the tables that are missing, and adds the columns that a schema has got since; of several processes one does it. */
  static async prepare(db: Postgres, datasets: Iterable<DatasetSchema>): Promise<ObservationTables> {
    const schemas = [...datasets];
    const tables = new Map(schemas.map((schema) => [schema.name, tableFor(schema)]));
    const isReady = await db.read(async (asker) => {
      for (const schema of schemas) if ((await missing(asker, schema)).length > 0) return false;
      return true;
    });
    if (!isReady) {
      await db.write(async (asker) => {
        for (const schema of schemas) await prepareTable(asker, schema);
      });
    }
    return new ObservationTables(tables);
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

function tableFor(schema: DatasetSchema): ObservationTable {
  const columns = columnsOf(schema);
  const long = [...columns.labels, ...columns.numbers].find((name) => name.length > LONGEST_NAME);
  if (long === undefined) return { name: `perspektiv.${tableOf(schema.name)}`, ...columns };
  const text = `The data set ${schema.name} cannot have a column named "${long}": a name may have ${LONGEST_NAME} letters.`;
  throw new PerspektivError('store/column-name', text);
}

/** The columns that a data set's table is to have, with their types. */
function wantedColumns(schema: DatasetSchema): [name: string, type: string][] {
  const { labels, numbers } = columnsOf(schema);
  const parts = [...numbers].flatMap((number) => Object.values(partsOf(number)));
  return [
    [PART, 'text'],
    ...[...labels].map((label): [string, string] => [label, 'text']),
    ...parts.map((part): [string, string] => [part, 'double precision']),
  ];
}

/** The columns that are wanted and not there; throws when one is there and is of another type. */
async function missing(asker: Asker, schema: DatasetSchema): Promise<[name: string, type: string][]> {
  const sql = `
    SELECT column_name AS name, data_type AS type FROM information_schema.columns
    WHERE table_schema = 'perspektiv' AND table_name = $1`;
  const rows = await asker.ask<{ name: string; type: string }>(sql, [tableOf(schema.name)]);
  const types = new Map(rows.map(({ name, type }) => [name, type]));
  const wanted = wantedColumns(schema);
  const changed = wanted.find(([name, type]) => types.has(name) && types.get(name) !== type);
  if (changed) throw columnChanged(schema, changed[0]);
  // A data set may have no columns of its own: then it is the table that is missing.
  return types.size === 0 ? [['', ''], ...wanted] : wanted.filter(([name]) => !types.has(name));
}

async function prepareTable(asker: Asker, schema: DatasetSchema): Promise<void> {
  const { name } = tableFor(schema);
  const columns = await missing(asker, schema);
  if (columns[0]?.[0] === '') await makeTable(asker, schema);
  for (const [column, type] of columns) {
    if (column === '') continue;
    const word = column === PART ? "perspektiv.word NOT NULL DEFAULT ''" : 'perspektiv.word';
    const stored = type === 'text' ? word : type;
    await asker.run(`ALTER TABLE ${name} ADD COLUMN "${column}" ${stored}`);
  }
}

async function makeTable(asker: Asker, schema: DatasetSchema): Promise<void> {
  const { name } = tableFor(schema);
  await asker.run(`
    CREATE TABLE ${name} (
      unit perspektiv.word NOT NULL, period perspektiv.word NOT NULL, month perspektiv.word NOT NULL,
      source perspektiv.word NOT NULL, system perspektiv.word, project perspektiv.word,
      not_applicable text[], ${COUNT} bigint NOT NULL
    )`);
  await asker.run(`CREATE INDEX ON ${name} (month)`);
  await asker.run(`CREATE INDEX ON ${name} (unit, period, source)`);
  // What was handed in while the table was not there is to be in it.
  const sql = `
    INSERT INTO perspektiv.to_refill
    SELECT DISTINCT dataset, unit, period, source, part FROM perspektiv.slice_version WHERE dataset = $1`;
  await asker.run(sql, [schema.name]);
}
