import { type Catalogue, type DatasetSchema, type FactSource } from '#catalogue';
import { type Fact, matches } from './facts.js';
import { groupedBy } from './grouped-by.js';
import { type Where } from './sides.js';

/** A filter in two: by columns that divide a whole, and by those that tell series apart. */
interface Divided {
  readonly dataset: DatasetSchema;
  readonly wholes: readonly string[];
  readonly series: Where;
}

function divided({ datasets }: Catalogue, source: FactSource, where: Where): Divided | null {
  const dataset = source === 'probes' ? undefined : datasets.get(source);
  if (!dataset) return null;
  const dividesWhole = (column: string): boolean =>
    dataset.fields.find(({ name }) => name === column)?.divides === 'whole';
  const columns = Object.keys(where);
  const wholes = columns.filter(dividesWhole);
  const series = columns.filter((column) => !wholes.includes(column));
  return {
    dataset,
    wholes,
    series: Object.fromEntries(series.map((column) => [column, where[column] ?? []])),
  };
}

/** Whether some facts mark a column as not applicable, and none gives it. */
function makesNoSense(facts: readonly Fact[], column: string): boolean {
  return (
    facts.some(({ notApplicable }) => notApplicable.includes(column)) &&
    facts.every(({ sums }) => sums[column] === undefined)
  );
}

function sharedLabels(facts: readonly Fact[]): Fact['labels'] {
  const [first] = facts;
  const labels = Object.entries(first?.labels ?? {});
  return Object.fromEntries(
    labels.filter(([column, label]) => facts.every((fact) => fact.labels[column] === label)),
  );
}

function zeroOf(facts: readonly Fact[], columns: readonly string[]): Fact[] {
  const [first] = facts;
  if (!first) return [];
  const notApplicable = columns.filter((column) => makesNoSense(facts, column));
  const given = columns.filter((column) => !notApplicable.includes(column));
  return [
    {
      ...first,
      labels: sharedLabels(facts),
      sums: Object.fromEntries(given.map((column) => [column, 0])),
      count: 0,
      notApplicable,
    },
  ];
}

/**
 * The zeros of a filter (domain.md, section 4). What was delivered of a unit, system and period, and holds no row that the
 * filter accepts, holds 0 of it as long as the filter's series are there: only phone handled is no digital transaction.
 */
export function zeroParts(
  catalogue: Catalogue,
  { source, where }: { readonly source: FactSource; readonly where: Where },
  facts: readonly Fact[],
): Fact[] {
  const parts = divided(catalogue, source, where);
  if (!parts || parts.wholes.length === 0) return [];
  const columns = parts.dataset.fields.filter(({ role }) => role === 'number').map(({ name }) => name);
  const delivered = groupedBy(
    facts.filter((fact) => matches(fact, parts.series)),
    ({ unit, period, system, project }) => JSON.stringify([unit, period, system, project]),
  );
  return [...delivered.values()].flatMap((same) =>
    same.some((fact) => matches(fact, where)) ? [] : zeroOf(same, columns),
  );
}
