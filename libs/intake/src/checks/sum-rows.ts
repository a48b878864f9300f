import { textOf } from '../cells/cell.js';
import { type SumWord, sumWord } from '../cells/sum-words.js';
import { type Fault } from '../problem-codes.js';
import { type TableRow } from '../readers/reader.js';
import { type ReadableColumn, type RowReading } from './row-reading.js';

/** More rows than this that happen to be sums are no table of sums. */
const MOST_REMARKS = 20;
/** A lone figure smaller than this is a sum of two others by chance, again and again. */
const TELLING = 1000;

/** Sums of the columns of numbers over some rows. */
class Running {
  rows = 0;
  private readonly sums: Record<string, number> = {};
  private firstRow = 0;
  private lastRow = 0;

  add(numbers: Readonly<Record<string, number>>, row: number): void {
    this.rows++;
    this.firstRow ||= row;
    this.lastRow = row;
    for (const [name, number] of Object.entries(numbers)) this.sums[name] = (this.sums[name] ?? 0) + number;
  }

  /** Whether every figure is the sum of those gone through; or their mean, where that is asked, too. */
  isSummedBy(numbers: Readonly<Record<string, number>>, orMean = false): boolean {
    const figures = Object.entries(numbers);
    if (this.rows < 2 || figures.every(([, number]) => number === 0)) return false;
    return (orMean ? [1, this.rows] : [1]).some((share) =>
      figures.every(([name, number]) => isNear(number, (this.sums[name] ?? Number.NaN) / share, this.rows)),
    );
  }

  /** `2–5`. */
  get place(): string {
    return `${this.firstRow}–${this.lastRow}`;
  }
}

/** A hundredth may be lost in each row that was rounded. */
function isNear(a: number, b: number, rows: number): boolean {
  return Math.abs(a - b) <= Math.min(0.005 * rows, 1) + 1e-9 * Math.abs(b);
}

interface RowTaken {
  readonly isLeftOut: boolean;
  readonly fault: Fault | null;
}

const COUNTED: RowTaken = { isLeftOut: false, fault: null };

/**
 * Finds the rows that sum up others. By their word and their figures they are left out; by their word alone the file is
 * refused, or the row counted and remarked on where the word may be a name; by their figures alone they are counted and
 * remarked on.
 */
export class SumRows {
  private readonly all = new Running();
  private part = new Running();
  private readonly belowFirst = new Running();
  private remarks = 0;
  /** The first row, which may be the sum of all below it. */
  private first: Pick<RowReading, 'row' | 'numbers'> | null = null;
  private readonly words = remembered();
  private readonly numbers: readonly ReadableColumn[];

  constructor(
    columns: readonly ReadableColumn[],
    private readonly total: string | undefined,
  ) {
    this.numbers = columns.filter(({ field }) => field.role === 'number');
  }

  /** Before a row is read: by its words. */
  look(row: TableRow): RowTaken {
    const word = wordIn(row, this.words);
    if (!word) return COUNTED;
    const numbers = this.numbersOf(row);
    const isSum = this.all.isSummedBy(numbers, true) || this.part.isSummedBy(numbers, true);
    const saysNothing = this.numbers.every(({ index }) => (row.cells[index] ?? '') === '');
    const sum = numbers[this.total ?? ''] ?? Object.values(numbers)[0] ?? 0;
    const fault = { row: row.number, column: null, value: word.text, details: { sum } };
    if (word.kind === 'part')
      return { isLeftOut: false, fault: this.remark({ ...fault, code: 'maybe-part-row' }) };
    if (isSum || (saysNothing && word.kind === 'sure')) {
      this.part = new Running();
      return { isLeftOut: true, fault: { ...fault, code: 'sum-row-left-out' } };
    }
    if (word.kind === 'sure') return { isLeftOut: true, fault: { ...fault, code: 'sum-row' } };
    return { isLeftOut: false, fault: this.remark({ ...fault, code: 'maybe-sum-row' }) };
  }

  /** After a row was read: by its figures. */
  take({ row, numbers }: RowReading): Fault | null {
    const above = [this.part, this.all].find((running) => running.isSummedBy(numbers));
    const fault = above ? this.likeASum({ row, numbers }, above) : null;
    if (this.first) this.belowFirst.add(numbers, row);
    else this.first = { row, numbers };
    this.all.add(numbers, row);
    this.part.add(numbers, row);
    return fault;
  }

  /** When all rows have been gone through. */
  faults(): Fault[] {
    const { first, belowFirst } = this;
    const fault = first && belowFirst.isSummedBy(first.numbers) ? this.likeASum(first, belowFirst) : null;
    return fault ? [fault] : [];
  }

  private likeASum({ row, numbers }: Pick<RowReading, 'row' | 'numbers'>, others: Running): Fault | null {
    const figures = Object.values(numbers);
    const isTelling = figures.length > 1 || Math.abs(figures[0] ?? 0) >= TELLING || others.rows > 2;
    const details = { sum: numbers[this.total ?? ''] ?? figures[0] ?? 0, rows: others.place };
    return isTelling ? this.remark({ code: 'like-a-sum', row, column: null, value: null, details }) : null;
  }

  private remark(fault: Fault): Fault | null {
    return this.remarks++ < MOST_REMARKS ? fault : null;
  }

  private numbersOf({ cells }: TableRow): Record<string, number> {
    return Object.fromEntries(
      this.numbers.flatMap(({ field, index, read }) => {
        const outcome = read(cells[index] ?? '');
        return outcome.kind === 'number' ? [[field.name, outcome.number] as const] : [];
      }),
    );
  }
}

/** Names of units and products come again and again. */
const MOST_WORDS = 10_000;

function remembered(): (text: string) => SumWord | null {
  const known = new Map<string, SumWord | null>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const word = sumWord(text);
    if (known.size < MOST_WORDS) known.set(text, word);
    return word;
  };
}

function wordIn(
  { cells }: TableRow,
  words: (text: string) => SumWord | null,
): { readonly kind: SumWord; readonly text: string } | null {
  for (const cell of cells) {
    if (typeof cell !== 'string' || cell === '') continue;
    const kind = words(cell);
    if (kind) return { kind, text: textOf(cell) };
  }
  return null;
}
