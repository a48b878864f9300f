import { ArrayNotEmpty, IsArray, IsIn, IsInt, IsOptional, IsPositive } from 'class-validator';
import { NestedEach } from './built.js';
import { IsAccount, IsCode, IsDay, IsId } from './shapes.js';

/** The seven areas of the delivery strategy (Leveransstrategi 4.2–4.8), and what is no cost of IT at all. */
export const MAPPED_AREAS = [
  'infrastructure',
  'operations',
  'consultants',
  'data-communication',
  'software',
  'telephony',
  'user-support',
  'not-it',
] as const;
export type MappedArea = (typeof MAPPED_AREAS)[number];

export const ACTIVITIES = ['run', 'improve', 'develop'] as const;
export const ORIGINS = ['internal', 'external'] as const;

/** Codes from one to another, both with everything that begins as they do: `681`–`682` holds `6810` and `68299`. */
export interface CodeRange {
  readonly from: string;
  /** Absent: `from` alone. */
  readonly to?: string;
}

/** What is bought on some accounts. */
export class AccountRange implements CodeRange {
  @IsAccount() readonly from!: string;
  @IsOptional() @IsAccount() readonly to?: string;
  /** `not-it`: known to be something else, so that nobody is reminded of it. */
  @IsIn(MAPPED_AREAS) readonly procurementArea!: MappedArea;
  @IsOptional() @IsIn(ACTIVITIES) readonly activity?: (typeof ACTIVITIES)[number];
  @IsOptional() @IsIn(ORIGINS) readonly origin?: (typeof ORIGINS)[number];
}

/** Whose cost centres they are. */
export class CostCentreRange implements CodeRange {
  @IsCode() readonly from!: string;
  @IsOptional() @IsCode() readonly to?: string;
  @IsId() readonly unit!: string;
  @IsOptional() @IsId() readonly system?: string;
}

/**
 * How a ledger's accounts and cost centres are read as IT costs: one file `config/accounts/<id>.yaml`, in force from a day
 * until another map of the same units takes its place.
 */
export class AccountMap {
  @IsId() readonly id!: string;
  @IsDay() readonly validFrom!: string;
  /** Units whose ledger it is for; empty: every unit that no other map names. */
  @IsArray() @IsId({ each: true }) readonly units: string[] = [];
  /** The dimension of the ledger's objects that holds cost centres; 1 by the SIE format's section 8.17. */
  @IsInt() @IsPositive() readonly dimension: number = 1;
  @IsArray()
  @ArrayNotEmpty()
  @NestedEach(() => AccountRange)
  readonly accounts!: AccountRange[];
  @IsArray()
  @NestedEach(() => CostCentreRange)
  readonly costCentres: CostCentreRange[] = [];
}

/** Whether a code lies in a range. */
export function inRange(code: string, { from, to = from }: CodeRange): boolean {
  return code.slice(0, from.length) >= from && code.slice(0, to.length) <= to;
}

/**
 * The map for a unit's ledger on a day: the latest of those that name the unit, else of those that name none. `null` for
 * the unit when nobody knows whose ledger it is.
 */
export function accountMapInForce(
  maps: Iterable<AccountMap>,
  unit: string | null,
  day: string,
): AccountMap | null {
  let best: AccountMap | null = null;
  for (const map of maps) {
    const isFor = map.units.length === 0 || (unit !== null && map.units.includes(unit));
    if (isFor && map.validFrom <= day && (best === null || isBefore(best, map))) best = map;
  }
  return best;
}

/** Maps that name units are stronger than those that do not, and later ones than earlier ones. */
function isBefore(a: AccountMap, b: AccountMap): boolean {
  const named = Number(a.units.length > 0) - Number(b.units.length > 0);
  return named < 0 || (named === 0 && a.validFrom < b.validFrom);
}
