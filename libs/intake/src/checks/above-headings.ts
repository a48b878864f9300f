import { textOf } from '../cells/cell.js';
import { isQualifier, qualifierIn } from '../cells/qualifier.js';
import { type MatchedColumn, matchColumns } from '../columns.js';
import { type Complaint, type Fault, fileFault } from '../problem-codes.js';
import { type TableRow } from '../readers/reader.js';
import { type CheckContext } from './check-context.js';

/** Rows above a table that are filled so far are data. */
const FILLED_AS_DATA = 3;

/** What stands above the headings: titles, which may say what the figures are, and perhaps a table of its own. */
export function faultsAbove(
  above: readonly TableRow[],
  columns: readonly MatchedColumn[],
  context: CheckContext,
): Fault[] {
  const heading = above.findIndex((row) => isHeadings(row, context));
  const under = heading < 0 ? [] : above.slice(heading + 1).filter(isData);
  const first = under[0];
  if (first) return [{ ...fileFault('table-above', { count: under.length }), row: first.number }];
  const data = above.filter(isData);
  const firstData = data[0];
  const titles = above.filter((row) => !isData(row));
  return [
    ...(firstData
      ? [{ ...fileFault('rows-above-headings', { count: data.length }), row: firstData.number }]
      : []),
    ...(columns.some(({ field }) => field.measuredIn === 'SEK') ? titles.flatMap(titleFaults) : []),
  ];
}

/** Most of what stands in it are names of columns; what is said of the whole table (`Period: 2026-10`) is not. */
function isHeadings({ cells }: TableRow, { schema, language }: CheckContext): boolean {
  const texts = cells.map(textOf);
  const { length } = matchColumns(texts, schema, language).columns;
  return length > 1 && length > texts.filter((text) => text !== '').length / 2;
}

function isData({ cells }: TableRow): boolean {
  const filled = cells.filter((cell) => cell !== '');
  const figures = filled.filter((cell) => typeof cell !== 'string' || /^[-−]?\d[\d\s.,]*$/.test(cell));
  return filled.length >= FILLED_AS_DATA && figures.length > 0;
}

function titleFaults({ number: row, cells }: TableRow): Fault[] {
  return cells.flatMap((cell) => {
    const text = textOf(cell);
    const complaint = text === '' ? null : titleComplaint(text);
    return complaint ? [{ ...complaint, row, column: null, value: text }] : [];
  });
}

/** `12 mkr` in a title is a figure of its own; `Belopp i mkr` is said of all figures below. */
const SAID_OF_ALL = /(?<![\p{L}\d])(?:i|in|valuta|currency|enhet|belopp|alla|tal)(?![\p{L}\d])|[(:,]/iu;

function titleComplaint(text: string): Complaint | null {
  const withoutFigures = text.replace(
    /\d+(?:[.,]\d+)?\s*(?:[tkm]kr|mnkr|[km]sek|%)|(?<!\p{L})[tkm](?!\p{L})/giu,
    ' ',
  );
  const { meanings, factor } = qualifierIn(withoutFigures);
  const ofAll = isQualifier(text) || SAID_OF_ALL.test(withoutFigures);
  if (meanings.has('scaled') && (factor >= 1000 || factor === 0.01) && ofAll)
    return { code: 'scaled-amount' };
  if (meanings.has('foreign') && ofAll) return { code: 'currency-not-sek' };
  if (meanings.has('with-vat')) return { code: 'with-vat' };
  const isLonger = meanings.has('accumulated') || /helår|per år|årsbelopp/i.test(text);
  if (meanings.has('scaled') && factor >= 1000) return { code: 'title-not-understood' };
  return isLonger || meanings.has('foreign') ? { code: 'title-not-understood' } : null;
}
