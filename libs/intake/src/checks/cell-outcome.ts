import { type Complaint, type Details, type ProblemCode } from '../problem-codes.js';
import { type Cell } from '../cells/cell.js';

/** What a cell turned out to be. */
export type CellOutcome =
  | { readonly kind: 'text'; readonly text: string; readonly warning?: Complaint }
  | { readonly kind: 'number'; readonly number: number; readonly warning?: Complaint }
  | { readonly kind: 'missing' }
  | { readonly kind: 'not-applicable' }
  | { readonly kind: 'fault'; readonly complaint: Complaint };

export type CellReader = (cell: Cell) => CellOutcome;

/** A reader of text that is not empty. */
export type TextReader = (text: string) => CellOutcome;

export function textOutcome(text: string): CellOutcome {
  return { kind: 'text', text };
}

export function faulty(code: ProblemCode, details: Details = {}): CellOutcome {
  return { kind: 'fault', complaint: { code, details } };
}

/** More different texts than this are no names that come again. */
const MAX_REMEMBERED = 10_000;

/** Remembers what a text turned out to be: units and periods come again on row after row. */
export function remembering(read: TextReader): TextReader {
  const known = new Map<string, CellOutcome>();
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const outcome = read(text);
    if (known.size < MAX_REMEMBERED) known.set(text, outcome);
    return outcome;
  };
}
