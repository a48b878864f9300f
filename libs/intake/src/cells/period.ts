import { Period, type PeriodType } from '#core';
import { parseDate } from './date.js';
import { monthNamed } from './month-names.js';

const YEAR = '((?:19|20)\\d\\d)';
const QUARTER = '(?:q|kv\\.?|kvartal|quarter)\\s*';
const TERTIAL = '(?:t|tertial|tertial\\s+nr)\\s*';

const NUMBERED_MONTH_AFTER = new RegExp(`^${YEAR}(?:[-/.\\s]?(\\d{2})|[-/.\\s](\\d))$`);
const NUMBERED_MONTH_BEFORE = new RegExp(`^(\\d{1,2})[-/.\\s]\\s?${YEAR}$`);
const NAMED_MONTH_BEFORE = new RegExp(`^(\\p{L}+\\.?)[-\\s]\\s*${YEAR}$`, 'u');
const NAMED_MONTH_AFTER = new RegExp(`^${YEAR}[-\\s]\\s*(\\p{L}+\\.?)$`, 'u');
/** What spreadsheets make of "september 2026" when they take it for a date. */
const SPREADSHEET_MONTH = /^(\p{L}+\.?)-(\d\d)$/u;
const PART_AFTER = new RegExp(`^${YEAR}[-/,\\s]*(?:${QUARTER}([1-4])|${TERTIAL}([1-3]))$`, 'i');
const PART_BEFORE = new RegExp(`^(?:${QUARTER}([1-4])|${TERTIAL}([1-3]))[-/,\\s]*${YEAR}$`, 'i');

/**
 * Reads a period as people write it: `2026-09`, `202609`, `9/2026`, `september 2026`, `2026-Q3`, `kv 3 2026`,
 * `T2 2026`, `2026`. A full date stands for the period of `dateMeans` that holds it. `null` for anything else.
 */
export function parsePeriod(text: string, dateMeans: PeriodType): Period | null {
  const written = parseMonth(text) ?? parsePart(text);
  if (written) return written;
  if (/^(?:19|20)\d\d$/.test(text)) return Period.of(text);
  const date = parseDate(text);
  return date === null ? null : periodHolding(dateMeans, Number(date.slice(0, 4)), Number(date.slice(5, 7)));
}

function parseMonth(text: string): Period | null {
  const after = NUMBERED_MONTH_AFTER.exec(text);
  if (after) return month(after[1], Number(after[2] ?? after[3]));
  const before = NUMBERED_MONTH_BEFORE.exec(text);
  if (before) return month(before[2], Number(before[1]));
  const named = NAMED_MONTH_BEFORE.exec(text);
  if (named) return month(named[2], monthNamed(named[1] ?? ''));
  const namedAfter = NAMED_MONTH_AFTER.exec(text);
  if (namedAfter) return month(namedAfter[1], monthNamed(namedAfter[2] ?? ''));
  const spreadsheet = SPREADSHEET_MONTH.exec(text);
  return spreadsheet ? month(`20${spreadsheet[2] ?? ''}`, monthNamed(spreadsheet[1] ?? '')) : null;
}

function parsePart(text: string): Period | null {
  const after = PART_AFTER.exec(text);
  const before = after ? null : PART_BEFORE.exec(text);
  const year = after?.[1] ?? before?.[3];
  const quarter = after?.[2] ?? before?.[1];
  const tertial = after?.[3] ?? before?.[2];
  if (year === undefined) return null;
  return Period.of(quarter === undefined ? `${year}-T${tertial ?? ''}` : `${year}-Q${quarter}`);
}

function month(year: string | undefined, number: number | null): Period | null {
  if (year === undefined || number === null || number < 1 || number > 12) return null;
  return Period.of(`${year}-${String(number).padStart(2, '0')}`);
}

function periodHolding(type: PeriodType, year: number, monthNumber: number): Period {
  switch (type) {
    case 'month':
      return Period.of(`${year}-${String(monthNumber).padStart(2, '0')}`);
    case 'quarter':
      return Period.of(`${year}-Q${Math.ceil(monthNumber / 3)}`);
    case 'tertial':
      return Period.of(`${year}-T${Math.ceil(monthNumber / 4)}`);
    case 'year':
      return Period.of(String(year));
  }
}
