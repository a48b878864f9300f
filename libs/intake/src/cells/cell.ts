/** A cell without a value that could be read. */
export interface Unreadable {
  readonly unreadable: 'formula-without-value' | 'not-a-cell';
}

/** A number that its cell shows in another way than it is stored: `1250` as `1 250 tkr`, `1250000` as `1 250`, or not at all. */
export interface ShownNumber {
  readonly number: number;
  /** The words and signs beside the digits, without blanks around them. */
  readonly words: string;
  /** What the stored number is divided by before it is shown: 1, 1 000, 1 000 000 … */
  readonly divisor: number;
  /** What the cell does not show of it: that it is negative, or anything at all. */
  readonly hides?: 'sign' | 'all';
}

/** Text as it stands in the file, trimmed; a number where the format itself says that it is one. Empty text: no value. */
export type Cell = string | number | Unreadable | ShownNumber;

/** What people see in a cell; empty where it has no value. */
export function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return String(cell);
  return 'unreadable' in cell ? '' : `${cell.number / cell.divisor} ${cell.words}`.trim();
}
