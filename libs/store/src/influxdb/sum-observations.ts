import { ExactSum, type ObservationQuery, type ObservationSum, Period, PerspektivError } from '#core';
import { type InfluxDb } from './influx-db.js';
import { literal, name, within } from './influx-ql.js';
import { OBSERVATION, type ObservationLayout } from './layout.js';
import { monthStartMs } from './replace-observations.js';
import { type InfluxRow, compareTexts, rowsOf } from './table.js';

const KEYS = ['period', 'unit', 'system', 'project'] as const;

/** Observations that share unit, period, system, project and labels, being added up. */
interface Group {
  readonly keys: Omit<ObservationSum, 'sums' | 'count' | 'notApplicable'>;
  readonly sums: Map<string, ExactSum>;
  readonly marked: Set<string>;
  count: number;
}

/**
 * Adds up a data set's observations over months, here and not on the server: its sums lose what does not fit, and by
 * which rows come first.
 */
export async function sumObservations(
  db: InfluxDb,
  layout: ObservationLayout,
  query: ObservationQuery,
): Promise<ObservationSum[]> {
  const known = layout.of(query.dataset);
  const columns = knownOnly(known.numbers, query.columns, query.dataset);
  const labels = knownOnly(known.labels, query.labels, query.dataset);
  const fields = [...columns, 'observations', 'not_applicable'].map(name).join(', ');
  const conditions = [`"dataset" = ${literal(query.dataset)}`, ...within(monthsOf(query))].join(' AND ');
  const answer = await db.ask(
    `SELECT ${fields} FROM ${name(OBSERVATION)} WHERE ${conditions} GROUP BY ${[...KEYS, ...labels].map(name).join(', ')}`,
  );
  const groups = new Map<string, Group>();
  for (const series of answer) {
    const key = JSON.stringify(series.tags);
    rowsOf([series], (row) => {
      const group = groups.get(key) ?? groupOf(row, labels);
      groups.set(key, group);
      add(group, columns, row);
    });
  }
  return [...groups.values()].map((group) => toSum(group, columns)).sort(inOrder(labels));
}

function knownOnly(known: ReadonlySet<string>, asked: readonly string[], dataset: string): string[] {
  const unknown = asked.find((column) => !known.has(column));
  if (unknown === undefined) return [...new Set(asked)];
  throw new PerspektivError(
    'store/unknown-column',
    `The data set ${dataset} has no such column as ${unknown}`,
  );
}

function monthsOf({ fromMonth, toMonth }: ObservationQuery): { startMs: number; endMs: number } {
  const after = Period.of(toMonth).shift(1).toString();
  return { startMs: monthStartMs(fromMonth), endMs: monthStartMs(after) };
}

function groupOf(row: InfluxRow, labels: readonly string[]): Group {
  const present: Record<string, string> = {};
  for (const label of labels) {
    const text = row.tag(label);
    if (text !== null) present[label] = text;
  }
  const keys = {
    unit: row.tag('unit') ?? '',
    period: row.tag('period') ?? '',
    system: row.tag('system'),
    project: row.tag('project'),
    labels: present,
  };
  return { keys, sums: new Map(), marked: new Set(), count: 0 };
}

function add(group: Group, columns: readonly string[], row: InfluxRow): void {
  group.count += 1;
  for (const column of columns) {
    const number = row.numberOrNull(column);
    if (number === null) continue;
    const sum = group.sums.get(column) ?? new ExactSum();
    group.sums.set(column, sum);
    sum.add(number);
  }
  for (const column of row.textOrNull('not_applicable')?.split(' ') ?? []) group.marked.add(column);
}

function toSum({ keys, sums, marked, count }: Group, columns: readonly string[]): ObservationSum {
  const found = columns.flatMap((column) => {
    const sum = sums.get(column);
    return sum ? [[column, sum.value] as const] : [];
  });
  const notApplicable = columns.filter((column) => marked.has(column));
  return { ...keys, sums: Object.fromEntries(found), count, notApplicable };
}

/** As the embedded engine sorts: what is not there comes last. */
function inOrder(labels: readonly string[]): (a: ObservationSum, b: ObservationSum) => number {
  const parts = (sum: ObservationSum): (string | null)[] => [
    ...KEYS.map((key) => sum[key]),
    ...labels.map((label) => sum.labels[label] ?? null),
  ];
  return (a, b) => {
    const others = parts(b);
    for (const [index, part] of parts(a).entries()) {
      const other = others[index] ?? null;
      if (part === other) continue;
      if (part === null || other === null) return part === null ? 1 : -1;
      return compareTexts(part, other);
    }
    return 0;
  };
}
