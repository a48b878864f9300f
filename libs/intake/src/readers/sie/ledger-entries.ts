import { type AccountReading, type Doubt, actualReadings, budgetReadings } from './account-readings.js';
import {
  type MonthEntry,
  accountMonths,
  balanceEntries,
  transactionEntries,
  wholeOf,
} from './month-entries.js';
import { type EntryKind, type LedgerAmount, type MonthAmounts, type SieLedger } from './sie-ledger.js';

/** Month → the dimension that holds its cost centres. */
export type DimensionOf = (month: string) => number;

/** An entry of some kind. */
export type LedgerEntry = MonthEntry & { readonly kind: EntryKind };

/** In what other way an account could be read. */
export type AccountDoubt = Doubt & { readonly account: string; readonly kind: EntryKind };

/** A ledger by month, account and cost centre. */
export interface LedgerEntries {
  readonly entries: readonly LedgerEntry[];
  readonly doubts: readonly AccountDoubt[];
  /** Account → what its actual entries sum up to, in hundredths. */
  readonly actual: ReadonlyMap<string, number>;
}

/** An account with balances, vouchers, or both. */
interface Account {
  readonly balances: AccountReading | null;
  readonly transactions: readonly LedgerAmount[];
  /** The sum of its year; `undefined` when the file does not say. */
  readonly year: number | undefined;
}

/** From which records an account is taken; `both`: balances, and vouchers for the months that they lack. */
type Source = 'balances' | 'vouchers' | 'both';

interface Chosen {
  readonly source: Source;
  readonly doubts: readonly Doubt[];
}

/**
 * The amounts of the current year, each once: `#PSALDO` where an account has it, else the sums of its transactions (in
 * type 4 balances are optional). Never `#RES`: it is the sum of a whole year, of which no month can be told.
 */
export function ledgerEntries(ledger: SieLedger, dimensionOf: DimensionOf): LedgerEntries {
  const entries: LedgerEntry[] = [];
  const doubts: AccountDoubt[] = [];
  const actual = new Map<string, number>();
  for (const [account, held] of accountsOf(ledger)) {
    const { source, doubts: found } = chosen(held);
    const own = entriesFrom(source, held, dimensionOf);
    for (const entry of own) entries.push({ ...entry, kind: 'actual' });
    for (const doubt of found) doubts.push({ ...doubt, account, kind: 'actual' });
    actual.set(
      account,
      own.reduce((sum, { ore }) => sum + ore, 0),
    );
  }
  for (const [account, held] of budgetReadings(ledger)) {
    for (const entry of fromBalances(held, dimensionOf)) entries.push({ ...entry, kind: 'budget' });
    for (const doubt of held.doubts) doubts.push({ ...doubt, account, kind: 'budget' });
  }
  return { entries, doubts, actual };
}

/** Amounts that are left out, by month; read as the format has it. */
export function leftOutEntries(amounts: MonthAmounts, type: number): LedgerEntry[] {
  const usual = (): number => 1;
  const months = (of: readonly LedgerAmount[]): MonthEntry[] =>
    accountMonths(of, type).flatMap((month) => balanceEntries(month, 'layers', 1));
  const actual = [...months(amounts.balances), ...transactionEntries(amounts.transactions, usual)];
  return [
    ...actual.map((entry) => ({ ...entry, kind: 'actual' as const })),
    ...months(amounts.budgets).map((entry) => ({ ...entry, kind: 'budget' as const })),
  ];
}

function accountsOf(ledger: SieLedger): ReadonlyMap<string, Account> {
  const readings = actualReadings(ledger);
  const transactions = new Map<string, LedgerAmount[]>();
  for (const transaction of ledger.transactions) {
    const held = transactions.get(transaction.account) ?? [];
    transactions.set(transaction.account, held);
    held.push(transaction);
  }
  const accounts = new Set([...readings.keys(), ...transactions.keys()]);
  return new Map(
    [...accounts].map((account) => [
      account,
      {
        balances: readings.get(account) ?? null,
        transactions: transactions.get(account) ?? [],
        year: ledger.yearChanges.get(account),
      },
    ]),
  );
}

function entriesFrom(
  source: Source,
  { balances, transactions }: Account,
  dimensionOf: DimensionOf,
): MonthEntry[] {
  if (source === 'vouchers' || !balances) return transactionEntries(transactions, dimensionOf);
  if (source === 'balances') return fromBalances(balances, dimensionOf);
  const lacking = lackingIn(balances, transactions);
  return [...fromBalances(balances, dimensionOf), ...transactionEntries(lacking, dimensionOf)];
}

function fromBalances({ months, reading }: AccountReading, dimensionOf: DimensionOf): MonthEntry[] {
  return months.flatMap((month) => balanceEntries(month, reading, dimensionOf(month.month)));
}

/** Transactions of months for which there is no balance. */
function lackingIn({ months }: AccountReading, transactions: readonly LedgerAmount[]): LedgerAmount[] {
  const known = new Set(months.map(({ month }) => month));
  return transactions.filter(({ month }) => !known.has(month));
}

/** Whichever agrees with the sum of the year; else the balances, and the vouchers where they lack. */
function chosen({ balances, transactions, year }: Account): Chosen {
  if (!balances) return { source: 'vouchers', doubts: [] };
  if (transactions.length === 0) return { source: 'balances', doubts: balances.doubts };
  const lacking = sumOf(lackingIn(balances, transactions));
  const sums = { balances: balances.ore, vouchers: sumOf(transactions), both: balances.ore + lacking };
  const agree = agreeByMonth(balances, transactions);
  const source = sourceOf(sums, { agree, year });
  const isProved = lacking === 0 && (agree || year === sums.balances);
  const isCertain = isProved || sums.vouchers === sums.balances;
  if (sums[source] === sums.balances && isCertain) {
    const areBetter = agree && lacking === 0 && tellMore(balances, transactions);
    return { source: areBetter ? 'vouchers' : source, doubts: balances.doubts };
  }
  const other = sums[source] === sums.balances ? sums.vouchers : sums.balances;
  const line = transactions[0]?.line ?? 0;
  const doubt: Doubt = { code: 'sie-balances-and-vouchers', counted: sums[source], other, line };
  return { source, doubts: [...balances.doubts, doubt] };
}

function sourceOf(
  sums: Readonly<Record<Source, number>>,
  { agree, year }: { readonly agree: boolean; readonly year: number | undefined },
): Source {
  const byYear = (['balances', 'vouchers', 'both'] as const).find((source) => sums[source] === year);
  return byYear ?? (agree ? 'both' : 'balances');
}

/** Whether balances and vouchers say the same of every month of which both tell. */
function agreeByMonth({ months, reading }: AccountReading, transactions: readonly LedgerAmount[]): boolean {
  const sums = new Map<string, number>();
  for (const { month, ore } of transactions) sums.set(month, (sums.get(month) ?? 0) + ore);
  return months.every((month) => {
    const whole = wholeOf(month, reading);
    return (sums.get(month.month) ?? whole) === whole;
  });
}

/** Whether vouchers tell the cost centres of every month, and balances none. */
function tellMore({ months }: AccountReading, transactions: readonly LedgerAmount[]): boolean {
  const told = new Set(transactions.map(({ month }) => month));
  return (
    months.every(({ month, objects }) => objects.length === 0 && told.has(month)) &&
    transactions.some(({ objects }) => objects.size > 0)
  );
}

function sumOf(amounts: readonly LedgerAmount[]): number {
  return amounts.reduce((sum, { ore }) => sum + ore, 0);
}
