import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBDateValue,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';
import { type Column, append } from './append.js';
import { run } from './sql.js';

/** A column of a file: `day` holds ISO dates, `moment` ISO 8601 with an offset, which stays a text so that the offset does, too. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: 'text' | 'number' | 'day' | 'moment' | 'flag';
}

type Cell = string | number | boolean | null;

const TYPES: Readonly<Record<ParquetColumn['type'], { readonly sql: string; readonly type: DuckDBType }>> = {
  text: { sql: 'VARCHAR', type: VARCHAR },
  moment: { sql: 'VARCHAR', type: VARCHAR },
  number: { sql: 'DOUBLE', type: DOUBLE },
  day: { sql: 'DATE', type: DATE },
  flag: { sql: 'BOOLEAN', type: BOOLEAN },
};

const DAY_MS = 86_400_000;

function valueOf(type: ParquetColumn['type'], cell: Cell): DuckDBValue {
  if (type !== 'day' || typeof cell !== 'string') return cell;
  return new DuckDBDateValue(Math.round(Date.parse(`${cell}T00:00:00Z`) / DAY_MS));
}

/** A table as a Parquet file, packed by Snappy, which every reader knows. The same table gives the same bytes. */
export async function parquetFile(
  columns: readonly ParquetColumn[],
  rows: readonly (readonly Cell[])[],
): Promise<Uint8Array> {
  const place = await mkdtemp(join(tmpdir(), 'perspektiv-parquet-'));
  // One thread: several would write groups of rows in the order in which they came to an end.
  const engine = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await engine.connect();
  try {
    const definitions = columns.map(({ name, type }) => `"${name.replaceAll('"', '""')}" ${TYPES[type].sql}`);
    await run(connection, `CREATE TABLE leaving (${definitions.join(', ')})`);
    const filled = columns.map(({ type }, i): Column<readonly Cell[]> => {
      return { type: TYPES[type].type, value: (row) => valueOf(type, row[i] ?? null) };
    });
    await append(connection, { table: 'leaving', columns: filled }, rows);
    const path = join(place, 'table.parquet');
    await run(
      connection,
      `COPY leaving TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION snappy)`,
    );
    return await readFile(path);
  } finally {
    connection.closeSync();
    engine.closeSync();
    await rm(place, { recursive: true, force: true });
  }
}
