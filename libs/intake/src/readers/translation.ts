import { type Result } from '#core';
import { type Fault } from '../problem-codes.js';
import { type ReadingCircumstances } from '../reading-circumstances.js';
import { type Table } from './reader.js';

/** How a table that another system wrote, in whatever file format, becomes one of ours. Pure; never throws. */
export interface Translation {
  /** Places of the columns that it reads; `null` when the header is not that system's. */
  columnsOf(header: readonly string[], circumstances: ReadingCircumstances): ReadonlySet<number> | null;
  /** For tables that are that system's. */
  translate(table: Table, circumstances: ReadingCircumstances): Result<Table, Fault>;
}
