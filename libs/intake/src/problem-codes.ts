import { type UploadProblem } from '#core';
import { SYSTEM_FILE_SEVERITIES } from './system-file-codes.js';

/**
 * Everything that can be said of a file: stable code → severity. An error refuses the whole file; a warning asks
 * somebody to look; a notice tells how the file was understood. The words are in texts/, one file per language.
 */
export const SEVERITIES = {
  // The file
  'empty-file': 'error',
  'file-too-large': 'error',
  'file-too-demanding': 'error',
  'reading-too-slow': 'error',
  'reading-failed': 'error',
  'file-not-text': 'error',
  'unclosed-quote': 'error',
  'malformed-json': 'error',
  'json-not-rows': 'error',
  'workbook-legacy': 'error',
  'workbook-other-format': 'error',
  'workbook-encrypted': 'error',
  'workbook-damaged': 'error',
  'workbook-bomb': 'error',
  'workbook-too-large': 'error',
  'zip-without-workbook': 'error',
  'too-many-rows': 'error',
  'too-many-columns': 'error',
  'no-rows': 'error',
  'read-as-csv': 'notice',
  'read-as-json': 'notice',
  'read-as-workbook': 'notice',
  'cells-without-heading': 'notice',
  'decimal-mark': 'notice',
  'empty-rows-skipped': 'notice',
  // The header
  'unknown-header': 'error',
  'missing-column': 'error',
  'duplicate-column': 'error',
  'extra-column': 'notice',
  // A cell
  required: 'error',
  'must-apply': 'error',
  'not-a-number': 'error',
  'not-an-integer': 'error',
  percent: 'error',
  'scientific-notation': 'error',
  'scaled-amount': 'error',
  'number-too-large': 'error',
  negative: 'error',
  'below-minimum': 'error',
  'above-maximum': 'error',
  'not-a-date': 'error',
  'not-a-period': 'error',
  'wrong-period-type': 'error',
  'period-outside-claimed': 'error',
  'unknown-unit': 'error',
  'unknown-system': 'error',
  'unknown-project': 'error',
  'unit-not-yours': 'error',
  'unit-only-gathers': 'error',
  'not-in-list': 'error',
  'wrong-shape': 'error',
  'control-character': 'error',
  'text-too-long': 'error',
  'spreadsheet-error': 'error',
  'formula-without-value': 'error',
  'not-a-cell': 'error',
  'too-many-cells': 'error',
  'decimal-mark-assumed': 'warning',
  'thousands-mark-assumed': 'warning',
  'new-project': 'warning',
  // A row, and rows together
  'active-above-assigned': 'error',
  'assigned-above-purchased': 'error',
  'completed-above-started': 'error',
  'within-target-above-closed': 'error',
  'scale-reversed': 'error',
  'answer-outside-scale': 'error',
  'end-before-start': 'error',
  'duplicate-row': 'error',
  'more-answers-than-invited': 'warning',
  'change-claimed-twice': 'warning',
  'change-claimed-before': 'warning',
  // Against what is stored
  'total-jump': 'warning',
  'period-frozen': 'error',
  'period-restated': 'warning',
  ...SYSTEM_FILE_SEVERITIES,
} as const satisfies Readonly<Record<string, UploadProblem['severity']>>;

export type ProblemCode = keyof typeof SEVERITIES;

/** Words to fill into a problem's text. */
export type Details = Readonly<Record<string, string | number>>;

/** What is wrong with a value, wherever it stands. */
export interface Complaint {
  readonly code: ProblemCode;
  readonly details?: Details;
  /** A misspelt word and what it may have been meant to be; looked up only if the problem is listed. */
  readonly didYouMean?: { readonly word: string; readonly known: Iterable<string> };
}

/** A complaint with its place in the file. */
export interface Fault extends Complaint {
  /** Row of the file counted from 1; `null` when the whole file or column is meant. */
  readonly row: number | null;
  /** Column as it is named in the file. */
  readonly column: string | null;
  readonly value: string | null;
}

/** A fault of the file as a whole. */
export function fileFault(code: ProblemCode, details: Details = {}): Fault {
  return { code, details, row: null, column: null, value: null };
}
