import { type Cell, textOf } from '../cells/cell.js';
import { type Result, failed, ok } from '#core';
import { type Fault, fileFault } from '../problem-codes.js';
import { type ReadingCircumstances, onlyUnit } from '../reading-circumstances.js';
import { numberText } from '../number-text.js';
import { isLongerThanMonth, monthOf } from './focus/billing-period.js';
import { type FocusColumns, focusColumns, headingsBehind } from './focus/focus-columns.js';
import { SummedLines } from './focus/summed-lines.js';
import { procurementAreaOf } from './focus/procurement-areas.js';
import { type TaggedTo, areUnreadable, tagReader } from './focus/tags.js';
import { type UnknownTag, UnknownTags } from './focus/unknown-tags.js';
import { type Table, type TableRow } from './reader.js';
import { type Translation } from './translation.js';

const COST_COLUMNS = [
  'unit',
  'period',
  'amount',
  'kind',
  'procurement_area',
  'system',
  'project',
  'supplier',
  'activity',
  'origin',
  'cost_centre',
  'description',
];

/**
 * Bills of cloud services in the FinOps Open Cost and Usage Specification (FOCUS 1.0–1.3, focus.finops.org), recognised by
 * their header, for the data set `cost`.
 *
 * | ours | FOCUS |
 * | --- | --- |
 * | unit, system, project, cost_centre | `Tags`; else the only unit that whoever hands in may mean |
 * | period | the month of `BillingPeriodStart`, in the city |
 * | amount | `BilledCost`: what the invoice says, so that it agrees with the ledger; `EffectiveCost` where that is missing |
 * | procurement_area | `ServiceCategory`, see `procurementAreaOf` |
 * | supplier | `ProviderName`, or `ServiceProviderName` or `InvoiceIssuerName` |
 * | description | `ServiceName` |
 * | kind, activity, origin | actual, run, external |
 *
 * A tag that names no system or project of ours is left out and told; one that names no unit is a fault, for the cost
 * would be nobody's. Lines are added up by all of these. `ChargeCategory` Tax is left out: costs are handed in without VAT. A currency other
 * than SEK (`BillingCurrency`) refuses the file: at which rate to convert is not for a reader to decide.
 */
export const focusTranslation: Translation = {
  columnsOf: (header) => {
    const columns = focusColumns(header);
    return columns && new Set(Object.values(columns).filter((place) => place !== null));
  },
  translate(table, circumstances) {
    const columns = focusColumns(table.header);
    return columns ? translated(table, columns, circumstances) : ok(table);
  },
};

interface Sum {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
  amount: number;
}

function translated(
  table: Table,
  columns: FocusColumns,
  circumstances: ReadingCircumstances,
): Result<Table, Fault> {
  const bill = new Bill(table, columns, circumstances);
  for (const row of table.rows) {
    const fault = bill.take(row);
    if (fault) return failed(fault);
  }
  return ok(bill.table());
}

/** Lines that are remarked on together. */
interface Lines {
  readonly row: number;
  count: number;
  amount: number;
}

/** What very many lines say alike. */
interface Said {
  readonly sum: Sum;
  readonly unknown: readonly UnknownTag[];
  readonly isLong: boolean;
  readonly hasUnreadableTags: boolean;
}

class Bill {
  private readonly sums = new Map<string, Sum>();
  private readonly known = new Map<string, Said>();
  private readonly unknownTags: UnknownTags;
  private readonly remarked = new Map<'focus-long-period' | 'tags-not-read', Lines>();
  private total = 0;
  private readonly taggedTo: (tags: string, month: string) => TaggedTo;
  private readonly usualUnit: string;
  private readonly summed = new SummedLines();
  private readonly sumFaults: Fault[] = [];
  private tax = 0;
  private taxLines = 0;

  constructor(
    private readonly bill: Table,
    private readonly columns: FocusColumns,
    private readonly circumstances: ReadingCircumstances,
  ) {
    this.taggedTo = tagReader(circumstances);
    this.unknownTags = new UnknownTags(circumstances);
    this.usualUnit = onlyUnit(circumstances) ?? '';
  }

  /** Answers what makes the bill useless. */
  take({ number: row, cells }: TableRow): Fault | null {
    const { cost, currency, category, service, serviceCategory, supplier } = this.columns;
    const at = (place: number | null): string => (place === null ? '' : textOf(cells[place] ?? ''));
    if (at(currency).toUpperCase() !== 'SEK') {
      return this.fault('currency-not-sek', { row, place: currency, value: at(currency) || '–' });
    }
    const amount = amountOf(cells[cost] ?? '');
    if (amount === null) return this.fault('not-a-number', { row, place: cost, value: at(cost) });
    const isTax = at(category).toLowerCase() === 'tax';
    const line = { row, amount, isTax, texts: [category, service, serviceCategory, supplier].map(at) };
    const asSum = this.summed.look(line);
    if (asSum?.code === 'sum-row') return asSum;
    if (asSum) this.sumFaults.push(asSum);
    if (asSum?.code === 'sum-row-left-out') return null;
    this.summed.take(line);
    if (isTax) {
      this.tax += amount;
      this.taxLines++;
      return null;
    }
    this.add(this.saidOn(row, at), amount, row);
    return null;
  }

  private add({ sum, unknown, isLong, hasUnreadableTags }: Said, amount: number, row: number): void {
    this.total += amount;
    sum.amount += amount;
    for (const tag of unknown) {
      tag.lines++;
      tag.amount += amount;
    }
    if (isLong) this.remark('focus-long-period', amount, row);
    if (hasUnreadableTags) this.remark('tags-not-read', amount, row);
  }

  private remark(code: 'focus-long-period' | 'tags-not-read', amount: number, row: number): void {
    const lines = this.remarked.get(code) ?? { row, count: 0, amount: 0 };
    this.remarked.set(code, lines);
    lines.count++;
    lines.amount += amount;
  }

  table(): Table {
    const { bill, columns } = this;
    const rows = [...this.sums.values()].map(({ row, cells, amount }) => ({
      number: row,
      cells: COST_COLUMNS.map((column): Cell =>
        column === 'amount' ? inOre(amount) : (cells[column] ?? ''),
      ),
    }));
    const rounded = rows.reduce((sum, { cells }) => sum + Number(cells[COST_COLUMNS.indexOf('amount')]), 0);
    return {
      header: COST_COLUMNS,
      rows,
      notices: [...bill.notices, ...this.notices(rows.length, rounded)],
      isAsInFile: false,
      usualDecimalMark: '.',
      wayIn: 'cloud-bill',
      headingsInFile: headingsBehind(columns, bill.header),
    };
  }

  private notices(rows: number, rounded: number): Fault[] {
    const { bill, columns, tax, taxLines, total, circumstances } = this;
    const { language } = circumstances;
    const leftOut = this.sumFaults.filter(({ code }) => code === 'sum-row-left-out').length;
    const lines = bill.rows.length - taxLines - leftOut;
    const cost = bill.header[columns.cost] ?? '';
    const sum = numberText(tax, language);
    const remarked = [...this.remarked].map(([code, { row, count, amount }]) => ({
      ...fileFault(code, { count, sum: numberText(amount, language) }),
      row,
      column: bill.header[(code === 'tags-not-read' ? columns.tags : columns.periodEnd) ?? -1] ?? null,
    }));
    const difference = inOre(rounded - total);
    const tagColumn = columns.tags === null ? null : (bill.header[columns.tags] ?? null);
    return [
      fileFault('read-as-focus', { lines, rows, cost }),
      ...(taxLines > 0 ? [fileFault('tax-left-out', { sum, count: taxLines })] : []),
      ...(difference === 0
        ? []
        : [fileFault('focus-rounded', { difference: numberText(difference, language) })]),
      ...remarked,
      ...this.sumFaults,
      ...this.summed.remarks(),
      ...this.unknownTags.remarks(tagColumn, language),
    ];
  }

  private cellsOf(
    at: (place: number | null) => string,
    { unit, ...tagged }: TaggedTo,
  ): Record<string, string> {
    const { periodStart, service, serviceCategory, supplier } = this.columns;
    return {
      ...tagged,
      unit: unit === '' ? this.usualUnit : unit,
      period: monthOf(at(periodStart)),
      kind: 'actual',
      procurement_area: procurementAreaOf(at(serviceCategory)),
      supplier: at(supplier),
      activity: 'run',
      origin: 'external',
      description: at(service),
    };
  }

  /** Very many lines say the same in all that is kept of them: what that means is found out once. */
  private saidOn(row: number, at: (place: number | null) => string): Said {
    const { periodStart, periodEnd, service, serviceCategory, supplier, tags } = this.columns;
    const words = [periodStart, periodEnd, service, serviceCategory, supplier, tags].map(at).join('\u0000');
    const known = this.known.get(words);
    if (known) return known;
    const month = monthOf(at(periodStart));
    const { tagged, unknown } = this.unknownTags.sifted(this.taggedTo(at(tags), month), row);
    const cells = this.cellsOf(at, tagged);
    const key = JSON.stringify(COST_COLUMNS.map((column) => cells[column]));
    const sum = this.sums.get(key) ?? { row, cells, amount: 0 };
    this.sums.set(key, sum);
    const isLong = isLongerThanMonth(month, at(periodEnd));
    const said = { sum, unknown, isLong, hasUnreadableTags: areUnreadable(at(tags)) };
    this.known.set(words, said);
    return said;
  }

  private fault(
    code: 'currency-not-sek' | 'not-a-number',
    { row, place, value }: { readonly row: number; readonly place: number; readonly value: string },
  ): Fault {
    return { ...fileFault(code), row, column: this.bill.header[place] ?? null, value };
  }
}

/** A decimal point and no thousands marks by the specification; `1.5E-7` is allowed. Spreadsheets may have made it a comma. */
function amountOf(cell: Cell): number | null {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') return null;
  const text = cell.replace(',', '.');
  return /^[-+]?\d+(?:\.\d*)?(?:e[-+]?\d{1,2})?$/i.test(text) ? Number(text) : null;
}

/** The rest of a hundredth is told in nobody's books. */
function inOre(amount: number): number {
  return Math.round(amount * 100) / 100;
}
