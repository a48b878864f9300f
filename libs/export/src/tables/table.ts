import { type LocalizedText } from '#core';

/**
 * What a column holds: `number` is exact and shown with `decimals`, `day` an ISO date, `moment` ISO 8601 with the city's
 * offset, `flag` true or false; `null` is an empty cell.
 */
export type ColumnType = 'text' | 'number' | 'day' | 'moment' | 'flag';

/** A column of a table that leaves the house; its name is a contract (formats.md, section 2). */
export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Shown in spreadsheets; the number itself is never rounded. Absent: as many as it has. */
  readonly decimals?: number;
  /** What the column holds, for the sheet that explains it. */
  readonly help: LocalizedText;
}

export type TableCell = string | number | boolean | null;

/** A table that leaves the house, in whichever form. */
export interface Table {
  /** Of the sheet and the document. */
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** What has to be said of the whole table, above everything else: a dry run, a source, a licence. */
  readonly notes: readonly string[];
  /** ISO 8601 with offset: the only clock in the file. `null`: nothing is frozen, and the file has no clock at all. */
  readonly frozenAt: string | null;
}
