import { type DatasetField } from '#catalogue';
import { type Observation } from '#core';
import { type Cell, textOf } from '../cells/cell.js';
import { type MatchedColumn } from '../columns.js';
import { type Complaint, type Fault } from '../problem-codes.js';
import { type TableRow } from '../readers/reader.js';
import { type CellOutcome, type CellReader } from './cell-outcome.js';

/** What is known of a row so far; it becomes an observation if nothing is wrong with it. */
export interface RowReading {
  readonly row: number;
  unit: string | null;
  period: string | null;
  system: string | null;
  project: string | null;
  readonly labels: Record<string, string>;
  readonly numbers: Record<string, number>;
  readonly notApplicable: string[];
  /** Fields whose cell was at fault: rules across cells leave these alone. */
  readonly faultyFields: string[];
}

/** A column and how its cells are read. */
export interface ReadableColumn extends MatchedColumn {
  readonly read: CellReader;
}

/** Reads the cells of a row; faults go to `report`. */
export function readRow(
  { number: row, cells }: TableRow,
  columns: readonly ReadableColumn[],
  report: (fault: Fault) => void,
): RowReading {
  const reading: RowReading = {
    row,
    unit: null,
    period: null,
    system: null,
    project: null,
    labels: {},
    numbers: {},
    notApplicable: [],
    faultyFields: [],
  };
  for (const { field, index, header, read } of columns) {
    const cell = cells[index] ?? '';
    const complaint = enter(reading, field, read(cell));
    if (complaint) report({ ...complaint, row, column: header, value: shownValue(cell) });
  }
  return reading;
}

/** What people see in a cell; `null` where it has no value. */
function shownValue(cell: Cell): string | null {
  return typeof cell === 'object' && 'unreadable' in cell ? null : textOf(cell);
}

/** Enters a cell into the reading; answers what is to be said of it. */
function enter(reading: RowReading, field: DatasetField, outcome: CellOutcome): Complaint | null {
  const { required } = field.constraints;
  switch (outcome.kind) {
    case 'text':
      enterText(reading, field, outcome.text);
      return outcome.warning ?? null;
    case 'number':
      reading.numbers[field.name] = outcome.number;
      return outcome.warning ?? null;
    case 'not-applicable':
      // A figure may make no sense for a unit; who, when and what kind must be said.
      if (required && field.role !== 'number') return faultIn(reading, field, { code: 'must-apply' });
      reading.notApplicable.push(field.name);
      return null;
    case 'missing':
      return required ? faultIn(reading, field, { code: 'required' }) : null;
    case 'fault':
      return faultIn(reading, field, outcome.complaint);
  }
}

function faultIn(reading: RowReading, field: DatasetField, complaint: Complaint): Complaint {
  reading.faultyFields.push(field.name);
  return complaint;
}

function enterText(reading: RowReading, { name, role }: DatasetField, text: string): void {
  switch (role) {
    case 'unit':
    case 'period':
    case 'system':
    case 'project':
      reading[role] = text;
      break;
    case 'label':
    case 'note':
    case 'number':
      reading.labels[name] = text;
  }
}

/** What a field of a reading holds, as text; empty when it was not provided. */
export function fieldText(reading: RowReading, { name, role }: DatasetField): string {
  if (role === 'unit' || role === 'period' || role === 'system' || role === 'project') {
    return reading[role] ?? '';
  }
  return reading.labels[name] ?? String(reading.numbers[name] ?? '');
}

/** The fact that a faultless row states. */
export function observationOf(reading: RowReading, unit: string, period: string): Observation {
  const { system, project, labels, numbers, notApplicable } = reading;
  return { unit, period, system, project, labels, numbers, notApplicable };
}
