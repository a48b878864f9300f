import { type DatasetField, type DatasetSchema } from '#catalogue';
import { type Observation, type SliceKey, PerspektivError } from '#core';

/** The columns that every table of observations begins with. */
const OWN_COLUMNS = ['unit', 'period', 'month', 'source', 'part', 'system', 'project', 'not_applicable'];
const NAME = /^[a-z][a-z0-9_]*$/;

/** The columns of a data set beyond those that all have, as its schema has them. */
export interface ObservationColumns {
  readonly labels: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  /** Columns that are kept with the upload only. */
  readonly notes: ReadonlySet<string>;
}

/** The table that holds a data set's observations. */
export function tableOf(dataset: DatasetSchema['name']): string {
  return `observation_${dataset.replaceAll('-', '_')}`;
}

/** Throws `store/column-name` when a column cannot have its name. */
export function columnsOf(schema: DatasetSchema): ObservationColumns {
  return {
    labels: new Set(namesOf(schema, 'label')),
    numbers: new Set(namesOf(schema, 'number')),
    notes: new Set(schema.fields.filter((field) => field.role === 'note').map((field) => field.name)),
  };
}

function namesOf(schema: DatasetSchema, role: DatasetField['role']): string[] {
  const names = schema.fields.filter((field) => field.role === role).map((field) => field.name);
  const wrong = names.find((name) => !NAME.test(name) || OWN_COLUMNS.includes(name));
  if (wrong === undefined) return names;
  throw new PerspektivError(
    'store/column-name',
    `The data set ${schema.name} cannot have a ${role} column named "${wrong}": ` +
      `names are lower-case words joined by _, and ${OWN_COLUMNS.join(', ')} are taken.`,
  );
}

export function columnChanged({ name }: DatasetSchema, column: string): PerspektivError {
  return new PerspektivError(
    'store/column-changed',
    `The column ${column} of the data set ${name} was text and is a number now, or the other way round. ` +
      'Give the new column a name of its own.',
  );
}

/** Names that are asked for, each once. Throws `store/unknown-column` for one that is not known. */
export function knownOnly(known: ReadonlySet<string>, asked: readonly string[], dataset: string): string[] {
  const unknown = asked.find((name) => !known.has(name));
  if (unknown === undefined) return [...new Set(asked)];
  throw unknownColumn(dataset, unknown);
}

/** A column that the data set does not have would be lost without a word: that must not be. */
export function checkColumns(
  { dataset }: Pick<SliceKey, 'dataset'>,
  columns: ObservationColumns,
  { labels, numbers }: Observation,
): void {
  const unknown =
    Object.keys(labels).find((label) => !columns.labels.has(label) && !columns.notes.has(label)) ??
    Object.keys(numbers).find((number) => !columns.numbers.has(number));
  if (unknown !== undefined) throw unknownColumn(dataset, unknown);
}

function unknownColumn(dataset: string, column: string): PerspektivError {
  return new PerspektivError(
    'store/unknown-column',
    `The data set ${dataset} has no such column as ${column}`,
  );
}
