import { type DatasetSchema } from '#catalogue';
import { type Language } from '#core';
import { textOf } from '../cells/cell.js';
import { isQualifier, objectionTo, qualifierIn } from '../cells/qualifier.js';
import { foldName } from '../cells/words.js';
import { type MatchedHeader, type UnreadColumn } from '../columns.js';
import { numberText } from '../number-text.js';
import { type Fault, PROBLEMS } from '../problem-codes.js';
import { figureIn } from '../readers/figures.js';
import { type Table, type TableRow } from '../readers/reader.js';
import { type CheckContext } from './check-context.js';
import { qualifiedBy } from './qualified-columns.js';

/** A column whose cells say what the numbers beside them are. */
const SAYS_WHAT =
  /^(?:valuta|valutakod|valutaslag|currency|currency code|billing ?currency|sort|måttenhet|mätenhet|mått|storhet|unit of measure|measured in|belopp i|skala|talskala|scale|tusental|multiplikator|multiplier|faktor|factor|moms|momskod|vat)$/;
/** A column whose cells say on which side of the ledger an amount stands. */
const SAYS_SIDE =
  /^(?:d ?[/-]? ?k(?:[- ]?kod)?|d ?\/? ?c|deb(?:et|it)? ?[/-]? ?(?:kred|cred)(?:it)?|tecken|sign|sida)$/;
const CREDIT = /^(?:k|kr|kred|kredit|c|cr|credit|h|[-−–])$/;
/** A column of amounts that go off those beside them. */
const OF_CREDITS =
  /^(?:kredit|credit|kredit ?belopp|kreditering(?:ar)?|avgår|avdrag|rabatt|discount|att dra av)$/;
/** More texts than this are no codes that come again. */
const MOST_TEXTS = 50;

/** What a column that is not read holds. */
class Unread {
  private figures = 0;
  private sum = 0;
  private firstCredit: { readonly row: number; readonly text: string } | null = null;
  /** Texts with the row in which each came first; `null` when there are too many. */
  private texts: Map<string, number> | null = new Map();
  private readonly name: string;
  private readonly saysSide: boolean;

  constructor(private readonly column: UnreadColumn) {
    this.name = foldName(column.header).replace(/\s*[:.*]+$/, '');
    this.saysSide = SAYS_SIDE.test(this.name);
  }

  /** Takes a row; `total` is the place of the amounts. */
  take({ number: row, cells }: TableRow, total: number): void {
    const cell = cells[this.column.index] ?? '';
    if (cell === '') return;
    const figure = figureIn(cell);
    if (figure !== null) {
      this.figures++;
      this.sum += figure;
    }
    const text = textOf(cell);
    if (this.saysSide && CREDIT.test(text.toLowerCase()) && (figureIn(cells[total]) ?? 0) > 0) {
      this.firstCredit ??= { row, text };
    }
    if (this.texts && !this.texts.has(text)) this.texts.set(text, row);
    if (this.texts && this.texts.size > MOST_TEXTS) this.texts = null;
  }

  faults(schema: DatasetSchema, language: Language): Fault[] {
    const { column, figures, sum, firstCredit } = this;
    const { header } = column;
    if (firstCredit) {
      return [{ code: 'amount-of-credit', row: firstCredit.row, column: header, value: firstCredit.text }];
    }
    const said = this.saidOfNumbers(schema);
    if (said.length > 0) return said;
    const total = schema.fields.find(({ name }) => name === schema.total);
    if (figures > 0 && total?.measuredIn === 'SEK' && OF_CREDITS.test(this.name)) {
      return [
        { code: 'credits-unread', row: null, column: header, value: null, details: { count: figures, sum } },
      ];
    }
    const told = figures === 0 ? '' : FIGURES[language](figures, numberText(sum, language));
    return [{ ...column.fault, details: { ...column.fault.details, figures: told } }];
  }

  /** What the cells say of the numbers beside them, when they say nothing else. */
  private saidOfNumbers(schema: DatasetSchema): Fault[] {
    const total = schema.fields.find(({ name }) => name === schema.total);
    if (!total || !this.texts || this.texts.size === 0) return [];
    const isNamedSo = SAYS_WHAT.test(this.name);
    const texts = [...this.texts];
    if (!isNamedSo && !texts.every(([text]) => isScaleAlone(text))) return [];
    return texts.flatMap(([text, row]) => {
      const objection = isQualifier(text) ? objectionTo(text, qualifiedBy(total, schema)) : null;
      const isError = objection !== null && PROBLEMS[objection.code].severity === 'error';
      return isError ? [{ ...objection, row, column: this.column.header, value: text }] : [];
    });
  }
}

/** In a column of any name: every cell is a currency or a scale. */
const ONLY_SCALE =
  /^\(?(?:sek|eur|usd|nok|dkk|gbp|chf|€|\$|£|t(?:kr|sek)|ksek|kkr|m(?:kr|nkr|sek)|kr)\.?\)?$/i;

/** `tkr`, or more words that say nothing else: `Belopp i tusental kronor`. */
function isScaleAlone(text: string): boolean {
  if (ONLY_SCALE.test(text)) return true;
  const { meanings } = qualifierIn(text);
  return text.length > 3 && isQualifier(text) && (meanings.has('scaled') || meanings.has('foreign'));
}

const FIGURES: Readonly<Record<Language, (count: number, sum: string) => string>> = {
  sv: (count, sum) => `: ${count} tal, summa ${sum}`,
  en: (count, sum) => `: ${count} ${count === 1 ? 'figure' : 'figures'}, sum ${sum}`,
};

/**
 * Goes through the columns that do not belong to the data set: says how much they hold, and refuses what they say of the
 * numbers that are read, be it another currency, thousands, or that an amount is a credit.
 */
export function unreadFaults(
  { rows }: Pick<Table, 'rows'>,
  { unread, columns }: MatchedHeader,
  { schema, language }: Pick<CheckContext, 'schema' | 'language'>,
): Fault[] {
  if (unread.length === 0) return [];
  const total = columns.find(({ field }) => field.name === schema.total)?.index ?? -1;
  const found = unread.map((column) => new Unread(column));
  for (const row of rows) for (const column of found) column.take(row, total);
  return found.flatMap((column) => column.faults(schema, language));
}
