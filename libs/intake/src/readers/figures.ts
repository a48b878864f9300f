import { type Cell } from '../cells/cell.js';
import { parseNumber } from '../cells/number.js';
import { type Fault, fileFault } from '../problem-codes.js';
import { type TableRow } from './reader.js';

/** The number of a cell that is left out; `null` for texts. */
export function figureIn(cell: Cell | undefined): number | null {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'object') return 'number' in cell ? cell.number : null;
  if (cell === undefined || !/^[-−(+]?\s?\d/.test(cell)) return null;
  const number = parseNumber(cell, ',');
  return number.ok ? number.value : null;
}

/** Rows after one, and the sum of one of their columns. */
export function sumOfColumn(
  rows: Iterable<TableRow>,
  column: number,
  after: number,
): { readonly count: number; readonly sum: number } {
  let count = 0;
  let sum = 0;
  for (const { number, cells } of rows) {
    if (number <= after) continue;
    count++;
    sum += figureIn(cells[column]) ?? 0;
  }
  return { count, sum };
}

/** Counts the cells in columns that have no heading. */
export class WithoutHeading {
  private notes = 0;
  private firstNote = '';
  private figures = 0;
  private firstFigure = '';
  private sum = 0;

  take(cell: Cell, place: string): void {
    const figure = figureIn(cell);
    if (figure === null) {
      if (this.notes++ === 0) this.firstNote = place;
      return;
    }
    if (this.figures++ === 0) this.firstFigure = place;
    this.sum += figure;
  }

  faults(): Fault[] {
    const { notes, firstNote, figures, firstFigure, sum } = this;
    return [
      ...(figures > 0
        ? [fileFault('figures-without-heading', { count: figures, sum, first: firstFigure })]
        : []),
      ...(notes > 0 ? [fileFault('cells-without-heading', { count: notes, first: firstNote })] : []),
    ];
  }
}
