import { Period } from '#core';
import { type MatchedHeader, matchColumns } from '../columns.js';
import { type ProblemList } from '../problem-list.js';
import { fileFault } from '../problem-codes.js';
import { type Table, type TableRow } from '../readers/reader.js';
import { faultsAbove } from './above-headings.js';
import { cellReader } from './cell-readers.js';
import { type CheckContext } from './check-context.js';
import { withinHorizon } from './horizon.js';
import { inForceRules } from './in-force.js';
import { decideNumberMarks } from './number-marks.js';
import { headingFaults } from './qualified-columns.js';
import { type ReadableColumn, type RowReading, fieldText, readRow } from './row-reading.js';
import { type FieldComplaint, rowRules } from './row-rules.js';
import { RowSieve, type SievedTable } from './row-sieve.js';
import { HiddenParts } from './rows-told.js';
import { changeClaimedOnce, noDuplicates } from './rows-together.js';
import { SliceGatherer, type SummedSlice } from './slices.js';
import { questionRule } from './survey-questions.js';
import { unreadFaults } from './unread-columns.js';

/**
 * Turns a table's rows into the slices of a data set. Everything that is wrong goes to `problems`, all at once; rows
 * without fault are gathered even when others have some, so it is for the caller to hold them back.
 */
export function checkTable(table: Table, context: CheckContext, problems: ProblemList): SummedSlice[] {
  problems.placeIn(table);
  problems.addAll(table.notices);
  const header = inFile(matchColumns(table.header, context.schema, context.language), table);
  problems.addAll([...header.faults, ...unreadFaults(table, header, context)]);
  if (header.columns.length === 0) return [];
  if (table.rows.length === 0) problems.add(table.whyEmpty ?? fileFault('no-rows'));
  problems.addAll(headingFaults(header.columns, context.schema));
  problems.addAll(faultsAbove(table.above ?? [], header.columns, context));
  const marks = decideNumberMarks(table, header.columns);
  problems.addAll(marks.faults);
  const columns = header.columns.map((column) => ({
    ...column,
    read: cellReader(column.field, marks.byIndex.get(column.index) ?? 'none', context),
  }));
  const slices = new SliceGatherer(context, table.wayIn ?? 'table');
  for (const reading of readings({ table, header, columns, context, problems })) {
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

/** A table, how it is read, and where its faults go. */
interface TableAtHand extends SievedTable {
  readonly problems: ProblemList;
}

/** Rows that are to be counted, as they were read; what is said of the others, and of all together, goes to the problems. */
function* readings({ table, header, columns, context, problems }: TableAtHand): Generator<RowReading> {
  const check = rowCheck(columns, context, problems);
  const sieve = new RowSieve({ table, header, columns, context });
  const hidden = new HiddenParts(table.hidden ?? NOTHING_HIDDEN, columns, context.schema.total);
  for (const row of table.rows) {
    const { fault, isLeftOut, isLast = false } = sieve.look(row);
    if (fault) problems.add(fault);
    if (isLast) break;
    if (isLeftOut) continue;
    const reading = check(row);
    hidden.take(reading);
    const remark = fault ? null : sieve.take(reading);
    if (remark) problems.add(remark);
    yield reading;
  }
  problems.addAll([...sieve.faults(), ...hidden.faults()]);
}

const NOTHING_HIDDEN = { rows: new Set<number>(), columns: new Set<number>() };

/** Reads a row and holds it against every rule of its data set. */
function rowCheck(
  columns: readonly ReadableColumn[],
  context: CheckContext,
  problems: ProblemList,
): (row: TableRow) => RowReading {
  const { schema } = context;
  const rules = [
    ...rowRules(schema.name),
    ...inForceRules(context),
    ...(schema.name === 'survey' ? [questionRule(context, columns)] : []),
  ];
  const claims = schema.name === 'benefits' ? changeClaimedOnce() : () => null;
  const horizon = withinHorizon(schema, context.receivedAtMs);
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
    for (const rule of [horizon, claims, duplicates]) {
      const complaint = rule(reading);
      if (complaint) report(reading, complaint);
    }
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
