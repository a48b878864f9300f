import {
  type AccountMap,
  type AccountRange,
  type CostCentreRange,
  accountMapInForce,
  inRange,
} from '#catalogue';
import { Period, type Result, failed, ok } from '#core';
import { type Fault, fileFault } from '../../problem-codes.js';
import { type ReadingCircumstances, onlyUnit } from '../../reading-circumstances.js';
import { type TableRow } from '../reader.js';
import { LeftOut } from './left-out.js';
import { type MonthEntry, actualEntries, budgetEntries } from './month-entries.js';
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
}

/** Reads a ledger's IT costs by the account map in force at the end of each month (config/accounts/). */
export function costRows(ledger: SieLedger, circumstances: ReadingCircumstances): Result<CostRows, Fault> {
  const unit = onlyUnit(circumstances);
  const mapFor = mapsByMonth(circumstances, unit);
  const rows: TableRow[] = [];
  const leftOut = new LeftOut(ledger, circumstances.language);
  for (const kind of ['actual', 'budget'] as const) {
    const entriesIn = kind === 'actual' ? actualEntries : budgetEntries;
    for (const entry of entriesByDimension(ledger, entriesIn, mapFor)) {
      if (isOutsideClaimed(entry.month, circumstances)) {
        leftOut.month(entry);
        continue;
      }
      const map = mapFor(entry.month);
      if (!map) return failed({ ...fileFault('no-account-map', { month: entry.month }), row: entry.line });
      const bought = rangeOf(entry.account, map.accounts);
      if (!bought || bought.procurementArea === 'not-it') {
        leftOut.account(entry, { kind, isKnown: bought !== null });
        continue;
      }
      const owner = entry.costCentre === null ? null : rangeOf(entry.costCentre, map.costCentres);
      const owingUnit = owner?.unit ?? unit;
      if (owingUnit === null) leftOut.costCentre(entry, kind);
      else rows.push(rowOf(entry, { kind, bought, owner, unit: owingUnit, ledger }));
    }
  }
  return ok({ rows, remarks: leftOut.remarks() });
}

type MapFor = (month: string) => AccountMap | null;

function mapsByMonth({ catalogue }: ReadingCircumstances, unit: string | null): MapFor {
  const known = new Map<string, AccountMap | null>();
  return (month) => {
    const map = known.get(month);
    if (map !== undefined) return map;
    const inForce = accountMapInForce(catalogue.accountMaps.values(), unit, Period.of(month).lastDay);
    known.set(month, inForce);
    return inForce;
  };
}

/** The map of a month says which dimension has its cost centres; the usual one where there is no map. */
function entriesByDimension(
  ledger: SieLedger,
  entriesIn: (ledger: SieLedger, dimension: number) => MonthEntry[],
  mapFor: MapFor,
): MonthEntry[] {
  const byDimension = new Map<number, MonthEntry[]>();
  const dimensionOf = (month: string): number => mapFor(month)?.dimension ?? 1;
  const months = new Set(
    [...ledger.balances, ...ledger.budgets, ...ledger.transactions].map(({ month }) => month),
  );
  for (const dimension of new Set([...months].map(dimensionOf))) {
    byDimension.set(dimension, entriesIn(ledger, dimension));
  }
  return [...byDimension].flatMap(([dimension, entries]) =>
    entries.filter(({ month }) => dimensionOf(month) === dimension),
  );
}

function isOutsideClaimed(month: string, { claimedPeriod }: ReadingCircumstances): boolean {
  return claimedPeriod !== null && !claimedPeriod.contains(Period.of(month));
}

function rangeOf<Range extends AccountRange | CostCentreRange>(
  code: string,
  ranges: readonly Range[],
): Range | null {
  return ranges.find((range) => inRange(code, range)) ?? null;
}

interface RowFacts {
  readonly kind: 'actual' | 'budget';
  readonly bought: AccountRange;
  readonly owner: CostCentreRange | null;
  readonly unit: string;
  readonly ledger: SieLedger;
}

function rowOf(entry: MonthEntry, { kind, bought, owner, unit, ledger }: RowFacts): TableRow {
  const { line, account, month, costCentre, ore } = entry;
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
