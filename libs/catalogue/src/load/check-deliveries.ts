import { KnownColumns, checkFilter } from './check-columns.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';
import { soundEntries } from './entry.js';

/** Deliveries ask for data that exists, as often as its schema allows. */
export function checkDeliveries(content: ConfigContent): ConfigFault[] {
  const columns = new KnownColumns(content);
  return soundEntries(content.deliveries).flatMap(({ value, at }) => {
    const schema = columns.schemaOf(value.dataset, at('dataset'));
    if (Array.isArray(schema)) return schema;
    const faults = checkFilter(value.where, schema, (...path) => at('where', ...path));
    if (!schema.periods.includes(value.cadence)) {
      const message = `The data set "${schema.name}" is not handed in by ${value.cadence}.`;
      const remedy = `Write one of its periods: ${schema.periods.join(', ')}.`;
      faults.push(faultAt(at('cadence'), message, remedy));
    }
    return faults;
  });
}
