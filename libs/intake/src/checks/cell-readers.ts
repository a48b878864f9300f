import { type DatasetField } from '#catalogue';
import { type DecimalMark, parseNumber } from '../cells/number.js';
import { foldName, isNotApplicable, isSpreadsheetError, withoutGuard } from '../cells/words.js';
import {
  type CellOutcome,
  type CellReader,
  type TextReader,
  faulty,
  remembering,
  textOutcome,
} from './cell-outcome.js';
import { type CheckContext } from './check-context.js';
import { codedReader } from './coded-values.js';
import { dateReader, periodReader } from './dates-and-periods.js';
import { isNumeric, shownNumberReader } from './qualified-columns.js';
import { oneSpelling, tellsApart } from './spellings.js';
import { projectReader, systemReader, unitReader } from './references.js';

const MAX_TEXT_LENGTH = 2000;
/** Also half of a character that is written in two halves. */
const CONTROL_CHARACTER = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

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
      return periodReader(context);
    case 'number':
    case 'label':
    case 'note':
      return isNumeric(field) ? numberReader(field, ambiguousMark) : plainReader(field, context);
  }
}

function plainReader(field: DatasetField, { schema, language }: CheckContext): TextReader {
  if (field.type === 'date') return dateReader;
  const allowed = field.constraints.enum;
  if (allowed) return codedReader(field, allowed, language);
  return tellsApart(field, schema) ? oneSpelling(freeTextReader(field)) : freeTextReader(field);
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

function freeTextReader({ constraints, example }: DatasetField): TextReader {
  const pattern = constraints.pattern === undefined ? null : new RegExp(`^(?:${constraints.pattern})$`, 'u');
  return (text) => {
    const plain = withoutGuard(text);
    if (plain.length > MAX_TEXT_LENGTH) return faulty('text-too-long', { max: MAX_TEXT_LENGTH });
    if (CONTROL_CHARACTER.test(plain)) return faulty('control-character');
    return pattern && !pattern.test(plain) ? faulty('wrong-shape', { example }) : textOutcome(plain);
  };
}
