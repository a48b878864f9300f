import { type DatasetField, type DatasetSchema } from '../datasets.js';
import { suggest } from '../suggest.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, didYouMean, faultAt } from './config-fault.js';
import { type Entry, soundEntries } from './entry.js';

function checkNamedFields({ value, at }: Entry<DatasetSchema>): ConfigFault[] {
  const names = value.fields.map((field) => field.name);
  const numbers = value.fields.filter((field) => field.role === 'number').map((field) => field.name);
  const unknownKeys = value.primaryKey.flatMap((column, i) =>
    names.includes(column)
      ? []
      : [
          faultAt(
            at('primaryKey', i),
            `The primary key names a field that is not there: "${column}".`,
            didYouMean(suggest(column, names), names),
          ),
        ],
  );
  if (value.total === undefined || numbers.includes(value.total)) return unknownKeys;
  const message = `The total is not a numeric field: "${value.total}".`;
  return [...unknownKeys, faultAt(at('total'), message, didYouMean(suggest(value.total, numbers), numbers))];
}

/** Headings that a file could mean two columns by. */
function headings({ name, titles }: DatasetField): string[] {
  return [...new Set([name, titles.sv, titles.en].map((heading) => heading.toLowerCase()))];
}

function checkHeadings({ value, at }: Entry<DatasetSchema>): ConfigFault[] {
  const taken = new Map<string, string>();
  return value.fields.flatMap((field, i) =>
    headings(field).flatMap((heading) => {
      const other = taken.get(heading);
      taken.set(heading, field.name);
      if (other === undefined) return [];
      const message = `The heading "${heading}" is already that of the field "${other}".`;
      return [faultAt(at('fields', i), message, 'Give the field another name or title.')];
    }),
  );
}

function checkConstraints({ value, at }: Entry<DatasetSchema>): ConfigFault[] {
  return value.fields.flatMap(({ name, role, type, constraints }, i) => {
    const { minimum = -Infinity, maximum = Infinity } = constraints;
    const faults: ConfigFault[] = [];
    if (role === 'number' && type !== 'integer' && type !== 'number') {
      const message = `The field "${name}" is to be added up, but is of type "${type}".`;
      faults.push(faultAt(at('fields', i, 'type'), message, 'Let its type be integer or number.'));
    }
    if (minimum > maximum) {
      const place = at('fields', i, 'constraints', 'minimum');
      faults.push(faultAt(place, `The minimum of "${name}" is above its maximum.`, 'Swap the two.'));
    }
    return faults;
  });
}

/** Each schema fits together in itself. */
export function checkDatasets({ datasets }: ConfigContent): ConfigFault[] {
  return soundEntries(datasets).flatMap((entry) => [
    ...checkNamedFields(entry),
    ...checkHeadings(entry),
    ...checkConstraints(entry),
  ]);
}
