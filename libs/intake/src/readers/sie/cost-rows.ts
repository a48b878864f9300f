import { type AccountRange, type CostCentreRange } from '#catalogue';
import { type Language, Period, type Result, failed, ok } from '#core';
import { numberText } from '../../number-text.js';
import { type Fault, fileFault } from '../../problem-codes.js';
import { type ReadingCircumstances, onlyUnit } from '../../reading-circumstances.js';
import { type TableRow } from '../reader.js';
import { AccountMapByMonth, areaOf, rangeOf } from './account-map-by-month.js';
import { LeftOut } from './left-out.js';
import { type LedgerEntries, type LedgerEntry, ledgerEntries, leftOutEntries } from './ledger-entries.js';
import { type SieLedger } from './sie-ledger.js';

/** Columns of the data set `cost` that a ledger fills. */
export const COST_COLUMNS = [
  'unit',
  'period',
  'amount',
  'kind',
  'procurement_area',
  'system',
  'activity',
  'origin',
  'account',
  'cost_centre',
  'description',
] as const;

/** Rows of the data set `cost`, and what is to be said of the rest of the ledger. */
export interface CostRows {
  readonly rows: readonly TableRow[];
  readonly remarks: readonly Fault[];
  /** Why there are no rows, if there are none. */
  readonly whyEmpty: Fault;
}

/** Reads a ledger's IT costs by the account map in force at the end of each month (config/accounts/). */
export function costRows(ledger: SieLedger, circumstances: ReadingCircumstances): Result<CostRows, Fault> {
  const unit = onlyUnit(circumstances);
  const maps = new AccountMapByMonth(circumstances.catalogue, unit);
  const read = ledgerEntries(ledger, maps.dimensionIn);
  const rows: TableRow[] = [];
  const leftOut = new LeftOut(ledger.accountNames, circumstances.language);
  const months = new Set(read.entries.map(({ month }) => month));
  for (const entry of read.entries) {
    if (isOutsideClaimed(entry.month, circumstances)) {
      leftOut.month(entry, maps.isIt(entry.account, [entry.month]));
      continue;
    }
    const map = maps.in(entry.month);
    if (!map) return failed({ ...fileFault('no-account-map', { month: entry.month }), row: entry.line });
    const bought = areaOf(entry.account, map);
    if (!bought) {
      leftOut.account(entry, rangeOf(entry.account, map.accounts) !== null);
      continue;
    }
    const owner = entry.costCentre === null ? null : rangeOf(entry.costCentre, map.costCentres);
    const owingUnit = owner?.unit ?? unit;
    if (owingUnit === null) leftOut.costCentre(entry);
    else rows.push(rowOf(entry, { bought, owner, unit: owingUnit, ledger }));
  }
  for (const entry of leftOutEntries(ledger.otherYears, ledger.type)) {
    leftOut.year(entry, maps.isIt(entry.account, [entry.month, ...months]));
  }
  const isIt = (account: string): boolean => maps.isIt(account, months);
  const remarks = [
    ...doubtsOf(read, isIt, circumstances.language),
    ...differences({ ledger, read, isIt, language: circumstances.language }),
    ...leftOut.remarks(),
  ];
  const map = maps.in([...months].sort().at(-1) ?? '2000-01')?.id ?? '';
  const whyEmpty = fileFault(leftOut.holdsItCosts ? 'sie-nothing-counted' : 'sie-no-it-cost', { map });
  return ok({ rows, remarks, whyEmpty });
}

function isOutsideClaimed(month: string, { claimedPeriod }: ReadingCircumstances): boolean {
  return claimedPeriod !== null && !claimedPeriod.contains(Period.of(month));
}

/** IT costs that could be read in another way. */
function doubtsOf(
  { doubts }: LedgerEntries,
  isIt: (account: string) => boolean,
  language: Language,
): Fault[] {
  return doubts
    .filter(({ account }) => isIt(account))
    .map(({ code, account, counted, other, line }) => {
      const details = {
        account,
        counted: numberText(counted / 100, language),
        other: numberText(other / 100, language),
      };
      return { ...fileFault(code, details), row: line, value: account };
    });
}

/** IT costs whose months do not add up to the year; of many, the first is named. */
function differences({
  ledger: { yearChanges },
  read: { actual },
  isIt,
  language,
}: {
  readonly ledger: SieLedger;
  readonly read: LedgerEntries;
  readonly isIt: (account: string) => boolean;
  readonly language: Language;
}): Fault[] {
  const differing = [...yearChanges].filter(
    ([account, ore]) => isIt(account) && (actual.get(account) ?? 0) !== ore,
  );
  const [first] = differing;
  if (!first) return [];
  const [account] = first;
  const inKronor = (ore: number): string => numberText(ore / 100, language);
  const monthsOf = (name: string): number => actual.get(name) ?? 0;
  const details = {
    count: differing.length,
    account,
    months: inKronor(monthsOf(account)),
    year: inKronor(first[1]),
    allMonths: inKronor(differing.reduce((sum, [name]) => sum + monthsOf(name), 0)),
    allYear: inKronor(differing.reduce((sum, [, ore]) => sum + ore, 0)),
  };
  return [{ ...fileFault('months-differ-from-year', details), value: account }];
}

interface RowFacts {
  readonly bought: AccountRange;
  readonly owner: CostCentreRange | null;
  readonly unit: string;
  readonly ledger: SieLedger;
}

function rowOf(entry: LedgerEntry, { bought, owner, unit, ledger }: RowFacts): TableRow {
  const { line, account, month, costCentre, ore, kind } = entry;
  const cells: Record<(typeof COST_COLUMNS)[number], string | number> = {
    unit,
    period: month,
    amount: ore / 100,
    kind,
    procurement_area: bought.procurementArea,
    system: owner?.system ?? '',
    activity: bought.activity ?? '',
    origin: bought.origin ?? '',
    account,
    cost_centre: costCentre ?? '',
    description: ledger.accountNames.get(account) ?? '',
  };
  return { number: line, cells: COST_COLUMNS.map((column) => cells[column]) };
}
