import { type Fault, fileFault } from '../problem-codes.js';
import { type Table } from '../readers/reader.js';
import { type ReadableColumn, type RowReading } from './row-reading.js';

/** Says what of a table people do not see, and was counted all the same: rows and columns that the sheet hides. */
export class HiddenParts {
  private count = 0;
  private sum = 0;
  private first: number | null = null;

  constructor(
    private readonly hidden: NonNullable<Table['hidden']>,
    private readonly columns: readonly ReadableColumn[],
    private readonly total: string | undefined,
  ) {}

  take({ row, numbers }: RowReading): void {
    if (!this.hidden.rows.has(row)) return;
    this.count++;
    this.first ??= row;
    this.sum += numbers[this.total ?? ''] ?? 0;
  }

  faults(): Fault[] {
    const { count, sum, first } = this;
    const columns = this.columns.filter(({ index }) => this.hidden.columns.has(index));
    return [
      ...(first === null ? [] : [{ ...fileFault('hidden-rows', { count, sum }), row: first }]),
      ...columns.map(({ header }) => ({ ...fileFault('hidden-column'), column: header })),
    ];
  }
}

/** Counts the rows of headings that come again. */
export class RepeatedHeadings {
  private count = 0;
  private first: number | null = null;

  take(row: number): void {
    this.count++;
    this.first ??= row;
  }

  faults(): Fault[] {
    const { count, first } = this;
    return first === null ? [] : [{ ...fileFault('repeated-headings', { count }), row: first }];
  }
}
