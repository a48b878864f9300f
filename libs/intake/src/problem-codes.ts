import { type LocalizedText } from '#core';
import { BILL_PROBLEMS } from './problems/bill-problems.js';
import { CELL_PROBLEMS } from './problems/cell-problems.js';
import { FILE_PROBLEMS } from './problems/file-problems.js';
import { HEADING_PROBLEMS } from './problems/heading-problems.js';
import { LEDGER_FILE_PROBLEMS } from './problems/ledger-file-problems.js';
import { LEDGER_PROBLEMS } from './problems/ledger-problems.js';
import { NAME_PROBLEMS } from './problems/name-problems.js';
import { NUMBER_PROBLEMS } from './problems/number-problems.js';
import { PERIOD_PROBLEMS } from './problems/period-problems.js';
import { type ProblemKind } from './problems/problem.js';
import { ROW_PROBLEMS } from './problems/row-problems.js';
import { STORED_PROBLEMS } from './problems/stored-problems.js';
import { SURVEY_PROBLEMS } from './problems/survey-problems.js';
import { TABLE_PROBLEMS } from './problems/table-problems.js';
import { WORKBOOK_PROBLEMS } from './problems/workbook-problems.js';

/** Everything that can be said of a file, by its stable code; the words are in problems/, one file per subject. */
const BY_CODE = {
  ...FILE_PROBLEMS,
  ...WORKBOOK_PROBLEMS,
  ...HEADING_PROBLEMS,
  ...TABLE_PROBLEMS,
  ...CELL_PROBLEMS,
  ...NUMBER_PROBLEMS,
  ...PERIOD_PROBLEMS,
  ...NAME_PROBLEMS,
  ...ROW_PROBLEMS,
  ...STORED_PROBLEMS,
  ...LEDGER_FILE_PROBLEMS,
  ...LEDGER_PROBLEMS,
  ...BILL_PROBLEMS,
  ...SURVEY_PROBLEMS,
};

export type ProblemCode = keyof typeof BY_CODE;

/** Severity and words of every problem. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = BY_CODE;

/** What is filled into a problem's text: names and figures of the file, or words of ours in both languages. */
export type Details = Readonly<Record<string, string | number | LocalizedText>>;

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
