import {
  type AccountMap,
  type AccountRange,
  type CostCentreRange,
  accountMapInForce,
  inRange,
} from '#catalogue';
import { Period } from '#core';
import { type ReadingCircumstances } from '../../reading-circumstances.js';

/** The account maps (config/accounts/) that are in force for a unit's ledger, each at the end of a month. */
export class AccountMapByMonth {
  private readonly known = new Map<string, AccountMap | null>();

  constructor(
    private readonly catalogue: ReadingCircumstances['catalogue'],
    private readonly unit: string | null,
  ) {}

  in(month: string): AccountMap | null {
    const known = this.known.get(month);
    if (known !== undefined) return known;
    const { lastDay } = Period.of(month);
    const map = accountMapInForce(this.catalogue.accountMaps.values(), this.unit, lastDay);
    this.known.set(month, map);
    return map;
  }

  /** The dimension that holds cost centres; the usual one where there is no map. */
  readonly dimensionIn = (month: string): number => this.in(month)?.dimension ?? 1;

  /** Whether an account holds IT costs by the map of any of some months. */
  isIt(account: string, months: Iterable<string>): boolean {
    const maps = new Set([...months].map((month) => this.in(month)));
    return [...maps].some((map) => map !== null && areaOf(account, map) !== null);
  }
}

/** What is bought on an account; `null`: it is no IT cost by the map, or the map does not know it. */
export function areaOf(account: string, { accounts }: AccountMap): AccountRange | null {
  const range = rangeOf(account, accounts);
  return range === null || range.procurementArea === 'not-it' ? null : range;
}

/** The range that a code lies in. */
export function rangeOf<Range extends AccountRange | CostCentreRange>(
  code: string,
  ranges: readonly Range[],
): Range | null {
  return ranges.find((range) => inRange(code, range)) ?? null;
}
