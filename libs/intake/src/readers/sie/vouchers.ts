import { type Fault } from '../../problem-codes.js';
import { FirstRows } from '../../checks/first-rows.js';
import {
  type AccountAmount,
  accountAmount,
  dayOf,
  dividedAmount,
  faultAt,
  periodFault,
  textOf,
} from './sie-fields.js';
import { type LedgerAmount } from './sie-ledger.js';
import { type SieRecord } from './sie-records.js';

/** A transaction and the day that it is of, `20260917`. */
export interface Transaction {
  readonly amount: LedgerAmount;
  readonly day: string;
}

interface Line extends AccountAmount {
  readonly record: SieRecord;
  /** `#RTRANS`: added to the voucher afterwards, and usually repeated as `#TRANS` for programs that do not know it. */
  readonly isAdded: boolean;
}

interface Voucher {
  readonly record: SieRecord;
  readonly series: string;
  readonly number: string;
  readonly day: string;
  readonly lines: Line[];
}

/** Amounts are read to the hundredth: each line with more decimals may be half of one off. */
const ROUNDING = 0.5;

/**
 * Gathers vouchers. Each must sum to zero, for a voucher that does not has lost or damaged a line; and each may be there
 * once. `#BTRANS` was struck from its voucher.
 */
export class Vouchers {
  readonly transactions: Transaction[] = [];
  private readonly known = new FirstRows();
  private voucher: Voucher | null = null;
  private isInside = false;

  /** The line of a voucher that has no end. */
  get openAt(): number | null {
    return this.isInside ? (this.voucher?.record.line ?? 0) : null;
  }

  /** Answers what makes the file unreadable. */
  take(record: SieRecord): Fault | null {
    switch (record.label) {
      case '#VER':
        return this.begin(record);
      case '{':
        this.isInside = true;
        return null;
      case '}':
        return this.end();
      default:
        return this.takeLine(record);
    }
  }

  private begin(record: SieRecord): Fault | null {
    if (this.isInside) return { ...faultAt(record, 'sie-truncated'), row: this.openAt };
    const [series, number, day] = [0, 1, 2].map((place) => textOf(record.fields[place]));
    this.voucher = { record, series: series ?? '', number: number ?? '', day: day ?? '', lines: [] };
    return null;
  }

  private takeLine(record: SieRecord): Fault | null {
    if (!this.voucher || !this.isInside)
      return faultAt(record, 'sie-outside-voucher', textOf(record.fields[0]));
    if (record.label === '#BTRANS') return null;
    const read = accountAmount(record, 0);
    if (!read.ok) return read.problem;
    const divided = dividedAmount(record, read.value.written, 'day');
    if (divided) return divided;
    this.voucher.lines.push({ ...read.value, record, isAdded: record.label === '#RTRANS' });
    return null;
  }

  private end(): Fault | null {
    const { voucher } = this;
    if (!this.isInside || !voucher) return null;
    this.isInside = false;
    this.voucher = null;
    const lines = balancedLines(voucher.lines);
    if (!lines) return unbalanced(voucher);
    const again = this.takenBefore(voucher);
    if (again) return again;
    for (const line of lines) {
      const own = line.written[1] ?? '';
      const written = /^\d{8}$/.test(own) ? own : voucher.day;
      const day = dayOf(written);
      if (day === null) return periodFault(line.record, written);
      const { account, objects, ore, record } = line;
      const month = `${day.slice(0, 4)}-${day.slice(4, 6)}`;
      this.transactions.push({ day, amount: { line: record.line, account, month, objects, ore } });
    }
    return null;
  }

  /** Numbers are used once in a series and year; where they are not given, or begin anew, what is in the voucher tells. */
  private takenBefore({ record, series, number, day, lines }: Voucher): Fault | null {
    if (number === '' || lines.length === 0) return null;
    const key = JSON.stringify([series, number, day, lines.map((line) => line.record.fields)]);
    const first = this.known.before(key, record.line);
    if (first === undefined) return null;
    return { ...faultAt(record, 'sie-voucher-twice', number), details: { series, number, first } };
  }
}

/** The lines that count: every one that was added once. `null` when the voucher does not sum to zero in any way. */
function balancedLines(lines: readonly Line[]): readonly Line[] | null {
  const once = withoutRepeated(lines);
  const candidates = [once, lines.filter(({ isAdded }) => !isAdded), lines];
  return candidates.find(isBalanced) ?? null;
}

/** Each `#TRANS` that repeats an `#RTRANS` before it is left out. */
function withoutRepeated(lines: readonly Line[]): Line[] {
  const added = new Map<string, number>();
  return lines.filter(({ isAdded, record }) => {
    const key = JSON.stringify(record.fields);
    const waiting = added.get(key) ?? 0;
    if (isAdded) added.set(key, waiting + 1);
    else if (waiting > 0) added.set(key, waiting - 1);
    return isAdded || waiting === 0;
  });
}

function isBalanced(lines: readonly Line[]): boolean {
  const rounded = lines.filter(({ written: [amount = ''] }) => /[.,]\d{3,}$/.test(amount));
  return Math.abs(sumOf(lines)) <= rounded.length * ROUNDING;
}

function sumOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { ore }) => sum + ore, 0);
}

function unbalanced({ record, series, number, lines }: Voucher): Fault {
  const sum = (sumOf(withoutRepeated(lines)) / 100).toFixed(2);
  return { ...faultAt(record, 'sie-voucher-unbalanced', sum), details: { series, number, sum } };
}
