import { type ObservationQuery, type ObservationSum, PerspektivError } from '#core';
import { exactSum } from '../exact-sum.js';
import { knownOnly } from '../observation-columns.js';
import { type Reading } from './duck-db.js';
import { type ObservationTables } from './observation-tables.js';
import { ask } from './sql.js';
import { type Row } from './row.js';

/**
 * Adds up a data set's observations over months. Column names in the SQL come from the data set's schema, never from the
 * question: a name that is not there is refused.
 *
 * Years of sums are about the same few things. These are asked for once, and the sums name them by their place: texts
 * are what takes longest to get out of the engine.
 */
export async function sumObservations(
  db: Reading,
  tables: ObservationTables,
  query: ObservationQuery,
): Promise<ObservationSum[]> {
  const table = tables.of(query.dataset);
  const columns = knownOnly(table.numbers, query.columns, query.dataset);
  const labels = knownOnly(table.labels, query.labels, query.dataset);
  const about = ['unit', 'system', 'project', ...labels.map((label) => `"${label}"`)].join(', ');
  const sums = columns.map((column) => `${exactSum(`"${column}"`)} AS "sum ${column}"`);
  const asked = `FROM ${table.name} WHERE month BETWEEN $fromMonth AND $toMonth`;
  const topicSql = `SELECT DISTINCT ${about} ${asked} ORDER BY ${about}`;
  const sumSql = `
    SELECT ${['period', `${placeIn(about)} AS place`, 'count(*)::DOUBLE AS observations', MARKED, ...sums].join(', ')}
    ${asked}
    GROUP BY period, ${about}
    ORDER BY period, place`;
  const bindings = { fromMonth: query.fromMonth, toMonth: query.toMonth };
  return db.read(async (reader) => {
    const topics = await ask(reader, { sql: topicSql, bindings }, topicReader(labels));
    return ask(reader, { sql: sumSql, bindings }, sumReader(topics, columns));
  });
}

/** What a sum is about, beside its period. */
type Topic = Pick<ObservationSum, 'unit' | 'system' | 'project' | 'labels'>;

/** The place of a group among the distinct topics in order, from 1. */
function placeIn(about: string): string {
  return `(dense_rank() OVER (ORDER BY ${about}))::INTEGER`;
}

/** The columns that some observation marks as not applicable, in one text; almost always none. */
const MARKED = `
  string_agg(array_to_string(not_applicable, ' '), ' ') FILTER (len(not_applicable) > 0) AS "marked columns"`;
const NONE: readonly string[] = [];

/** Reads topics; those with the same labels share one object, as the sums of a topic do. */
function topicReader(labels: readonly string[]): (row: Row) => Topic {
  const combinations = new Map<string, ObservationSum['labels']>();
  return (row) => {
    const present: Record<string, string> = {};
    for (const label of labels) {
      const text = row.textOrNull(label);
      if (text !== null) present[label] = text;
    }
    const key = JSON.stringify(present);
    const shared = combinations.get(key) ?? present;
    combinations.set(key, shared);
    return {
      unit: row.text('unit'),
      system: row.textOrNull('system'),
      project: row.textOrNull('project'),
      labels: shared,
    };
  };
}

function sumReader(topics: readonly Topic[], columns: readonly string[]): (row: Row) => ObservationSum {
  const summed = columns.map((column) => ({ column, name: `sum ${column}` }));
  return (row) => {
    const topic = topics[row.number('place') - 1];
    if (!topic) throw new PerspektivError('store/failed', 'A sum is about something that was not found');
    const sums: Record<string, number> = {};
    for (const { column, name } of summed) {
      const sum = row.numberOrNull(name);
      if (sum !== null) sums[column] = sum;
    }
    const marked = row.textOrNull('marked columns')?.split(' ');
    return {
      unit: topic.unit,
      period: row.text('period'),
      system: topic.system,
      project: topic.project,
      labels: topic.labels,
      sums,
      count: row.number('observations'),
      notApplicable: marked ? columns.filter((column) => marked.includes(column)) : NONE,
    };
  };
}
