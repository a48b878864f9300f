import { type Result, failed, ok } from '#core';
import { type Fault, type ProblemCode, fileFault } from '../../problem-codes.js';
import { type AccountingYear, type LedgerAmount, type SieLedger } from './sie-ledger.js';
import { type SieField, type SieRecord } from './sie-records.js';

/** Records that hold an amount: what a ledger is large by. */
const AMOUNTS = new Set(['#PSALDO', '#PBUDGET', '#TRANS', '#RTRANS', '#BTRANS']);

/** Gathers a ledger from records; with a fault, the file cannot be trusted and is refused whole. */
export function readLedger(records: Iterable<SieRecord>, maxAmounts: number): Result<SieLedger, Fault> {
  const reading = new LedgerReading();
  let count = 0;
  for (const record of records) {
    if (AMOUNTS.has(record.label)) count++;
    if (count > maxAmounts) return failed(fileFault('too-many-rows', { max: maxAmounts }));
    const fault = reading.take(record);
    if (fault) return failed(fault);
  }
  return reading.ledger();
}

interface Voucher {
  readonly line: number;
  /** `20260917`, as written. */
  readonly date: string;
}

class LedgerReading {
  private type = 1;
  private company = '';
  private currency = 'SEK';
  private readonly years = new Map<string, AccountingYear>();
  private readonly accountNames = new Map<string, string>();
  private readonly balances: LedgerAmount[] = [];
  private readonly budgets: LedgerAmount[] = [];
  private readonly transactions: { readonly amount: LedgerAmount; readonly date: string }[] = [];
  private readonly yearResults = new Map<string, number>();
  private otherYears = 0;
  private hasBalances = false;
  private voucher: Voucher | null = null;
  private insideVoucher = false;
  /** An `#RTRANS` whose `#TRANS` is to follow on the next line. */
  private added: SieRecord | null = null;
  private checksum: 'none' | 'begun' | 'ended' = 'none';

  /** Answers what makes the file unreadable. */
  take(record: SieRecord): Fault | null {
    const { added } = this;
    this.added = null;
    const isItsOwn = added !== null && !(record.label === '#TRANS' && sameFields(added, record));
    return (isItsOwn ? this.takeTransaction(added) : null) ?? this.takeByLabel(record);
  }

  ledger(): Result<SieLedger, Fault> {
    const left = this.added ? this.takeTransaction(this.added) : null;
    if (left) return failed(left);
    if (this.checksum === 'begun' || this.insideVoucher) {
      return failed({ ...fileFault('sie-truncated'), row: this.voucher?.line ?? null });
    }
    const { type, company, currency, accountNames, balances, budgets, yearResults } = this;
    const year = this.years.get('0') ?? null;
    const current = this.transactions.filter(
      ({ date }) => year === null || (date >= year.from && date <= year.to),
    );
    return ok({
      type,
      company,
      currency,
      year,
      accountNames,
      balances,
      budgets,
      transactions: current.map(({ amount }) => amount),
      yearResults,
      isForImport: this.transactions.length > 0 && !this.hasBalances,
      otherYears: this.otherYears + this.transactions.length - current.length,
    });
  }

  private takeByLabel(record: SieRecord): Fault | null {
    switch (record.label) {
      case '#PSALDO':
        return this.takePeriod(record, this.balances);
      case '#PBUDGET':
        return this.takePeriod(record, this.budgets);
      case '#RES':
        return this.takeYearResult(record);
      case '#TRANS':
        return this.takeTransaction(record);
      case '#RTRANS':
        this.added = record;
        return null;
      case '#VER':
        this.voucher = { line: record.line, date: textOf(record.fields[2] ?? '') };
        return null;
      case '{':
      case '}':
        this.insideVoucher = record.label === '{';
        return null;
      default:
        // #BTRANS was struck from its voucher; labels that are not known are ignored, as section 7.1 asks.
        this.takeAboutFile(record);
        return null;
    }
  }

  private takeAboutFile({ label, fields }: SieRecord): void {
    const [first = '', second = '', third = ''] = fields.map(textOf);
    switch (label) {
      case '#SIETYP':
        this.type = Number(/^[1-4]/.exec(first)?.[0] ?? 1);
        break;
      case '#FNAMN':
        this.company = first;
        break;
      case '#VALUTA':
        this.currency = first.toUpperCase();
        break;
      case '#RAR':
        this.years.set(first, { from: second, to: third });
        break;
      case '#KONTO':
        this.accountNames.set(first, second);
        break;
      case '#KSUMMA':
        this.checksum = this.checksum === 'none' ? 'begun' : 'ended';
        break;
      case '#IB':
      case '#UB':
        this.hasBalances = true;
    }
  }

  /** `årsnr konto saldo` */
  private takeYearResult(record: SieRecord): Fault | null {
    this.hasBalances = true;
    const [year, account, amount] = record.fields.map(textOf);
    const ore = parseOre(amount ?? '');
    if (ore === null) return faultAt(record, 'not-a-number', amount);
    if (year === '0') this.yearResults.set(account ?? '', ore);
    return null;
  }

  /** `årsnr period konto {dimension objekt} saldo`; in type 2 the list may be left out. */
  private takePeriod(record: SieRecord, into: LedgerAmount[]): Fault | null {
    this.hasBalances = true;
    const [year, period, account, objects = ''] = record.fields;
    const hasList = typeof objects !== 'string';
    const amount = textOf(record.fields[hasList ? 4 : 3] ?? '');
    const ore = parseOre(amount);
    if (ore === null) return faultAt(record, 'not-a-number', amount);
    const month = monthOf(textOf(period ?? ''));
    if (month === null) return periodFault(record, textOf(period ?? ''));
    if (textOf(year ?? '') !== '0') {
      this.otherYears++;
      return null;
    }
    into.push({
      line: record.line,
      account: textOf(account ?? ''),
      month,
      objects: objectsOf(hasList ? objects : []),
      ore,
    });
    return null;
  }

  /** `kontonr {objektlista} belopp transdat`; without a date of its own it has that of its voucher. */
  private takeTransaction(record: SieRecord): Fault | null {
    const [account, objects = ''] = record.fields;
    const hasList = typeof objects !== 'string';
    const [amount = '', ownDate = ''] = record.fields.slice(hasList ? 2 : 1).map(textOf);
    const ore = parseOre(amount);
    if (ore === null) return faultAt(record, 'not-a-number', amount);
    const date = /^\d{8}$/.test(ownDate) ? ownDate : (this.voucher?.date ?? '');
    const month = /^\d{8}$/.test(date) ? monthOf(date.slice(0, 6)) : null;
    if (month === null) return periodFault(record, date);
    const { line } = record;
    const entry = { line, account: textOf(account ?? ''), month, ore };
    this.transactions.push({ amount: { ...entry, objects: objectsOf(hasList ? objects : []) }, date });
    return null;
  }
}

function textOf(field: SieField): string {
  return typeof field === 'string' ? field : '';
}

function sameFields(a: SieRecord, b: SieRecord): boolean {
  return JSON.stringify(a.fields) === JSON.stringify(b.fields);
}

/** Pairs of dimension and object. */
function objectsOf(list: readonly string[]): ReadonlyMap<number, string> {
  const objects = new Map<number, string>();
  for (let i = 0; i + 1 < list.length; i += 2) objects.set(Number(list[i]), list[i + 1] ?? '');
  return objects;
}

/** A point by the format; some programs write a comma, or a plus. `null` for what is no amount that can be counted. */
function parseOre(text: string): number | null {
  if (!/^[-+]?\d{1,13}(?:[.,]\d{0,6})?$/.test(text)) return null;
  return Math.round(Number(text.replace(',', '.')) * 100);
}

function monthOf(text: string): string | null {
  const match = /^((?:19|20)\d\d)(0[1-9]|1[0-2])$/.exec(text);
  return match ? `${match[1] ?? ''}-${match[2] ?? ''}` : null;
}

function faultAt({ line, label }: SieRecord, code: ProblemCode, value = ''): Fault {
  return { code, row: line, column: label, value };
}

function periodFault(record: SieRecord, value: string): Fault {
  return { ...faultAt(record, 'not-a-period', value), details: { examples: '202609' } };
}
