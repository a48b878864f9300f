import { Period } from '#core';
import { textOf } from '../cells/cell.js';
import { type MatchedHeader, matchColumns } from '../columns.js';
import { type ProblemList } from '../problem-list.js';
import { fileFault } from '../problem-codes.js';
import { type Table, type TableRow } from '../readers/reader.js';
import { cellReader } from './cell-readers.js';
import { type CheckContext } from './check-context.js';
import { decideNumberMarks } from './number-marks.js';
import { headingFaults } from './qualified-columns.js';
import { type ReadableColumn, type RowReading, fieldText, readRow } from './row-reading.js';
import { type FieldComplaint, rowRules } from './row-rules.js';
import { changeClaimedOnce, noDuplicates } from './rows-together.js';
import { SliceGatherer, type SummedSlice } from './slices.js';

/**
 * Turns a table's rows into the slices of a data set. Everything that is wrong goes to `problems`, all at once; rows
 * without fault are gathered even when others have some, so it is for the caller to hold them back.
 */
export function checkTable(table: Table, context: CheckContext, problems: ProblemList): SummedSlice[] {
  problems.placeIn(table);
  problems.addAll(table.notices);
  const header = inFile(matchColumns(table.header, context.schema, context.language), table);
  problems.addAll(header.faults);
  if (header.columns.length === 0) return [];
  if (table.rows.length === 0) problems.add(table.whyEmpty ?? fileFault('no-rows'));
  problems.addAll(headingFaults(header.columns, context.schema));
  const marks = decideNumberMarks(table, header.columns);
  problems.addAll(marks.faults);
  const columns = header.columns.map((column) => ({
    ...column,
    read: cellReader(column.field, marks.byIndex.get(column.index) ?? 'none', context),
  }));
  const check = rowCheck(columns, context, problems);
  const slices = new SliceGatherer(context);
  for (const row of table.rows) {
    if (hasCellsBeyond(row, table.header.length)) {
      problems.add({
        code: 'too-many-cells',
        row: row.number,
        column: null,
        value: textOf(row.cells.at(-1) ?? ''),
      });
      continue;
    }
    const reading = check(row);
    if (reading.faultyFields.length === 0) slices.add(reading);
  }
  return slices.gathered();
}

/** Columns by the names that people find in their file. */
function inFile(header: MatchedHeader, { headingsInFile = {} }: Table): MatchedHeader {
  const columns = header.columns.map((column) => ({
    ...column,
    header: headingsInFile[column.field.name] ?? column.header,
  }));
  return { ...header, columns };
}

function hasCellsBeyond({ cells }: TableRow, width: number): boolean {
  if (cells.length <= width) return false;
  return cells.slice(width).some((cell) => cell !== '');
}

/** Reads a row and holds it against every rule of its data set. */
function rowCheck(
  columns: readonly ReadableColumn[],
  context: CheckContext,
  problems: ProblemList,
): (row: TableRow) => RowReading {
  const { schema } = context;
  const rules = rowRules(schema.name);
  const claims = schema.name === 'benefits' ? changeClaimedOnce() : () => null;
  const duplicates = noDuplicates(schema, new Set(columns.map(({ field }) => field)));
  const fields = new Map(columns.map((column) => [column.field.name, column]));
  const report = (reading: RowReading, complaint: FieldComplaint): void => {
    const column = fields.get(complaint.field);
    const value = column ? fieldText(reading, column.field) : null;
    problems.add({ ...complaint, row: reading.row, column: column?.header ?? null, value });
  };
  return (row) => {
    const reading = readRow(row, columns, (fault) => {
      problems.add(fault);
    });
    for (const rule of rules) for (const complaint of rule(reading)) report(reading, complaint);
    const outside = startOutsideClaimed(reading, context);
    if (outside) report(reading, outside);
    const claim = claims(reading);
    if (claim) report(reading, claim);
    const duplicate = duplicates(reading);
    if (duplicate) report(reading, duplicate);
    return reading;
  };
}

/** Projects have no period column: the year in which they start must touch the period that is claimed. */
function startOutsideClaimed(
  { period, labels }: RowReading,
  { schema, claimedPeriod }: CheckContext,
): FieldComplaint | null {
  const year = labels.start?.slice(0, 4);
  if (schema.name !== 'projects' || period !== null || !claimedPeriod || year === undefined) return null;
  if (Period.of(year).contains(claimedPeriod)) return null;
  const details = { period: year, claimed: claimedPeriod.toString() };
  return { code: 'period-outside-claimed', field: 'start', details };
}
