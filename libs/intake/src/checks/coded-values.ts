import { type CodedValue, type DatasetField } from '#catalogue';
import { type Language } from '#core';
import { foldName, parseYesNo } from '../cells/words.js';
import { type TextReader, remembering, textOutcome } from './cell-outcome.js';

/** A value of a coded column by its title in a language; the value itself where it has none. */
export function titleOf({ categories = [] }: DatasetField, value: string, language: Language): string {
  return categories.find((category) => category.value === value)?.titles[language] ?? value;
}

/** Reads a value by itself, its title in either language, or another word for it: in any case, whatever stands between words. */
export function codedReader(field: DatasetField, allowed: readonly string[], language: Language): TextReader {
  const byWord = valuesByWord(field, allowed);
  const isYesNo = allowed.length === 2 && allowed.includes('yes') && allowed.includes('no');
  const titles = allowed.map((value) => titleOf(field, value, language));
  return remembering((text) => {
    const value =
      byWord.get(folded(text)) ??
      byWord.get(withoutDots(folded(text))) ??
      (isYesNo ? parseYesNo(text) : null);
    if (value !== null) return textOutcome(value);
    return {
      kind: 'fault',
      complaint: {
        code: 'not-in-list',
        details: { allowed: titles.join(', ') },
        didYouMean: { word: text, known: [...titles, ...allowed] },
      },
    };
  });
}

/** A word that means two values means neither; a value's own name always means it. */
function valuesByWord(
  { categories = [] }: DatasetField,
  allowed: readonly string[],
): ReadonlyMap<string, string | null> {
  const byWord = new Map<string, string | null>();
  const add = (word: string, value: string): void => {
    const known = byWord.get(word);
    byWord.set(word, known === undefined || known === value ? value : null);
  };
  for (const category of categories.filter(({ value }) => allowed.includes(value))) {
    for (const word of wordsOf(category).map(folded)) {
      add(word, category.value);
      add(withoutDots(word), category.value);
    }
  }
  for (const value of allowed) byWord.set(folded(value), value);
  return byWord;
}

function wordsOf({ titles, also }: CodedValue): string[] {
  return [titles.sv, titles.en, ...also];
}

function folded(text: string): string {
  return foldName(text).replace(/[\s_–-]+/g, '');
}

function withoutDots(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}
