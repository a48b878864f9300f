import { type Observation, type PackedSlice, type SliceKey, Period, PerspektivError } from '#core';
import { type SumParts, addTo, noSum } from '../exact-sum.js';
import { checkColumns } from '../observation-columns.js';
import { observationsIn } from '../slice-content.js';
import { sliceText } from '../slice-text.js';
import { COUNT, type ObservationTable, type ObservationTables, partsOf } from './observation-tables.js';
import { copyIn } from './copy-in.js';
import { type Writing } from './postgres.js';

/** Observations of a slice that share system, project and labels, added up. */
interface Group {
  readonly first: Observation;
  readonly sums: Map<string, SumParts>;
  readonly marked: Set<string>;
  count: number;
}

/** A slice, with its observations added up. */
interface AddedUp {
  readonly key: SliceKey;
  readonly table: ObservationTable;
  readonly groups: readonly Group[];
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
  return { key, table, groups: [...groups.values()] };
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

/** The columns that every data set's table has. */
const COMMON = ['unit', 'period', 'month', 'source', 'part', 'system', 'project', 'not_applicable', COUNT];

function columnsIn({ labels, numbers }: ObservationTable): string[] {
  return [...COMMON, ...labels, ...[...numbers].flatMap((number) => Object.values(partsOf(number)))];
}

function* rowsOf({ key, table, groups }: AddedUp) {
  const { unit, period, source, part } = key;
  const common = [unit, period, Period.of(period).lastMonth.toString(), source, part];
  for (const { first, sums, marked, count } of groups) {
    const { system, project, labels } = first;
    const parts = [...table.numbers].flatMap((number) => {
      const sum = sums.get(number);
      return [sum?.whole, sum?.fraction, sum?.rest];
    });
    const told = [...table.labels].map((label) => labels[label]);
    yield [...common, system, project, marked.size > 0 ? [...marked] : null, count, ...told, ...parts];
  }
}

/** Puts slices' observations in the place of those they held; within a transaction. */
export async function replaceObservations(asker: Writing, slices: readonly AddedUp[]): Promise<void> {
  const byTable = new Map<ObservationTable, AddedUp[]>();
  for (const slice of slices) byTable.set(slice.table, [...(byTable.get(slice.table) ?? []), slice]);
  for (const [table, some] of byTable) {
    await removeHeld(asker, table.name, some);
    const rows = some.flatMap((slice) => [...rowsOf(slice)]);
    await copyIn(asker, table.name, { columns: columnsIn(table), rows });
  }
}

async function removeHeld(asker: Writing, table: string, slices: readonly AddedUp[]): Promise<void> {
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
