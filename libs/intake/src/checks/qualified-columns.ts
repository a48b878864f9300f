import { type DatasetField, type DatasetSchema } from '#catalogue';
import { type ShownNumber } from '../cells/cell.js';
import { type Qualified, objectionTo, qualifierIn } from '../cells/qualifier.js';
import { type MatchedColumn } from '../columns.js';
import { type Complaint, type Fault, PROBLEMS } from '../problem-codes.js';
import { type CellOutcome } from './cell-outcome.js';

/** Whether a field holds a number, be it to add up or to group by; what is chosen from a list is text. */
export function isNumeric({ type, constraints }: DatasetField): boolean {
  return (type === 'number' || type === 'integer') && !constraints.enum;
}

/** What the numbers of a field are. */
export function qualifiedBy(
  { measuredIn, constraints }: DatasetField,
  { periods }: DatasetSchema,
): Qualified {
  const { minimum, maximum } = constraints;
  return { measuredIn, minimum, maximum, periods };
}

/**
 * What the words after the headings of columns of numbers say (`Belopp (tkr)`, `Använda (%)`), held against what the
 * columns are measured in. Words that are known to change nothing are passed over.
 */
export function headingFaults(columns: readonly MatchedColumn[], schema: DatasetSchema): Fault[] {
  return columns.flatMap(({ field, header, qualifier }) => {
    if (qualifier === '' || !isNumeric(field)) return [];
    const objection = objectionTo(qualifier, qualifiedBy(field, schema));
    return objection ? [{ ...objection, row: null, column: header, value: qualifier }] : [];
  });
}

/**
 * Reads numbers whose format shows them otherwise than they are stored. What the format says is held against what the
 * column is measured in; what is only to be looked at is said once for each way of showing.
 */
export function shownNumberReader(
  field: DatasetField,
  schema: DatasetSchema,
  check: (number: number) => CellOutcome,
): (cell: ShownNumber) => CellOutcome {
  const qualified = qualifiedBy(field, schema);
  const said = new Set<string>();
  return (cell) => {
    const complaint = complaintOf(cell, qualified);
    if (complaint && PROBLEMS[complaint.code].severity === 'error') return { kind: 'fault', complaint };
    const outcome = check(cell.number);
    const form = `${cell.words} ${cell.divisor} ${cell.hides ?? ''}`;
    if (!complaint || outcome.kind !== 'number' || said.has(form)) return outcome;
    said.add(form);
    return { ...outcome, warning: complaint };
  };
}

function complaintOf({ number, words, divisor, hides }: ShownNumber, qualified: Qualified): Complaint | null {
  if (hides !== undefined) {
    const code = hides === 'sign' ? 'shown-without-minus' : 'shown-empty';
    return { code, details: { shown: Math.abs(number), stored: number } };
  }
  // `1,2 M` for 1 200 000: what is shown is what is stored.
  const isInFull = divisor > 1 && qualifierIn(words).factor === divisor;
  const objection = words === '' ? null : objectionTo(words, qualified);
  if (isInFull && objection?.code === 'scaled-amount') return null;
  if (objection || divisor === 1) return objection;
  return { code: 'shown-divided', details: { shown: number / divisor, stored: number } };
}
