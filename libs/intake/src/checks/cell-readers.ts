import { type DatasetField } from '#catalogue';
import { type PeriodType } from '#core';
import { parseDate } from '../cells/date.js';
import { type DecimalMark, parseNumber } from '../cells/number.js';
import { parsePeriod } from '../cells/period.js';
import { foldName, isNotApplicable, isSpreadsheetError, parseYesNo, withoutGuard } from '../cells/words.js';
import {
  type CellOutcome,
  type CellReader,
  type TextReader,
  faulty,
  remembering,
  textOutcome,
} from './cell-outcome.js';
import { type CheckContext } from './check-context.js';
import { isNumeric, shownNumberReader } from './qualified-columns.js';
import { projectReader, systemReader, unitReader } from './references.js';

const MAX_TEXT_LENGTH = 2000;
/** Also half of a character that is written in two halves. */
const CONTROL_CHARACTER = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

const PERIOD_EXAMPLES: Readonly<Record<PeriodType, string>> = {
  month: '2026-09',
  quarter: '2026-Q3',
  tertial: '2026-T2',
  year: '2026',
};

const MISSING: CellOutcome = { kind: 'missing' };
const NOT_APPLICABLE: CellOutcome = { kind: 'not-applicable' };

/** The reader of a field's cells; `ambiguousMark` is how the column's ambiguous numbers are taken. */
export function cellReader(
  field: DatasetField,
  ambiguousMark: DecimalMark | 'none',
  context: CheckContext,
): CellReader {
  const missing = new Set(context.schema.missingValues.map(foldName).filter((word) => word !== ''));
  const readText = textReader(field, ambiguousMark, context);
  const readShown = shownNumberReader(field, context.schema, (number) => checkedNumber(number, field));
  return (cell) => {
    if (typeof cell === 'object') {
      if ('unreadable' in cell) return faulty(cell.unreadable);
      return isNumeric(field) ? readShown(cell) : readText(String(cell.number));
    }
    if (typeof cell === 'number') {
      return isNumeric(field) ? checkedNumber(cell, field) : readText(String(cell));
    }
    if (cell === '' || (missing.size > 0 && cell.length < 20 && missing.has(foldName(cell)))) return MISSING;
    if (isNotApplicable(cell)) return NOT_APPLICABLE;
    if (isSpreadsheetError(cell)) return faulty('spreadsheet-error');
    return readText(cell);
  };
}

function textReader(
  field: DatasetField,
  ambiguousMark: DecimalMark | 'none',
  context: CheckContext,
): TextReader {
  switch (field.role) {
    case 'unit':
      return remembering(unitReader(context));
    case 'system':
      return remembering(systemReader(context));
    case 'project':
      return remembering(projectReader(context));
    case 'period':
      return remembering(periodReader(context));
    case 'number':
    case 'label':
    case 'note':
      return isNumeric(field) ? numberReader(field, ambiguousMark) : plainReader(field);
  }
}

function plainReader(field: DatasetField): TextReader {
  if (field.type === 'date') return dateReader;
  return field.constraints.enum ? enumReader(field.constraints.enum) : freeTextReader(field);
}

function numberReader(field: DatasetField, ambiguousMark: DecimalMark | 'none'): TextReader {
  return (text) => {
    const number = parseNumber(text, ambiguousMark);
    return number.ok ? checkedNumber(number.value, field) : faulty(number.problem);
  };
}

/** Counts (integers) are never negative unless the schema says so. */
function checkedNumber(number: number, field: DatasetField): CellOutcome {
  if (!Number.isFinite(number) || Math.abs(number) > 1e13) return faulty('number-too-large');
  if (field.type === 'integer' && !Number.isInteger(number)) return faulty('not-an-integer');
  const minimum = field.constraints.minimum ?? (field.type === 'integer' ? 0 : -Infinity);
  const maximum = field.constraints.maximum ?? Infinity;
  if (number < minimum) return minimum === 0 ? faulty('negative') : faulty('below-minimum', { minimum });
  if (number > maximum) return faulty('above-maximum', { maximum });
  return field.role === 'number' ? { kind: 'number', number: number + 0 } : textOutcome(String(number));
}

function dateReader(text: string): CellOutcome {
  const date = parseDate(text);
  return date === null ? faulty('not-a-date') : textOutcome(date);
}

function periodReader({ schema, claimedPeriod }: CheckContext): TextReader {
  const examples = schema.periods.map((type) => PERIOD_EXAMPLES[type]).join(', ');
  return (text) => {
    const period = parsePeriod(text, schema.periods[0] ?? 'month');
    if (!period) return faulty('not-a-period', { examples });
    if (!schema.periods.includes(period.type)) return faulty('wrong-period-type', { examples });
    if (claimedPeriod && !claimedPeriod.contains(period)) {
      return faulty('period-outside-claimed', {
        period: period.toString(),
        claimed: claimedPeriod.toString(),
      });
    }
    return textOutcome(period.toString());
  };
}

function enumReader(allowed: readonly string[]): TextReader {
  const byFolded = new Map(allowed.map((value) => [foldName(value), value]));
  const isYesNo = allowed.length === 2 && allowed.includes('yes') && allowed.includes('no');
  return remembering((text) => {
    const value = byFolded.get(foldName(text)) ?? (isYesNo ? parseYesNo(text) : null);
    if (value !== null) return textOutcome(value);
    return {
      kind: 'fault',
      complaint: {
        code: 'not-in-list',
        details: { allowed: allowed.join(', ') },
        didYouMean: { word: text, known: allowed },
      },
    };
  });
}

function freeTextReader({ constraints, example }: DatasetField): TextReader {
  const pattern = constraints.pattern === undefined ? null : new RegExp(`^(?:${constraints.pattern})$`, 'u');
  return (text) => {
    const plain = withoutGuard(text);
    if (plain.length > MAX_TEXT_LENGTH) return faulty('text-too-long', { max: MAX_TEXT_LENGTH });
    if (CONTROL_CHARACTER.test(plain)) return faulty('control-character');
    return pattern && !pattern.test(plain) ? faulty('wrong-shape', { example }) : textOutcome(plain);
  };
}
