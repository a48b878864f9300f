import { suggest } from '#catalogue';
import { type Language, type UploadProblem } from '#core';
import { MAX_LISTED_PROBLEMS } from './limits.js';
import { numberText } from './number-text.js';
import { type Complaint, type Details, type Fault, PROBLEMS } from './problem-codes.js';
import { type Table } from './readers/reader.js';
import { type ProblemText } from './problems/problem.js';

const MAX_VALUE_LENGTH = 200;
/** Shorter and longer words are not misspelt names. */
const MISSPELT_LENGTH = { shortest: 3, longest: 80 };

/**
 * Gathers the problems of a file. The first thousand are kept, errors before the rest, and put into words; all are counted.
 */
export class ProblemList {
  private readonly errors: Fault[] = [];
  private readonly others: Fault[] = [];
  private lettersOf: ReadonlyMap<string, string> = new Map();
  private count = 0;
  private errorCount = 0;

  constructor(private readonly language: Language) {}

  get hasErrors(): boolean {
    return this.errorCount > 0;
  }

  /** Lets the problems say in which cell they are, for files that people see in a grid. */
  placeIn({ header, columnLetters = [] }: Pick<Table, 'header' | 'columnLetters'>): void {
    const places = columnLetters.map((letters, index) => [header[index] ?? '', letters] as const);
    // Of two columns with one heading, the first is read.
    this.lettersOf = new Map(places.reverse());
  }

  add(fault: Fault): void {
    const isError = PROBLEMS[fault.code].severity === 'error';
    this.count++;
    if (isError) this.errorCount++;
    const list = isError ? this.errors : this.others;
    if (list.length < MAX_LISTED_PROBLEMS) list.push(fault);
  }

  addAll(faults: Iterable<Fault>): void {
    for (const fault of faults) this.add(fault);
  }

  /** What is listed, in the file's order: first what is said of the whole file, then row by row. */
  listed(): UploadProblem[] {
    return [...this.errors, ...this.others]
      .slice(0, MAX_LISTED_PROBLEMS)
      .sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
      .map((fault) => ({ ...inWords(fault, this.language), ...this.placeOf(fault) }));
  }

  /** Rows in which something is to be mended, then those in which something is to be looked at; not all of them. */
  rowsAtFault(most: number): ReadonlySet<number> {
    const rows = new Set<number>();
    for (const { code, row } of [...this.errors, ...this.others]) {
      if (row !== null && PROBLEMS[code].severity !== 'notice' && rows.size < most) rows.add(row);
    }
    return rows;
  }

  private placeOf({ row, column }: Fault): Pick<UploadProblem, 'cell'> {
    const letters = column === null ? undefined : this.lettersOf.get(column);
    return row === null || letters === undefined ? {} : { cell: `${letters}${row}` };
  }

  /** How many are not listed. */
  notListed(): number {
    return this.count - Math.min(this.count, MAX_LISTED_PROBLEMS);
  }
}

/** A fault as it is told to people. */
export function inWords(fault: Fault, language: Language): UploadProblem {
  const { code, row, column, value } = fault;
  const text = PROBLEMS[code][language];
  const suggestion = suggestionFor(fault);
  const details = {
    ...fault.details,
    suggestion: suggestion ?? '',
    column: column ?? '',
    value: shortened(value ?? ''),
  };
  return {
    row,
    column,
    code,
    severity: PROBLEMS[code].severity,
    message: filled(text.message, details, language),
    hint: filled(hintFor(text, suggestion, language), details, language),
    value: value === null ? null : shortened(value),
  };
}

function suggestionFor({ didYouMean }: Complaint): string | null {
  const length = didYouMean?.word.length ?? 0;
  if (!didYouMean || length < MISSPELT_LENGTH.shortest || length > MISSPELT_LENGTH.longest) return null;
  return suggest(didYouMean.word, didYouMean.known);
}

function hintFor(
  { hint, hintIfSimilar }: ProblemText,
  suggestion: string | null,
  language: Language,
): string {
  if (suggestion === null) return hint;
  const didYouMean = language === 'sv' ? 'Menade du ”{suggestion}”?' : 'Did you mean “{suggestion}”?';
  return hintIfSimilar ?? `${didYouMean} ${hint}`;
}

/** Details that are figures of the file, and written as people write them; the others are counts and places. */
const FIGURES = new Set(['sum', 'shown', 'stored']);

function filled(text: string, details: Details, language: Language): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const detail = details[name] ?? '';
    if (typeof detail === 'object') return detail[language];
    return typeof detail === 'number' && FIGURES.has(name) ? numberText(detail, language) : String(detail);
  });
}

function shortened(value: string): string {
  return value.length > MAX_VALUE_LENGTH ? `${value.slice(0, MAX_VALUE_LENGTH)}…` : value;
}
