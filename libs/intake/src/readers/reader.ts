import { type DatasetSchema } from '#catalogue';
import { type Result } from '#core';
import { type Cell } from '../cells/cell.js';
import { type DecimalMark } from '../cells/number.js';
import { type WayIn } from '../checks/slice-part.js';
import { type UploadLimits } from '../limits.js';
import { type Fault } from '../problem-codes.js';

/** A file as it was handed in. */
export interface UploadedFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly contentType?: string;
}

/** A row that is not empty. */
export interface TableRow {
  /** Place in the file, counted from 1. */
  readonly number: number;
  /** In the header's order; may be shorter or longer than the header. */
  readonly cells: readonly Cell[];
}

/** Rows that can be gone through as often as one likes. */
export interface TableRows extends Iterable<TableRow> {
  readonly length: number;
}

/** What every format is read into: a header, rows, and what was found out on the way. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: TableRows;
  readonly notices: readonly Fault[];
  /** Whether rows and headings are the file's own, not what another system's file means. */
  readonly isAsInFile: boolean;
  /** The decimal mark that goes with the file's dialect, for columns whose numbers do not show theirs. */
  readonly usualDecimalMark: DecimalMark;
  /** Where rows come from, if not from a table that people have written. */
  readonly wayIn?: WayIn;
  /** Column → its heading in the file, where another system's file calls it something else. */
  readonly headingsInFile?: Readonly<Record<string, string>>;
  /** Rows with something in them that stand above the headings. */
  readonly above?: readonly TableRow[];
  /** What the sheet hides, filtered rows included: numbers of rows, and places of columns. */
  readonly hidden?: { readonly rows: ReadonlySet<number>; readonly columns: ReadonlySet<number> };
  /** What is said when there are no rows, in place of that the file has none. */
  readonly whyEmpty?: Fault;
  /** Names of the columns' places (`A`, `B`), in the header's order, for files that people see in a grid. */
  readonly columnLetters?: readonly string[];
}

/** What a file is read by, besides its bytes. */
export interface ReadingContext {
  readonly limits: UploadLimits;
  /** The data set that the file is handed in for. */
  readonly dataset: DatasetSchema;
  /**
   * Places of the columns that are wanted, by the header; `null` for all. A reader of delimited text lets go of the other
   * cells at once, and leaves them empty.
   */
  readonly columnsWanted?: (header: readonly string[]) => ReadonlySet<number> | null;
}

/** One file format. A reader is pure, never throws, and answers the fault that makes a file unreadable. */
export interface Reader {
  readonly id: string;
  /** Whether the file is meant for this reader, by its bytes, name or content type. */
  recognises(file: UploadedFile): boolean;
  read(file: UploadedFile, context: ReadingContext): Result<Table, Fault>;
}
