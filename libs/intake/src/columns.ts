import { type DatasetField, type DatasetSchema } from '#catalogue';
import { type Language } from '#core';
import { isQualifier } from './cells/qualifier.js';
import { type Fault } from './problem-codes.js';

/** A column of the file that is a field of the data set. */
export interface MatchedColumn {
  readonly field: DatasetField;
  /** Place in the row's cells. */
  readonly index: number;
  /** As it is named in the file. */
  readonly header: string;
  /** What the heading says beside the column's name: `tkr` of `Belopp (tkr)`; mostly empty. */
  readonly qualifier: string;
}

/** A column of the file that is no field of the data set, and what is said of it. */
export interface UnreadColumn {
  readonly index: number;
  readonly header: string;
  readonly fault: Fault;
}

/** What a header was understood as. */
export interface MatchedHeader {
  /** In the file's order. */
  readonly columns: readonly MatchedColumn[];
  /** In the file's order; none where no column is known at all. */
  readonly unread: readonly UnreadColumn[];
  /** What is wrong with the headings that are read, or missing. */
  readonly faults: readonly Fault[];
}

/**
 * Finds the data set's fields in a header. A column may be named by the field's name or its Swedish or English title,
 * in any case, with blanks, underscores or hyphens between words, and with or without the dots of å ä ö and a
 * parenthesis after it, as long as that means one field only. A column of numbers may also have words after it that say
 * what its numbers are (`Belopp i tkr`).
 */
export function matchColumns(
  header: readonly string[],
  schema: DatasetSchema,
  language: Language,
): MatchedHeader {
  const fieldNamed = fieldsByHeading(schema.fields);
  const named = header.map((text, index) => ({ text, index, field: fieldNamed(text) }));
  const found = new Set(named.map(({ field }) => field));
  const columns: MatchedColumn[] = [];
  const unmatched: { readonly index: number; readonly header: string }[] = [];
  for (const { text, index, field } of named) {
    const qualified = field ? null : qualifiedHeading(text, fieldNamed);
    if (field) columns.push({ field, index, header: text, qualifier: inBrackets(text) });
    else if (qualified && !found.has(qualified.field)) columns.push({ ...qualified, index, header: text });
    else if (text !== '') unmatched.push({ index, header: text });
  }
  if (columns.length === 0) {
    return { columns, unread: [], faults: [unknownHeader(header, schema, language)] };
  }
  const missing = schema.fields.filter((field) => !columns.some((column) => column.field === field));
  const others = unmatched.map((column) => column.header);
  const extra = extraColumn(missing, language);
  return {
    columns: firstOfEach(columns),
    unread: unmatched.map((column) => ({ ...column, fault: extra(column.header) })),
    faults: [
      ...duplicates(columns, language),
      ...missing.filter((field) => field.constraints.required).map(missingColumn(others, language)),
    ],
  };
}

/** A longer heading is a text, not a name with something after it. */
const MAX_QUALIFIED = 200;

type FieldNamed = (heading: string) => DatasetField | undefined;

/** From the strictest way of comparing headings to the most forgiving; a form that two fields share means neither. */
const FORMS: readonly ((heading: string) => string)[] = [
  (heading) => joined(heading),
  (heading) => withoutDots(joined(heading)),
  (heading) => withoutDots(joined(heading.replace(/\s*[([].*$/s, ''))),
];

/** `Namn (tkr, netto)` → `tkr, netto`. */
function inBrackets(heading: string): string {
  return (/[([](.*)$/s.exec(heading)?.[1] ?? '').replace(/[()[\]]/g, ' ').trim();
}

/** A column of numbers whose name is followed by words that say nothing but what the numbers are. */
function qualifiedHeading(
  heading: string,
  fieldNamed: FieldNamed,
): Pick<MatchedColumn, 'field' | 'qualifier'> | null {
  if (heading.length > MAX_QUALIFIED) return null;
  for (const { index } of [...heading.matchAll(/[\s,;:/|–—-]+/g)].reverse()) {
    const field = fieldNamed(heading.slice(0, index));
    const qualifier = heading.slice(index).replace(/^[\s,;:/|–—-]+/, '');
    const isNumber = field?.type === 'number' || field?.type === 'integer';
    if (isNumber && isQualifier(qualifier)) return { field, qualifier };
  }
  return null;
}

function joined(heading: string): string {
  return heading
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_\-–.:*]+/g, '');
}

function withoutDots(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

function fieldsByHeading(fields: readonly DatasetField[]): FieldNamed {
  const indexes = FORMS.map((form) => {
    const index = new Map<string, DatasetField | undefined>();
    for (const field of fields) {
      for (const key of new Set([field.name, field.titles.sv, field.titles.en].map(form))) {
        index.set(key, index.has(key) ? undefined : field);
      }
    }
    return { form, index };
  });
  return (heading) => {
    for (const { form, index } of indexes) {
      const field = index.get(form(heading));
      if (field) return field;
    }
    return undefined;
  };
}

function firstOfEach(columns: readonly MatchedColumn[]): MatchedColumn[] {
  return columns.filter(({ field }, at) => columns.findIndex((other) => other.field === field) === at);
}

function duplicates(columns: readonly MatchedColumn[], language: Language): Fault[] {
  const first = new Set(firstOfEach(columns));
  return columns
    .filter((column) => !first.has(column))
    .map(({ field, header }) => ({
      code: 'duplicate-column',
      row: null,
      column: header,
      value: null,
      details: { title: field.titles[language] },
    }));
}

function missingColumn(unmatched: readonly string[], language: Language): (field: DatasetField) => Fault {
  return (field) => ({
    code: 'missing-column',
    row: null,
    column: field.titles[language],
    value: null,
    details: { title: field.titles[language], name: field.name },
    didYouMean: { word: field.titles[language], known: unmatched },
  });
}

function extraColumn(missing: readonly DatasetField[], language: Language): (header: string) => Fault {
  return (header) => ({
    code: 'extra-column',
    row: null,
    column: header,
    value: null,
    details: { header, figures: '' },
    didYouMean: { word: header, known: missing.map((field) => field.titles[language]) },
  });
}

function unknownHeader(header: readonly string[], schema: DatasetSchema, language: Language): Fault {
  const required = schema.fields.filter((field) => field.constraints.required);
  return {
    code: 'unknown-header',
    row: null,
    column: null,
    value: header.join(' · '),
    details: { expected: required.map((field) => field.titles[language]).join(', ') },
  };
}
