import { type Ils, type IlsColumn, ILS_COLUMNS, type IlsUnit, type MeasureDefinition } from '#catalogue';
import { type Scorecard, rounded } from '#core';
import { type IlsReading, readingOf } from './ils-reading.js';
import { type IndicatorInForce, indicatorsInForce, receiversUnits } from './ils-scope.js';
import { type IlsSource } from './ils-source.js';

/** One value at the receiver: where it stands, and what stands there; `null`: nothing may. */
export interface IlsCell {
  /** ISO date that the value bears. */
  readonly date: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly measureCode: string;
  readonly measureName: string;
  readonly column: IlsColumn;
  readonly columnCode: string;
  /** A number, or the code of a status. */
  readonly value: number | string | null;
}

/** Where a cell stands at the receiver, as a key. */
export function placeOf({ date, unitCode, measureCode, columnCode }: IlsCell): string {
  return JSON.stringify([date, unitCode, measureCode, columnCode]);
}

/**
 * Every cell of an export, also those that hold nothing: by indicator, unit of the receiver and column. What has no code is
 * left out: the pre-flight has refused it.
 */
export function ilsCells(source: IlsSource): IlsCell[] {
  return indicatorsInForce(source).flatMap((inForce) =>
    receiversUnits(source, inForce.indicator).flatMap((unit) => cellsOf(source, inForce, unit)),
  );
}

function cellsOf(source: IlsSource, { definition, code }: IndicatorInForce, unit: IlsUnit): IlsCell[] {
  const { ils, period } = source;
  const cards = cardsOf(source, unit);
  const reading = readingOf(cards, definition);
  if (code === null || !reading) return [];
  const place = {
    date: ils.file.dateOf === 'last-day' ? period.lastDay : period.firstDay,
    unitCode: unit.code,
    unitName: unit.name ?? cards[0]?.subject.name ?? unit.code,
    measureCode: code,
    measureName: definition.name.sv,
  };
  return ILS_COLUMNS.flatMap((column) => {
    const columnCode = ils.columns[column];
    if (columnCode === undefined) return [];
    return [{ ...place, column, columnCode, value: told(reading, column, { ils, definition }) }];
  });
}

function cardsOf({ scorecards }: IlsSource, { units }: IlsUnit): Scorecard[] {
  return units.flatMap((id) => scorecards.find(({ subject }) => subject.id === id) ?? []);
}

/** What a column holds. A value that is not a number has no status to tell either. */
function told(
  { value, target, previous, status }: IlsReading,
  column: IlsColumn,
  { ils, definition }: { readonly ils: Ils; readonly definition: MeasureDefinition },
): number | string | null {
  if (column === 'status') {
    const codes: Readonly<Record<string, string | undefined>> = ils.statuses;
    return value.kind === 'number' ? (codes[status] ?? null) : null;
  }
  const number = { outcome: value.number, target, previous: previous.number }[column];
  return number === null || ils.rounding === 'none' ? number : rounded(number, definition.decimals);
}
