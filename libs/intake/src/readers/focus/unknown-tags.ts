import { type Language } from '#core';
import { Directory } from '../../checks/references.js';
import { numberText } from '../../number-text.js';
import { type Fault, fileFault } from '../../problem-codes.js';
import { type ReadingCircumstances } from '../../reading-circumstances.js';
import { type TaggedTo } from './tags.js';

/** Lines with a tag that names nothing of ours. */
export interface UnknownTag {
  readonly field: 'system' | 'project';
  readonly value: string;
  readonly row: number;
  lines: number;
  amount: number;
}

const CODES = { system: 'tag-unknown-system', project: 'tag-unknown-project' } as const;

/**
 * Tags are written for other readers, too: one that names no system or project of ours is left out, and told with what is
 * on it. The cost is right all the same.
 */
export class UnknownTags {
  private readonly directories: Readonly<Record<UnknownTag['field'], Directory>>;
  private readonly tags = new Map<string, UnknownTag>();

  constructor({ catalogue }: Pick<ReadingCircumstances, 'catalogue'>) {
    this.directories = {
      system: new Directory(catalogue.systems),
      project: new Directory(catalogue.projects),
    };
  }

  /** What tags say without what they name in vain, and that. */
  sifted(tagged: TaggedTo, row: number): { readonly tagged: TaggedTo; readonly unknown: UnknownTag[] } {
    const unknown = (['system', 'project'] as const)
      .filter((field) => tagged[field] !== '' && this.directories[field].find(tagged[field]) === null)
      .map((field) => this.tagOf(field, tagged[field], row));
    const without = Object.fromEntries(unknown.map(({ field }) => [field, '']));
    return { tagged: { ...tagged, ...without }, unknown };
  }

  remarks(column: string | null, language: Language): Fault[] {
    return [...this.tags.values()].map(({ field, value, row, lines, amount }) => ({
      ...fileFault(CODES[field], { lines, sum: numberText(amount, language) }),
      didYouMean: { word: value, known: this.directories[field].words() },
      row,
      column,
      value,
    }));
  }

  private tagOf(field: UnknownTag['field'], value: string, row: number): UnknownTag {
    const key = JSON.stringify([field, value]);
    const tag = this.tags.get(key) ?? { field, value, row, lines: 0, amount: 0 };
    this.tags.set(key, tag);
    return tag;
  }
}
