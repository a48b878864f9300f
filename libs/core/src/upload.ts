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

/** Values of the columns whose values are listed in the schema, over some rows: column → values. */
export type ListedValues = Readonly<Record<string, readonly string[]>>;

/** The benefit of a change, as a project counts on it. */
export interface ChangeClaim {
  readonly change: string;
  readonly project: string;
}

/** What the rows of a slice are of, to tell which deliveries it answers. */
export interface SliceHoldings {
  /** Of the rows that give something; `null` when none does. */
  readonly given: ListedValues | null;
  /** Of the rows that only say that something is not applicable; `null` when none does. */
  readonly notApplicable: ListedValues | null;
  /** Each once, at most a thousand; absent where there are none, and where they were not noted. */
  readonly claims?: readonly ChangeClaim[];
  /** SHA-256 of the observations as they are packed, hexadecimal; absent where it was not noted. */
  readonly digest?: string;
}

/** What an upload holds for one unit and period. */
export interface SliceSummary {
  readonly unit: string;
  readonly period: string;
  /** What tells it apart from others of its unit and period (`actual/ledger`); absent where nothing does. */
  readonly part?: string;
  readonly rows: number;
  /** Sum of the data set's main numeric column; `null` when it has none. */
  readonly total: number | null;
  /** The same for what the slice holds today; `null` when it holds nothing. */
  readonly previousTotal: number | null;
  /** Absent in receipts from before it was noted. */
  readonly holds?: SliceHoldings;
  /** Receipt of the upload whose content this is again, where one was reverted. */
  readonly restoredFrom?: string;
}

/** Rows of a file in which something is wrong, as the file has them. */
export interface UploadExcerpt {
  /** Headings, as in the file and in its order; not always all. */
  readonly columns: readonly string[];
  /** At most a hundred, in the file's order. */
  readonly rows: readonly ExcerptRow[];
}

export interface ExcerptRow {
  /** Row in the file, as problems name it. */
  readonly row: number;
  /** One for each column; long ones are cut off. */
  readonly cells: readonly string[];
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
  /** Absent where no row is at fault, and for files of other systems, of which others than we made rows. */
  readonly excerpt?: UploadExcerpt;
  /** What the ledger held when this was said; sent along with the hand-in, it keeps later deliveries of others safe. */
  readonly asOf?: number;
}

/** The proof that a file is stored. */
export interface Receipt {
  readonly id: string;
  readonly dataset: DatasetId;
  /** Of a revert: the names of the files that hold again. */
  readonly fileName: string;
  /**
   * Of the bytes as they came, hexadecimal. Of a revert: of the one file that holds again; or, when there are several, of
   * their checksums one after the other, in the order of the slices.
   */
  readonly sha256: string;
  /** ISO 8601 with offset. */
  readonly receivedAt: string;
  /** Id of the principal. */
  readonly by: string;
  readonly source: string;
  readonly rows: number;
  readonly slices: readonly SliceSummary[];
  readonly warnings: readonly UploadProblem[];
  /** Receipt of the upload that was taken back; absent where a file came in. */
  readonly reverts?: string;
}

/** One version of a slice, as its history tells it. */
export interface SliceHistoryEntry {
  readonly dataset: DatasetId;
  readonly unit: string;
  readonly period: string;
  readonly source: string;
  /** What tells it apart from others of its unit, period and source; empty where nothing does. */
  readonly part: string;
  /** Counted from 1. */
  readonly version: number;
  /** Whether it is what holds now. */
  readonly current: boolean;
  /** Of the receipt. */
  readonly uploadId: string;
  readonly fileName: string;
  readonly sha256: string;
  /** ISO 8601 with offset. */
  readonly receivedAt: string;
  /** Id of the principal. */
  readonly by: string;
  readonly rows: number;
  readonly total: number | null;
  /** Receipt of the upload that was taken back by this one; `null` where a file came in. */
  readonly reverts: string | null;
}
