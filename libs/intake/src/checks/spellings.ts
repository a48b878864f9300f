import { type DatasetField, type DatasetSchema } from '#catalogue';
import { foldName } from '../cells/words.js';
import { type CellOutcome, type TextReader, textOutcome } from './cell-outcome.js';

/** More different labels than this are no names that come again. */
const MOST_LABELS = 10_000;
/** Longer texts are sentences. */
const LONGEST = 120;
/** Characters without a width, which people never see that they pasted. */
const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** Whether the labels of a column tell rows apart, so that two spellings of one would be two things. */
export function tellsApart(
  { name, role, type, constraints }: DatasetField,
  { primaryKey }: DatasetSchema,
): boolean {
  const isFree = type === 'string' && constraints.enum === undefined && constraints.pattern === undefined;
  return role === 'label' && isFree && primaryKey.includes(name);
}

/** Reads labels that differ only in case, in blanks or in what nobody sees as one: as it was written first. */
export function oneSpelling(readText: TextReader): TextReader {
  const first = new Map<string, string>();
  /** Texts as they stand in the file, and what they were read as: most come again on row after row. */
  const read = new Map<string, CellOutcome>();
  const said = new Set<string>();
  const spelled: TextReader = (cell) => {
    const outcome = readText(cell);
    if (outcome.kind !== 'text' || outcome.text.length > LONGEST) return outcome;
    const text = outcome.text.replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
    const folded = foldName(text);
    const known = first.get(folded);
    if (known === undefined && first.size < MOST_LABELS) first.set(folded, text);
    if (known === undefined || known === text || said.has(text)) return textOutcome(known ?? text);
    said.add(text);
    return { ...textOutcome(known), warning: { code: 'spelled-otherwise', details: { first: known } } };
  };
  return (cell) => {
    const before = read.get(cell);
    if (before) return before;
    const outcome = spelled(cell);
    // What is remarked on is remarked on once.
    const isPlain = outcome.kind === 'text' && !outcome.warning;
    if (isPlain && read.size < MOST_LABELS) read.set(cell, outcome);
    return outcome;
  };
}
