/** An amount on an account in a month. */
export interface LedgerAmount {
  /** Where it stands in the file, counted from 1. */
  readonly line: number;
  readonly account: string;
  /** `2026-09` */
  readonly month: string;
  /** Dimension → object. Several for a transaction; one, or none for the whole account, for a balance. */
  readonly objects: ReadonlyMap<number, string>;
  /** In hundredths, so that sums are exact; debit is positive. */
  readonly ore: number;
}

/** First and last day of an accounting year, `20260101`. */
export interface AccountingYear {
  readonly from: string;
  readonly to: string;
}

/** What a SIE file holds that tells costs. Balances and budgets are those of the current year (årsnr 0). */
export interface SieLedger {
  /** `#SIETYP`; 1 when the file does not say (as the format has it). */
  readonly type: number;
  readonly company: string;
  readonly currency: string;
  /** `#RAR 0`; `null` in files for import, which need not say. */
  readonly year: AccountingYear | null;
  /** Account → its name. */
  readonly accountNames: ReadonlyMap<string, string>;
  /** `#PSALDO`: the change of each account in each month. */
  readonly balances: readonly LedgerAmount[];
  /** `#PBUDGET` */
  readonly budgets: readonly LedgerAmount[];
  /** `#TRANS` of the current year, with each `#RTRANS` once and no `#BTRANS`. */
  readonly transactions: readonly LedgerAmount[];
  /** `#RES`: account → its result in the current year, in hundredths. */
  readonly yearResults: ReadonlyMap<string, number>;
  /** Type 4I: vouchers on their way into a ledger, not the ledger. */
  readonly isForImport: boolean;
  /** Amounts of other years than the current. */
  readonly otherYears: number;
}
