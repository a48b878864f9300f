import { type DatasetId } from '#core';
import { type DatasetSchema, type FieldRole } from '../datasets.js';
import { type FactSource, PROBE_COLUMNS } from '../measures.js';
import { suggest } from '../suggest.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, type Place, didYouMean, faultAt } from './config-fault.js';
import { soundEntries } from './entry.js';
import { type PlaceOf } from './yaml-source.js';

/** The columns that formulas and deliveries may name. */
export class KnownColumns {
  private readonly schemas: ReadonlyMap<DatasetId, DatasetSchema>;
  private readonly readable: boolean;

  constructor({ datasets }: ConfigContent) {
    const sound = soundEntries(datasets);
    this.schemas = new Map(sound.map(({ value }) => [value.name, value]));
    this.readable = datasets.whole && sound.length === datasets.entries.length;
  }

  /** The schema of a data set, or the fault that there is none; neither when the schemas have faults themselves. */
  schemaOf(dataset: DatasetId, place: Place): DatasetSchema | ConfigFault[] {
    const schema = this.schemas.get(dataset);
    if (schema) return schema;
    if (!this.readable) return [];
    const remedy = `Add datasets/${dataset}.schema.json.`;
    return [faultAt(place, `There is no data set "${dataset}".`, remedy)];
  }

  /** Whether rows of a source tell the system they are about. */
  tellsSystems(source: FactSource): boolean {
    if (source === 'probes') return true;
    return this.schemas.get(source)?.fields.some((field) => field.role === 'system') ?? true;
  }
}

function fieldsOf(schema: DatasetSchema, role: FieldRole): string[] {
  return schema.fields.filter((field) => field.role === role).map((field) => field.name);
}

function unknownColumn(column: string, known: readonly string[], place: Place): ConfigFault {
  return faultAt(
    place,
    `There is no such column: "${column}".`,
    didYouMean(suggest(column, known), known) || 'Name a column that there is.',
  );
}

/** The columns to add up are numeric columns of their source. */
export function checkNumbers(
  columns: readonly string[],
  schema: DatasetSchema | 'probes',
  at: PlaceOf,
): ConfigFault[] {
  const known: readonly string[] = schema === 'probes' ? PROBE_COLUMNS : fieldsOf(schema, 'number');
  return columns
    .filter((column) => !known.includes(column))
    .map((column) => unknownColumn(column, known, at(column)));
}

/** The columns of a filter are labels of the data set, and their values ones that the schema allows. */
export function checkFilter(
  where: Readonly<Record<string, readonly string[]>>,
  schema: DatasetSchema | 'probes',
  at: PlaceOf,
): ConfigFault[] {
  return Object.entries(where).flatMap(([column, values]) => {
    if (schema === 'probes') {
      return [faultAt(at(column), 'Probes have no columns to filter by.', 'Remove the filter.')];
    }
    const labels = fieldsOf(schema, 'label');
    if (!labels.includes(column)) return [unknownColumn(column, labels, at(column))];
    const allowed = schema.fields.find((field) => field.name === column)?.constraints.enum;
    if (!allowed) return [];
    return values.flatMap((value, i) => {
      if (allowed.includes(value)) return [];
      const message = `The column "${column}" never holds "${value}".`;
      return [faultAt(at(column, i), message, didYouMean(suggest(value, allowed), allowed))];
    });
  });
}
