import { textOf } from '../cells/cell.js';
import { type MatchedHeader } from '../columns.js';
import { type Fault, fileFault } from '../problem-codes.js';
import { type Table, type TableRow } from '../readers/reader.js';
import { type CheckContext } from './check-context.js';
import { headingFinder } from './more-headings.js';
import { type ReadableColumn, type RowReading } from './row-reading.js';
import { RepeatedHeadings } from './rows-told.js';
import { SumRows } from './sum-rows.js';

/** A table with what its rows are read by. */
export interface SievedTable {
  readonly table: Table;
  readonly header: MatchedHeader;
  readonly columns: readonly ReadableColumn[];
  readonly context: CheckContext;
}

/** What a row is taken for before it is read. */
export interface RowTaken {
  readonly fault: Fault | null;
  readonly isLeftOut: boolean;
  /** Nothing after it can be read. */
  readonly isLast?: boolean;
}

const TO_BE_READ: RowTaken = { fault: null, isLeftOut: false };

/** Keeps rows out that are no rows of the table: headings that come again, sums, and what is wider than the headings. */
export class RowSieve {
  private readonly width: number;
  /** What another system's file means is what we made of it: nothing in it is to be kept out. */
  private readonly isAsInFile: boolean;
  private readonly headingsIn: ReturnType<typeof headingFinder>;
  private readonly sums: SumRows;
  private readonly repeated = new RepeatedHeadings();

  constructor({ table, header, columns, context }: SievedTable) {
    this.width = table.header.length;
    this.isAsInFile = table.isAsInFile;
    this.headingsIn = headingFinder(header, context);
    this.sums = new SumRows(columns, context.schema.total);
  }

  look(row: TableRow): RowTaken {
    const { number, cells } = row;
    if (cells.length > this.width && cells.slice(this.width).some((cell) => cell !== '')) {
      const value = textOf(cells.at(-1) ?? '');
      return { isLeftOut: true, fault: { code: 'too-many-cells', row: number, column: null, value } };
    }
    if (!this.isAsInFile) return TO_BE_READ;
    const headings = this.headingsIn(row);
    if (headings === null) return this.sums.look(row);
    if (headings === 'repeated') {
      this.repeated.take(number);
      return { isLeftOut: true, fault: null };
    }
    return { isLeftOut: true, isLast: true, fault: { ...fileFault('second-table'), row: number } };
  }

  /** After a row was read: what is to be said of it among the others. */
  take(reading: RowReading): Fault | null {
    return this.isAsInFile ? this.sums.take(reading) : null;
  }

  /** What is to be said in the end. */
  faults(): Fault[] {
    return [...this.repeated.faults(), ...this.sums.faults()];
  }
}
