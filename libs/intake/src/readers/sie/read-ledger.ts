import { suggest } from '#catalogue';
import { type Result, failed, ok } from '#core';
import { type Fault, fileFault } from '../../problem-codes.js';
import { FirstRows } from '../../checks/first-rows.js';
import { accountAmount, dayOf, dividedAmount, faultAt, monthOf, periodFault, textOf } from './sie-fields.js';
import { type AccountingYear, type LedgerAmount, type SieLedger } from './sie-ledger.js';
import { type SieRecord } from './sie-records.js';
import { Vouchers } from './vouchers.js';

/** Records that hold an amount by month: what a ledger is large by. */
const AMOUNTS = ['#PSALDO', '#PBUDGET', '#TRANS', '#RTRANS', '#BTRANS'];
/** Records that hold an amount of the year. */
const YEAR_AMOUNTS = ['#RES', '#IB', '#UB'];
/** Records of the format (4B, section 7) that tell nothing of amounts that are counted. */
const OTHERS = [
  ...['#FLAGGA', '#FORMAT', '#GEN', '#PROGRAM', '#PROSA', '#FTYP', '#FNR', '#ORGNR', '#BKOD', '#ADRESS'],
  ...[
    '#TAXAR',
    '#OMFATTN',
    '#KPTYP',
    '#KTYP',
    '#ENHET',
    '#SRU',
    '#DIM',
    '#UNDERDIM',
    '#OBJEKT',
    '#OIB',
    '#OUB',
  ],
];

/** Gathers a ledger from records; with a fault, the file cannot be trusted and is refused whole. */
export function readLedger(records: Iterable<SieRecord>, maxAmounts: number): Result<SieLedger, Fault> {
  const reading = new LedgerReading();
  let count = 0;
  for (const record of records) {
    if (AMOUNTS.includes(record.label)) count++;
    if (count > maxAmounts) return failed(fileFault('too-many-rows', { max: maxAmounts }));
    const fault = reading.take(record);
    if (fault) return failed(fault);
  }
  return reading.ledger();
}

/** An amount of `#PSALDO` or `#PBUDGET`, and of which year. */
interface YearAmount {
  readonly year: string;
  readonly amount: LedgerAmount;
}

class LedgerReading {
  private type = 1;
  private company = '';
  private currency = 'SEK';
  private hasBalances = false;
  private readonly checksums: string[] = [];
  private readonly otherLines = { count: 0, first: 0 };
  private readonly years = new Map<string, AccountingYear>();
  private readonly accountNames = new Map<string, string>();
  private readonly months: Record<'#PSALDO' | '#PBUDGET', YearAmount[]> = { '#PSALDO': [], '#PBUDGET': [] };
  private readonly yearAmounts = new Map<string, number>();
  private readonly vouchers = new Vouchers();
  /** Where the balance of an account, month and objects stands. */
  private readonly known = new FirstRows();
  private readonly remarks: Fault[] = [];

  /** Answers what makes the file unreadable. */
  take(record: SieRecord): Fault | null {
    switch (record.label) {
      case '#PSALDO':
      case '#PBUDGET':
        return this.takeMonth(record, this.months[record.label]);
      case '#RES':
      case '#IB':
      case '#UB':
        return this.takeYear(record);
      case '#VER':
      case '#TRANS':
      case '#RTRANS':
      case '#BTRANS':
      case '{':
      case '}':
        return this.vouchers.take(record);
      case '#RAR':
        return this.takeAccountingYear(record);
      default:
        this.takeAboutFile(record);
        return null;
    }
  }

  ledger(): Result<SieLedger, Fault> {
    const { vouchers, checksums, type, company, currency, accountNames, hasBalances } = this;
    if (vouchers.openAt !== null || (checksums.length === 1 && checksums[0] === '')) {
      return failed({ ...fileFault('sie-truncated'), row: vouchers.openAt });
    }
    const year = this.years.get('0') ?? null;
    const balances = this.ofYear('#PSALDO', year);
    const budgets = this.ofYear('#PBUDGET', year);
    if (!balances.ok) return balances;
    if (!budgets.ok) return budgets;
    const isCurrent = (day: string): boolean => year === null || (day >= year.from && day <= year.to);
    const { transactions } = vouchers;
    return ok({
      type,
      company,
      currency,
      year,
      accountNames,
      balances: balances.value.current,
      budgets: budgets.value.current,
      transactions: transactions.filter(({ day }) => isCurrent(day)).map(({ amount }) => amount),
      yearChanges: this.yearChanges(),
      isForImport: transactions.length > 0 && !hasBalances,
      otherYears: {
        balances: balances.value.others,
        budgets: budgets.value.others,
        transactions: transactions.filter(({ day }) => !isCurrent(day)).map(({ amount }) => amount),
      },
      checksum: checksums.at(-1) ?? null,
      remarks: [...this.remarks, ...this.notRead()],
    });
  }

  /** The months of the current year must lie in it. */
  private ofYear(
    label: '#PSALDO' | '#PBUDGET',
    year: AccountingYear | null,
  ): Result<{ readonly current: LedgerAmount[]; readonly others: LedgerAmount[] }, Fault> {
    const current: LedgerAmount[] = [];
    const others: LedgerAmount[] = [];
    for (const { year: number, amount } of this.months[label]) {
      const month = amount.month.replace('-', '');
      const isOutside = year !== null && (month < year.from.slice(0, 6) || month > year.to.slice(0, 6));
      if (number === '0' && isOutside) {
        const details = { month: amount.month, from: year.from, to: year.to };
        const { line } = amount;
        return failed({ ...faultAt({ line, label, fields: [] }, 'sie-month-outside-year', month), details });
      }
      (number === '0' ? current : others).push(amount);
    }
    return ok({ current, others });
  }

  private takeAboutFile(record: SieRecord): void {
    const { label, fields } = record;
    const [first = '', second = ''] = fields.map(textOf);
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
      case '#KONTO':
        this.accountNames.set(first, second);
        break;
      case '#KSUMMA':
        this.checksums.push(first);
        break;
      default:
        if (!OTHERS.includes(label)) this.takeUnknown(record);
    }
  }

  /** Labels that are not known are ignored, as section 7.1 asks, but not in silence: one may be an amount's, misspelt. */
  private takeUnknown(record: SieRecord): void {
    const [first] = record.fields;
    const word = record.label === '' ? `#${/^\W*(\w*)/.exec(textOf(first))?.[1] ?? ''}` : record.label;
    const meant = suggest(word, [...AMOUNTS, ...YEAR_AMOUNTS, '#VER']);
    if (meant !== null && !OTHERS.includes(word.toUpperCase())) {
      this.remarks.push({ ...faultAt(record, 'sie-amount-not-read', word), details: { meant } });
    } else if (this.otherLines.count++ === 0) this.otherLines.first = record.line;
  }

  private notRead(): Fault[] {
    const { count, first } = this.otherLines;
    return count === 0 ? [] : [{ ...fileFault('sie-lines-not-read', { count, first }), row: first }];
  }

  /** `årsnr start slut` */
  private takeAccountingYear(record: SieRecord): Fault | null {
    const [number = '', from = '', to = ''] = record.fields.map(textOf);
    if (dayOf(from) === null || dayOf(to) === null || from > to) {
      return { ...faultAt(record, 'not-a-date', `${from} ${to}`) };
    }
    this.years.set(number, { from, to });
    return null;
  }

  /** `årsnr konto saldo kvantitet` */
  private takeYear(record: SieRecord): Fault | null {
    this.hasBalances = true;
    const read = accountAmount(record, 1);
    if (!read.ok) return read.problem;
    const { account, ore } = read.value;
    if (textOf(record.fields[0]) === '0') this.yearAmounts.set(`${record.label} ${account}`, ore);
    return null;
  }

  private yearChanges(): ReadonlyMap<string, number> {
    const changes = new Map<string, number>();
    for (const [key, ore] of this.yearAmounts) {
      const [label, account = ''] = key.split(' ');
      const opening = this.yearAmounts.get(`#IB ${account}`) ?? 0;
      if (label === '#UB' && !this.yearAmounts.has(`#RES ${account}`)) changes.set(account, ore - opening);
      if (label === '#RES') changes.set(account, ore);
    }
    return changes;
  }

  /** `årsnr period konto {dimension objekt} saldo kvantitet`; in type 2 the list may be left out. */
  private takeMonth(record: SieRecord, into: YearAmount[]): Fault | null {
    this.hasBalances = true;
    const [year, period] = record.fields.map(textOf);
    const read = accountAmount(record, 2);
    if (!read.ok) return read.problem;
    const divided = dividedAmount(record, read.value.written, 'quantity');
    if (divided) return divided;
    if (!/^-?\d{1,2}$/.test(year ?? '')) return faultAt(record, 'not-a-number', year);
    const month = monthOf(period ?? '');
    if (month === null) return periodFault(record, period ?? '');
    const { account, objects, ore } = read.value;
    const key = JSON.stringify([record.label, year, month, account, [...objects].sort()]);
    const first = this.known.before(key, record.line);
    if (first !== undefined) {
      return { ...faultAt(record, 'sie-balance-twice', account), details: { account, month, first } };
    }
    into.push({ year: year ?? '', amount: { line: record.line, account, month, objects, ore } });
    return null;
  }
}
