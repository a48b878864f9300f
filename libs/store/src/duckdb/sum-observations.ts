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
  const keys = ['period', 'unit', 'system', 'project', ...labels.map((label) => `"${label}"`)].join(', ');
  const sums = columns.map((column) => `fsum("${column}") AS "sum ${column}"`);
  const sql = `
    SELECT ${[keys, 'count(*) AS observations', MARKED, ...sums].join(', ')} FROM ${table.name}
    WHERE month BETWEEN $fromMonth AND $toMonth
    GROUP BY ${keys}
    ORDER BY ${keys}`;
  const bindings = { fromMonth: query.fromMonth, toMonth: query.toMonth };
  const toSum = sumReader(labels, columns);
  return db.read((reader) => ask(reader, { sql, bindings }, toSum));
}

/** The columns that some observation marks as not applicable, in one text; almost always none. */
const MARKED = `
  string_agg(array_to_string(not_applicable, ' '), ' ') FILTER (len(not_applicable) > 0) AS "marked columns"`;
const NONE: readonly string[] = [];
/** Stands for a label that is not there: no text that was handed in holds it. */
const NO_LABEL = '\u0000';

function known(table: ObservationTable, role: 'labels' | 'numbers', asked: readonly string[]): string[] {
  const unknown = asked.find((name) => !table[role].has(name));
  if (unknown === undefined) return [...new Set(asked)];
  throw new PerspektivError(
    'store/unknown-column',
    `${table.name} has no column ${unknown} among its ${role}`,
  );
}

/** Reads sums; the few combinations of labels that there are become one object each, however many rows have them. */
function sumReader(labels: readonly string[], columns: readonly string[]): (row: Row) => ObservationSum {
  const combinations = new Map<string, Readonly<Record<string, string>>>();
  const summed = columns.map((column) => ({ column, name: `sum ${column}` }));
  const labelsOf = (row: Row): Readonly<Record<string, string>> => {
    const key = labels.map((label) => row.textOrNull(label) ?? NO_LABEL).join('\n');
    const known = combinations.get(key) ?? presentLabels(row, labels);
    combinations.set(key, known);
    return known;
  };
  return (row) => {
    const sums: Record<string, number> = {};
    for (const { column, name } of summed) {
      const sum = row.numberOrNull(name);
      if (sum !== null) sums[column] = sum;
    }
    const marked = row.textOrNull('marked columns')?.split(' ');
    return {
      unit: row.text('unit'),
      period: row.text('period'),
      system: row.textOrNull('system'),
      project: row.textOrNull('project'),
      labels: labelsOf(row),
      sums,
      count: row.number('observations'),
      notApplicable: marked ? columns.filter((column) => marked.includes(column)) : NONE,
    };
  };
}

function presentLabels(row: Row, labels: readonly string[]): Record<string, string> {
  const present: Record<string, string> = {};
  for (const label of labels) {
    const text = row.textOrNull(label);
    if (text !== null) present[label] = text;
  }
  return present;
}
