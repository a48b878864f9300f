import { type ProblemCode } from '../../problem-codes.js';
import {
  type AccountMonth,
  type BalanceReading,
  accountMonths,
  divisionsOf,
  wholeOf,
} from './month-entries.js';
import { type LedgerAmount, type SieLedger } from './sie-ledger.js';

/** Another reading of an account than the one that counts. */
export interface Doubt {
  readonly code: Extract<ProblemCode, 'sie-two-readings' | 'sie-each-once' | 'sie-balances-and-vouchers'>;
  /** What counts, and what does not, in hundredths. */
  readonly counted: number;
  readonly other: number;
  readonly line: number;
}

/** How an account's balances are read, and what they then sum up to. */
export interface AccountReading {
  readonly months: readonly AccountMonth[];
  readonly reading: BalanceReading;
  /** Over the year, in hundredths. */
  readonly ore: number;
  readonly doubts: readonly Doubt[];
}

/** An account's months → how they are read. */
export type AccountReadings = ReadonlyMap<string, AccountReading>;

/**
 * Decides how the balances of each account are read. The sum of its year is the referee; what some accounts prove holds
 * for the rest, for a program writes them all alike. Where nothing is proved, it is the format's reading, with a doubt.
 */
export function actualReadings({ balances, type, yearChanges }: SieLedger): AccountReadings {
  const accounts = byAccount(balances, type);
  const usual = usualReading(accounts, yearChanges);
  return mapped(accounts, (months, account) => readingOf(months, { year: yearChanges.get(account), usual }));
}

/** The same for the budget, of which the file gives no sum of the year. */
export function budgetReadings({ balances, budgets, type, yearChanges }: SieLedger): AccountReadings {
  const accounts = byAccount(budgets, type);
  const usual = usualReading(byAccount(balances, type), yearChanges) ?? evidence(accounts.values());
  return mapped(accounts, (months) => readingOf(months, { year: undefined, usual }));
}

type Accounts = ReadonlyMap<string, readonly AccountMonth[]>;

function byAccount(amounts: readonly LedgerAmount[], type: number): Accounts {
  const accounts = new Map<string, AccountMonth[]>();
  for (const month of accountMonths(amounts, type)) {
    const months = accounts.get(month.account) ?? [];
    accounts.set(month.account, months);
    months.push(month);
  }
  return accounts;
}

function mapped(
  accounts: Accounts,
  read: (months: readonly AccountMonth[], account: string) => AccountReading,
): AccountReadings {
  return new Map([...accounts].map(([account, months]) => [account, read(months, account)]));
}

/** What is proved of any account. `null`: nothing is, or both. */
function usualReading(accounts: Accounts, yearChanges: ReadonlyMap<string, number>): BalanceReading | null {
  const proved = new Set<BalanceReading>();
  for (const [account, months] of accounts) {
    const proof = proofOf(months, yearChanges.get(account));
    if (proof) proved.add(proof);
  }
  const [only, ...others] = proved;
  return others.length > 0 ? null : (only ?? evidence(accounts.values()));
}

/** The reading that gives the sum of the year, when the other does not. */
function proofOf(months: readonly AccountMonth[], year: number | undefined): BalanceReading | null {
  const [layers, parts] = [sumAs(months, 'layers'), sumAs(months, 'parts')];
  if (layers === parts) return null;
  if (year === layers) return 'layers';
  return year === parts ? 'parts' : null;
}

/** Objects that make up the whole to the öre are the whole once more. */
function evidence(accounts: Iterable<readonly AccountMonth[]>): BalanceReading | null {
  for (const months of accounts) {
    for (const month of months) {
      const { total } = month;
      if (total && total.ore !== 0 && divisionsOf(month).includes(total.ore)) return 'layers';
    }
  }
  return null;
}

/** What an account's months sum up to. */
function sumAs(months: readonly AccountMonth[], reading: BalanceReading): number {
  return months.reduce((sum, month) => sum + wholeOf(month, reading), 0);
}

function readingOf(
  months: readonly AccountMonth[],
  { year, usual }: { readonly year: number | undefined; readonly usual: BalanceReading | null },
): AccountReading {
  const [layers, parts] = [sumAs(months, 'layers'), sumAs(months, 'parts')];
  const proved = isAlike(months) ? 'layers' : (proofOf(months, year) ?? usual);
  if (proved === 'layers') return { months, reading: 'layers', ore: layers, doubts: [] };
  const line = months[0]?.total?.line ?? months[0]?.objects[0]?.line ?? 0;
  if (proved === 'parts') {
    const doubt: Doubt = { code: 'sie-each-once', counted: parts, other: layers, line };
    return { months, reading: 'parts', ore: parts, doubts: [doubt] };
  }
  const doubt: Doubt = { code: 'sie-two-readings', counted: layers, other: parts, line };
  return { months, reading: 'layers', ore: layers, doubts: [doubt] };
}

function isAlike(months: readonly AccountMonth[]): boolean {
  return months.every((month) => wholeOf(month, 'layers') === wholeOf(month, 'parts'));
}
