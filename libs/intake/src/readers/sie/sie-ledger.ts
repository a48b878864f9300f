import { type Fault } from '../../problem-codes.js';

/** An amount on an account in a month. */
export interface LedgerAmount {
  /** Where it stands in the file, counted from 1. */
  readonly line: number;
  readonly account: string;
  /** `2026-09` */
  readonly month: string;
  /** Dimension → object; none for the whole account. */
  readonly objects: ReadonlyMap<number, string>;
  /** In hundredths, so that sums are exact; debit is positive. */
  readonly ore: number;
}

/** First and last day of an accounting year, `20260101`. */
export interface AccountingYear {
  readonly from: string;
  readonly to: string;
}

/** What was booked, and what was planned. */
export type EntryKind = 'actual' | 'budget';

/** Amounts by month, as they stand in the file. */
export interface MonthAmounts {
  /** `#PSALDO`: the change of each account in each month. */
  readonly balances: readonly LedgerAmount[];
  /** `#PBUDGET` */
  readonly budgets: readonly LedgerAmount[];
  /** `#TRANS`, with each `#RTRANS` once and no `#BTRANS`. */
  readonly transactions: readonly LedgerAmount[];
}

/** What a SIE file holds that tells costs: its amounts are those of the current year (årsnr 0). */
export interface SieLedger extends MonthAmounts {
  /** `#SIETYP`; 1 when the file does not say (as the format has it). */
  readonly type: number;
  readonly company: string;
  readonly currency: string;
  /** `#RAR 0`; `null` in files for import, which need not say. */
  readonly year: AccountingYear | null;
  /** Account → its name. */
  readonly accountNames: ReadonlyMap<string, string>;
  /** Account → its change over the current year in hundredths: `#RES`, else `#UB` less `#IB`. */
  readonly yearChanges: ReadonlyMap<string, number>;
  /** Type 4I: vouchers on their way into a ledger, not the ledger. */
  readonly isForImport: boolean;
  /** Amounts of other years (årsnr other than 0), and transactions with a day outside the current year. */
  readonly otherYears: MonthAmounts;
  /** The value of the last `#KSUMMA`; `null` without one. */
  readonly checksum: string | null;
  /** Lines that were not read, as far as they may have held an amount. */
  readonly remarks: readonly Fault[];
}
