import { type DatasetSchema } from '../datasets.js';
import { type Delivery } from '../entries.js';
import { KnownColumns, checkFilter } from './check-columns.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';
import { soundEntries } from './entry.js';
import { type PlaceOf } from './yaml-source.js';

/** Slices tell their deliveries apart by the columns whose values the schema lists, and by no others. */
function checkToldApart({ where }: Delivery, { fields }: DatasetSchema, at: PlaceOf): ConfigFault[] {
  const open = fields.filter(({ role, constraints }) => role === 'label' && constraints.enum === undefined);
  return Object.keys(where)
    .filter((column) => open.some(({ name }) => name === column))
    .map((column) => {
      const message = `Deliveries cannot be told apart by "${column}", which may hold anything.`;
      return faultAt(at('where', column), message, 'Name a column whose values the schema lists.');
    });
}

/** Deliveries ask for data that exists, as often as its schema allows. */
export function checkDeliveries(content: ConfigContent): ConfigFault[] {
  const columns = new KnownColumns(content);
  return soundEntries(content.deliveries).flatMap(({ value, at }) => {
    const schema = columns.schemaOf(value.dataset, at('dataset'));
    if (Array.isArray(schema)) return schema;
    const faults = checkFilter(value.where, schema, (...path) => at('where', ...path));
    faults.push(...checkToldApart(value, schema, at));
    if (!schema.periods.includes(value.cadence)) {
      const message = `The data set "${schema.name}" is not handed in by ${value.cadence}.`;
      const remedy = `Write one of its periods: ${schema.periods.join(', ')}.`;
      faults.push(faultAt(at('cadence'), message, remedy));
    }
    return faults;
  });
}
