import { type SumWord, sumWord } from '../../cells/sum-words.js';
import { type Fault } from '../../problem-codes.js';

/** A line of a bill, by what may tell that it sums up others. */
export interface BillLine {
  readonly row: number;
  readonly amount: number;
  readonly isTax: boolean;
  /** What is read of it as text. */
  readonly texts: readonly string[];
}

/** Finds the lines below a bill that sum it up, which no cloud writes and people add, as `SumRows` does in other tables. */
export class SummedLines {
  private count = 0;
  private total = 0;
  private tax = 0;
  private firstRow = 0;
  private last: BillLine | null = null;

  /** What is remarked on a line, and is to be left out unless it is the code `maybe-sum-row`. */
  look(line: BillLine): Fault | null {
    for (const text of line.texts) {
      const word = sumWord(text);
      if (word !== null && word !== 'part') return this.faultOf(line, { text, word });
    }
    return null;
  }

  /** Counts a line that is none. */
  take(line: BillLine): void {
    this.count++;
    this.firstRow ||= line.row;
    if (line.isTax) this.tax += line.amount;
    else this.total += line.amount;
    this.last = line;
  }

  /** What is remarked on the last line, by its amount, when all have been gone through. */
  remarks(): Fault[] {
    const { last, firstRow } = this;
    if (!last || last.isTax || this.count < 3) return [];
    if (!isNear(last.amount, this.total - last.amount)) return [];
    const details = { sum: last.amount, rows: `${firstRow}–${last.row - 1}` };
    return [{ code: 'like-a-sum', row: last.row, column: null, value: null, details }];
  }

  private faultOf({ row, amount }: BillLine, { text, word }: { text: string; word: SumWord }): Fault {
    const fault = { row, column: null, value: text, details: { sum: amount } };
    const isSum = this.count > 0 && [this.total, this.total + this.tax].some((sum) => isNear(amount, sum));
    if (isSum) return { ...fault, code: 'sum-row-left-out' };
    return { ...fault, code: word === 'sure' ? 'sum-row' : 'maybe-sum-row' };
  }
}

/** Within half a hundredth: bills have more decimals than their sums. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 0.005 + 1e-9 * Math.abs(b);
}
