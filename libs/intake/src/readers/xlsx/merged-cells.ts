import { type DatasetSchema } from '#catalogue';
import { type Cell } from '../../cells/cell.js';
import { matchColumns } from '../../columns.js';
import { type Fault, fileFault } from '../../problem-codes.js';
import { type TableRow } from '../reader.js';
import { type HeaderRow, type MergedRange } from './header-row.js';

interface Column {
  readonly header: string;
  readonly isFigures: boolean;
  /** Rows that got what stands in a joined cell above them. */
  filled: number;
  firstFilled: number | null;
  /** The first joined cell with a figure, and how many there are. */
  firstFigure: MergedRange | null;
  figures: number;
}

/**
 * Cells that are joined over several rows of a table. What they name holds for each of the rows, and is filled in there;
 * a figure is one figure, and stays in the first.
 */
export class MergedCells {
  private readonly columns = new Map<number, Column>();
  private readonly beginning = new Map<number, MergedRange[]>();
  private open: { readonly range: MergedRange; readonly cell: Cell }[] = [];

  constructor(
    merged: readonly MergedRange[],
    { header, number: headerRow }: HeaderRow,
    dataset: DatasetSchema,
  ) {
    if (merged.length === 0) return;
    for (const { index, field } of matchColumns(header, dataset, 'sv').columns) {
      const isFigures = field.role === 'number';
      const column = {
        header: header[index] ?? '',
        isFigures,
        filled: 0,
        firstFilled: null,
        firstFigure: null,
      };
      this.columns.set(index, { ...column, figures: 0 });
    }
    for (const range of merged) {
      if (range.firstRow <= headerRow || range.lastRow === range.firstRow || !this.columns.has(range.column))
        continue;
      this.beginning.set(range.firstRow, [...(this.beginning.get(range.firstRow) ?? []), range]);
    }
  }

  /** A row with what joined cells further up say of it; rows come in their order. */
  filled(row: TableRow): TableRow {
    if (this.beginning.size === 0) return row;
    this.open = this.open.filter(({ range }) => range.lastRow >= row.number);
    const cells = [...row.cells];
    for (const { range, cell } of this.open) this.fill(cells, range, { cell, row: row.number });
    for (const range of this.beginning.get(row.number) ?? []) this.begin(range, cells[range.column] ?? '');
    return { number: row.number, cells };
  }

  private begin(range: MergedRange, cell: Cell): void {
    const column = this.columns.get(range.column);
    if (!column || cell === '') return;
    if (column.isFigures) {
      column.figures++;
      column.firstFigure ??= range;
    } else this.open.push({ range, cell });
  }

  private fill(
    cells: Cell[],
    { column: at }: MergedRange,
    { cell, row }: { readonly cell: Cell; readonly row: number },
  ): void {
    const column = this.columns.get(at);
    while (cells.length <= at) cells.push('');
    if (!column || cells[at] !== '') return;
    cells[at] = cell;
    column.filled++;
    column.firstFilled ??= row;
  }

  faults(): Fault[] {
    return [...this.columns.values()].flatMap(({ header, filled, firstFilled, figures, firstFigure }) => [
      ...(firstFilled === null
        ? []
        : [{ ...fileFault('merged-cells-filled', { count: filled, first: firstFilled }), column: header }]),
      ...(firstFigure === null
        ? []
        : [
            {
              ...fileFault('merged-figure', { count: figures, last: firstFigure.lastRow }),
              row: firstFigure.firstRow,
              column: header,
            },
          ]),
    ]);
  }
}
