import { type ObservationQuery, type ObservationSum, PerspektivError } from '#core';
import { type DuckDb } from './duck-db.js';
import { type ObservationTable, type ObservationTables } from './observation-tables.js';
import { ask } from './sql.js';
import { type Row } from './row.js';

/**
 * Adds up a data set's observations over months. Column names in the SQL come from the data set's schema, never from the
 * question: a name that is not there is refused. `fsum` compensates rounding, so that the order in which two threads
 * read the rows does not show in the sum.
 */
export async function sumObservations(
  db: DuckDb,
  tables: ObservationTables,
  query: ObservationQuery,
): Promise<ObservationSum[]> {
  const table = tables.of(query.dataset);
  const columns = known(table, 'numbers', query.columns);
  const labels = known(table, 'labels', query.labels);
  const keys = ['unit', 'period', 'system', 'project', ...labels.map((label) => `"${label}"`)].join(', ');
  const sums = columns.flatMap((column) => [
    `fsum("${column}") AS "sum ${column}"`,
    `bool_or(list_contains(not_applicable, '${column}')) AS "not applicable ${column}"`,
  ]);
  const sql = `
    SELECT ${[keys, 'count(*) AS observations', ...sums].join(', ')} FROM ${table.name}
    WHERE month BETWEEN $fromMonth AND $toMonth
    GROUP BY ${keys}
    ORDER BY ${keys}`;
  const bindings = { fromMonth: query.fromMonth, toMonth: query.toMonth };
  return db.read((reader) => ask(reader, { sql, bindings }, (row) => toSum(row, labels, columns)));
}

function known(table: ObservationTable, role: 'labels' | 'numbers', asked: readonly string[]): string[] {
  const unknown = asked.find((name) => !table[role].has(name));
  if (unknown === undefined) return [...new Set(asked)];
  throw new PerspektivError(
    'store/unknown-column',
    `${table.name} has no column ${unknown} among its ${role}`,
  );
}

function toSum(row: Row, labels: readonly string[], columns: readonly string[]): ObservationSum {
  return {
    unit: row.text('unit'),
    period: row.text('period'),
    system: row.textOrNull('system'),
    project: row.textOrNull('project'),
    labels: present(labels, (label) => row.textOrNull(label)),
    sums: present(columns, (column) => row.numberOrNull(`sum ${column}`)),
    count: row.number('observations'),
    notApplicable: columns.filter((column) => row.flag(`not applicable ${column}`)),
  };
}

function present<V>(names: readonly string[], value: (name: string) => V | null): Record<string, V> {
  const entries: [string, V][] = [];
  for (const name of names) {
    const found = value(name);
    if (found !== null) entries.push([name, found]);
  }
  return Object.fromEntries(entries);
}
