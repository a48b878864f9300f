import { type Observation, type PackedSlice, type SliceKey, Period, PerspektivError } from '#core';
import { type SumParts, addTo, noSum } from '../exact-sum.js';
import { checkColumns } from '../observation-columns.js';
import { observationsIn } from '../slice-content.js';
import { sliceText } from '../slice-text.js';
import { type ObservationTable, type ObservationTables, partsOf } from './observation-tables.js';
import { type Asker } from './postgres.js';

/** So many rows go in one statement. */
const ROWS_AT_ONCE = 2_000;

/** Observations of a slice that share system, project and labels, added up. */
interface Group {
  readonly first: Observation;
  readonly sums: Map<string, SumParts>;
  readonly marked: Set<string>;
  count: number;
}

/** A slice, with its rows as JSON objects by column. */
interface AddedUp {
  readonly key: SliceKey;
  readonly table: ObservationTable;
  readonly rows: readonly object[];
}

/**
 * Looks through the content of slices and adds their observations up: what takes its time and can be refused comes before
 * the transaction that others wait for. Throws `store/wrong-slice`, `store/unknown-column` and `store/unknown-dataset`.
 */
export async function addUp(
  tables: ObservationTables,
  slices: readonly PackedSlice[],
): Promise<readonly AddedUp[]> {
  const last = new Map(slices.map((slice) => [sliceText(slice.key), slice]));
  const added: AddedUp[] = [];
  for (const slice of last.values()) added.push(await addUpSlice(tables.of(slice.key.dataset), slice));
  return added;
}

async function addUpSlice(table: ObservationTable, slice: PackedSlice): Promise<AddedUp> {
  const { key } = slice;
  const labels = [...table.labels];
  const groups = new Map<string, Group>();
  let rows = 0;
  for await (const observations of observationsIn(slice)) {
    for (const observation of observations) {
      checkColumns(key, table, observation);
      const { system, project, labels: told } = observation;
      const text = JSON.stringify([system, project, ...labels.map((label) => told[label] ?? null)]);
      let group = groups.get(text);
      if (!group) {
        group = { first: observation, sums: new Map(), marked: new Set(), count: 0 };
        groups.set(text, group);
      }
      add(group, observation);
    }
    rows += observations.length;
  }
  if (rows !== slice.rows) {
    throw new PerspektivError(
      'store/wrong-slice',
      `The slice of ${key.unit} for ${key.period} brings ${rows} observations, and says ${slice.rows}`,
    );
  }
  return { key, table, rows: [...groups.values()].map((group) => rowOf(key, labels, group)) };
}

function add(group: Group, { numbers, notApplicable }: Observation): void {
  group.count += 1;
  for (const [name, number] of Object.entries(numbers)) {
    const sum = group.sums.get(name) ?? noSum();
    group.sums.set(name, sum);
    addTo(sum, number);
  }
  for (const column of notApplicable) group.marked.add(column);
}

function rowOf(
  { unit, period, source, part }: SliceKey,
  labels: readonly string[],
  { first, sums, marked, count }: Group,
): object {
  const { system, project } = first;
  const parts = [...sums].flatMap(([number, { whole, fraction, rest }]) => {
    const columns = partsOf(number);
    return [
      [columns.whole, whole] as const,
      [columns.fraction, fraction] as const,
      [columns.rest, rest] as const,
    ];
  });
  return {
    ...{ unit, period, month: Period.of(period).lastMonth.toString(), source, part },
    ...{ system, project },
    not_applicable: marked.size > 0 ? [...marked] : null,
    _count: count,
    ...Object.fromEntries(labels.map((label) => [label, first.labels[label]])),
    ...Object.fromEntries(parts),
  };
}

/** Puts slices' observations in the place of those they held; within a transaction. */
export async function replaceObservations(asker: Asker, slices: readonly AddedUp[]): Promise<void> {
  const byTable = new Map<ObservationTable, AddedUp[]>();
  for (const slice of slices) byTable.set(slice.table, [...(byTable.get(slice.table) ?? []), slice]);
  for (const [{ name }, some] of byTable) {
    await removeHeld(asker, name, some);
    const rows = some.flatMap((slice) => slice.rows);
    const sql = `INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, $1)`;
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      await asker.run(sql, [JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE))]);
    }
  }
}

async function removeHeld(asker: Asker, table: string, slices: readonly AddedUp[]): Promise<void> {
  const sql = `
    DELETE FROM ${table} AS held
    USING unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS replaced(unit, period, source, part)
    WHERE held.unit = replaced.unit AND held.period = replaced.period AND held.source = replaced.source
      AND held.part = replaced.part`;
  const keys = slices.map(({ key }) => key);
  await asker.run(sql, [
    keys.map(({ unit }) => unit),
    keys.map(({ period }) => period),
    keys.map(({ source }) => source),
    keys.map(({ part }) => part),
  ]);
}
