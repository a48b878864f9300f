import { type LedgerAmount, type SieLedger } from './sie-ledger.js';

/** What was booked on an account and a cost centre in a month; every krona of the ledger is in one of them. */
export interface MonthEntry {
  readonly line: number;
  readonly account: string;
  readonly month: string;
  /** `null`: booked on none. */
  readonly costCentre: string | null;
  readonly ore: number;
}

/**
 * The actual amounts by month. `#PSALDO` where the file has it; else the sums of its transactions (type 4 need not have
 * balances). Never `#RES`: it is the sum of a whole year, of which no month can be told, and a file that has it without
 * `#PSALDO` is of type 1. (4B, section 6: `#PSALDO` is mandatory in types 2 and 3, optional in 4.)
 */
export function actualEntries(ledger: SieLedger, dimension: number): MonthEntry[] {
  return ledger.balances.length > 0
    ? balanceEntries(ledger.balances, ledger.type, dimension)
    : transactionEntries(ledger.transactions, dimension);
}

/** The budget by month. */
export function budgetEntries(ledger: SieLedger, dimension: number): MonthEntry[] {
  return balanceEntries(ledger.budgets, ledger.type, dimension);
}

interface AccountMonth {
  total: LedgerAmount | null;
  readonly objects: LedgerAmount[];
}

/**
 * In type 3 an account's month is given both for the account as a whole and for its objects, once for each dimension
 * (#PSALDO, point 5): the objects of one dimension are taken, and of the total what is left beside them. In type 2 lines
 * with an object are ignored (point 4).
 */
function balanceEntries(amounts: readonly LedgerAmount[], type: number, dimension: number): MonthEntry[] {
  const months = new Map<string, AccountMonth>();
  for (const amount of amounts) {
    const key = `${amount.account} ${amount.month}`;
    const held = months.get(key) ?? { total: null, objects: [] };
    months.set(key, held);
    if (amount.objects.size === 0) held.total = withSum(held.total, amount);
    else if (type !== 2 && amount.objects.size === 1 && amount.objects.has(dimension)) {
      held.objects.push(amount);
    }
  }
  return [...months.values()].flatMap(({ total, objects }) => {
    const entries = objects.map((amount) => entryOf(amount, dimension));
    if (!total) return entries;
    const left = total.ore - objects.reduce((sum, { ore }) => sum + ore, 0);
    if (objects.length > 0 && left === 0) return entries;
    return [...entries, { ...entryOf(total, dimension), ore: left }];
  });
}

function withSum(total: LedgerAmount | null, amount: LedgerAmount): LedgerAmount {
  return total ? { ...total, ore: total.ore + amount.ore } : amount;
}

function transactionEntries(transactions: readonly LedgerAmount[], dimension: number): MonthEntry[] {
  const sums = new Map<string, MonthEntry>();
  for (const transaction of transactions) {
    const entry = entryOf(transaction, dimension);
    const key = JSON.stringify([entry.account, entry.month, entry.costCentre]);
    const held = sums.get(key);
    sums.set(key, held ? { ...held, ore: held.ore + entry.ore } : entry);
  }
  return [...sums.values()];
}

function entryOf({ line, account, month, objects, ore }: LedgerAmount, dimension: number): MonthEntry {
  return { line, account, month, costCentre: objects.get(dimension) ?? null, ore };
}
