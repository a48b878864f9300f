import { type DatasetId } from './observation.js';

/** A fault in a file: place, reason and remedy (formats.md, section 1). */
export interface UploadProblem {
  /** Row in the file counted from 1, header included; `null` when the whole file is meant. */
  readonly row: number | null;
  /** Column as it is named in the file. */
  readonly column: string | null;
  /** The cell as spreadsheets name it (`B7`), for workbooks. */
  readonly cell?: string;
  /** Stable, for machines: `type`, `required`, `unknown-unit`, … */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'notice';
  /** What is wrong, in the language that was asked for. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** The cell as it was read. */
  readonly value: string | null;
}

/** What an upload holds for one unit and period. */
export interface SliceSummary {
  readonly unit: string;
  readonly period: string;
  readonly rows: number;
  /** Sum of the data set's main numeric column; `null` when it has none. */
  readonly total: number | null;
  /** The same for what the slice holds today; `null` when it holds nothing. */
  readonly previousTotal: number | null;
}

/** What is said of a file before, or instead of, storing it. */
export interface UploadReport {
  readonly accepted: boolean;
  readonly dataset: DatasetId;
  readonly rows: number;
  readonly slices: readonly SliceSummary[];
  readonly problems: readonly UploadProblem[];
  /** Problems beyond the thousand that are listed. */
  readonly problemsNotListed: number;
}

/** The proof that a file is stored. */
export interface Receipt {
  readonly id: string;
  readonly dataset: DatasetId;
  readonly fileName: string;
  /** Of the bytes as they came, hexadecimal. */
  readonly sha256: string;
  /** ISO 8601 with offset. */
  readonly receivedAt: string;
  /** Id of the principal. */
  readonly by: string;
  readonly source: string;
  readonly rows: number;
  readonly slices: readonly SliceSummary[];
  readonly warnings: readonly UploadProblem[];
}
