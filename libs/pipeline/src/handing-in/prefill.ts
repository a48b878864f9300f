import { type Catalogue, type DatasetSchema, idToday, predecessorsOf, systemsOwnedBy } from '#catalogue';
import { type ObservationSum, type Period } from '#core';
import { type FactReader } from '#store';
import { NO_NAME } from './not-applicable.js';

/** What a template is filled in for. */
export interface PrefillOrder {
  readonly dataset: DatasetSchema;
  readonly unit: string;
  readonly period: Period;
}

/** A row of a template: column → what stands in it; figures are left to whoever fills it in. */
export type PrefilledRow = Readonly<Record<string, string>>;

/** What came longer ago is no help. */
const MONTHS_BACK = 24;
/** A template of more rows is no template. */
const MOST_ROWS = 5000;

/**
 * The rows that a unit is to fill in for a period: those of its last delivery before it, by what must be said of each row
 * (product, process, channel, system …); where there is none, one for each of its own systems, or one.
 */
export async function prefilledRows(
  {
    catalogue,
    facts,
  }: { readonly catalogue: Catalogue; readonly facts: Pick<FactReader, 'sumObservations'> },
  { dataset, unit, period }: PrefillOrder,
): Promise<PrefilledRow[]> {
  const labels = dataset.fields.filter(({ role, constraints }) => role === 'label' && constraints.required);
  const sums = await facts.sumObservations({
    dataset: dataset.name,
    fromMonth: period.lastMonth.shift(-MONTHS_BACK).toString(),
    toMonth: period.lastMonth.previous().toString(),
    columns: [],
    labels: labels.map(({ name }) => name),
  });
  const named = sums.filter((sum) => !Object.values(sum.labels).includes(NO_NAME));
  const own = lastOf(named.filter(isOwn(catalogue, { dataset, unit, period })));
  const standing = own.length > 0 ? own : ofPredecessors(catalogue, unit, named);
  const before = distinct(standing.map((sum) => rowOf(catalogue, sum, dataset)));
  const rows = before.length > 0 ? before : firstRows(catalogue, { dataset, unit, period });
  return rows.slice(0, MOST_ROWS).map((row) => ({ ...row, ...whoAndWhen({ dataset, unit, period }) }));
}

/** Whether rows are a unit's: under any of its ids, or, where rows only name a system, by who owns it in the period asked for. */
function isOwn(
  catalogue: Catalogue,
  { dataset, unit, period }: PrefillOrder,
): (sum: ObservationSum) => boolean {
  if (dataset.fields.some(({ role }) => role === 'unit'))
    return (sum) => idToday(catalogue.units, sum.unit) === unit;
  const systems = new Set(
    systemsOwnedBy(catalogue, unit, period.lastMonth.toString()).map((system) => system.id),
  );
  return ({ system }) => system !== null && systems.has(idToday(catalogue.systems, system));
}

/** The last deliveries of the units that a unit took over from. */
function ofPredecessors(
  catalogue: Catalogue,
  unit: string,
  sums: readonly ObservationSum[],
): ObservationSum[] {
  return predecessorsOf(catalogue, unit).flatMap(({ id }) =>
    lastOf(sums.filter((sum) => idToday(catalogue.units, sum.unit) === id)),
  );
}

function lastOf(sums: readonly ObservationSum[]): ObservationSum[] {
  const last = sums.reduce<string | null>((latest, sum) => newer(latest, sum.period), null);
  return sums.filter((sum) => sum.period === last);
}

/** What two units had may be the same to the one that took over. */
function distinct(rows: readonly PrefilledRow[]): PrefilledRow[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

/** Of two periods as text, the one that ends later. */
function newer(a: string | null, b: string): string {
  return a === null || b > a ? b : a;
}

function rowOf(
  { systems, projects }: Catalogue,
  sum: ObservationSum,
  { fields }: DatasetSchema,
): PrefilledRow {
  const { labels } = sum;
  const system = sum.system === null ? null : idToday(systems, sum.system);
  const project = sum.project === null ? null : idToday(projects, sum.project);
  return Object.fromEntries(
    fields.flatMap(({ name, role }) => {
      const value = { system, project, label: labels[name] }[role as 'system' | 'project' | 'label'];
      return value === undefined || value === null ? [] : [[name, value] as const];
    }),
  );
}

function firstRows(catalogue: Catalogue, { dataset, unit, period }: PrefillOrder): PrefilledRow[] {
  const system = dataset.fields.find(({ role, constraints }) => role === 'system' && constraints.required);
  if (!system) return [{}];
  const systems = systemsOwnedBy(catalogue, unit, period.lastMonth.toString());
  return systems.length === 0 ? [{}] : systems.map(({ id }) => ({ [system.name]: id }));
}

function whoAndWhen({ dataset, unit, period }: PrefillOrder): PrefilledRow {
  const said = { unit, period: period.toString() };
  return Object.fromEntries(
    dataset.fields.flatMap(({ name, role }) =>
      role === 'unit' || role === 'period' ? [[name, said[role]] as const] : [],
    ),
  );
}
