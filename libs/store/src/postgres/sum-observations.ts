import { type ObservationQuery, type ObservationSum } from '#core';
import { knownOnly } from '../observation-columns.js';
import { COUNT, type ObservationTables, partsOf } from './observation-tables.js';
import { type Reading } from './postgres.js';

type SumRow = Readonly<Record<string, string | number | null>> & {
  readonly unit: string;
  readonly period: string;
  readonly system: string | null;
  readonly project: string | null;
  readonly _count: number;
  readonly _marked: string | null;
};

/**
 * Adds up a data set's observations over months. Column names in the SQL come from the data set's schema, never from the
 * question: a name that is not there is refused.
 */
export async function sumObservations(
  db: Reading,
  tables: ObservationTables,
  query: ObservationQuery,
): Promise<ObservationSum[]> {
  const { dataset, fromMonth, toMonth } = query;
  const table = tables.of(dataset);
  const columns = knownOnly(table.numbers, query.columns, dataset);
  const labels = knownOnly(table.labels, query.labels, dataset);
  const about = ['period', 'unit', 'system', 'project', ...labels.map((label) => `"${label}"`)].join(', ');
  const asked = [
    about,
    `sum(${COUNT})::bigint AS ${COUNT}`,
    `string_agg(array_to_string(not_applicable, ' '), ' ') FILTER (WHERE not_applicable IS NOT NULL) AS "_marked"`,
    ...columns.map((column) => `${added(column)} AS "sum ${column}"`),
  ];
  const sql = `
    SELECT ${asked.join(', ')} FROM ${table.name}
    WHERE month BETWEEN $1 AND $2 GROUP BY ${about} ORDER BY ${about}`;
  const rows = await db.read((asker) => asker.ask<SumRow>(sql, [fromMonth, toMonth]));
  const labelsIn = sharedLabels(labels);
  return rows.map((row) => toSum(row, columns, labelsIn(row)));
}

/** The parts of a number's sums, added up as in {@link exactSum}. */
function added(column: string): string {
  const { whole, fraction, rest } = partsOf(column);
  return `(sum("${whole}") + (sum("${fraction}") + sum("${rest}")))`;
}

/** The labels of a row; those with the same share one object. */
function sharedLabels(labels: readonly string[]): (row: SumRow) => ObservationSum['labels'] {
  const combinations = new Map<string, ObservationSum['labels']>();
  return (row) => {
    const texts = labels.map((label) => row[label] ?? null);
    const key = JSON.stringify(texts);
    const known = combinations.get(key);
    if (known) return known;
    const present = Object.fromEntries(
      labels.flatMap((label, index) => {
        const text = texts[index];
        return typeof text === 'string' ? [[label, text] as const] : [];
      }),
    );
    combinations.set(key, present);
    return present;
  };
}

const NONE: readonly string[] = [];

function toSum(row: SumRow, columns: readonly string[], labels: ObservationSum['labels']): ObservationSum {
  const sums: Record<string, number> = {};
  for (const column of columns) {
    const sum = row[`sum ${column}`];
    if (typeof sum === 'number') sums[column] = sum;
  }
  const marked = row._marked?.split(' ');
  return {
    unit: row.unit,
    period: row.period,
    system: row.system,
    project: row.project,
    labels,
    sums,
    count: row._count,
    notApplicable: marked ? columns.filter((column) => marked.includes(column)) : NONE,
  };
}
