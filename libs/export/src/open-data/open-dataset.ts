import { type MeasureScore, type Period, completenessRatio } from '#core';
import { type MeasureDefinition, type OpenData } from '#catalogue';
import { type Table, type TableCell, type TableColumn } from '../tables/table.js';

/** One measure of one unit in one frozen period, as the period's newest edition has it. */
export interface OpenValue {
  readonly period: Period;
  readonly unit: { readonly id: string; readonly name: string };
  readonly measure: MeasureScore;
  readonly edition: string;
  /** ISO 8601 with offset. */
  readonly frozenAt: string;
}

/** A public measure with its whole frozen history. */
export interface OpenDataset {
  /** As it is in force now; values tell by which version they were computed. */
  readonly definition: MeasureDefinition;
  /** By period's end, then by unit in the order of the catalogue. */
  readonly values: readonly OpenValue[];
}

/** Who publishes what, and where it is reached. */
export interface Publication {
  readonly settings: OpenData;
  /** `https://perspektiv.example.se`, without a slash at its end. */
  readonly address: string;
  readonly city: { readonly sv: string; readonly en: string };
}

interface OpenColumn extends TableColumn {
  readonly of: (value: OpenValue) => TableCell;
}

function column(
  name: string,
  type: TableColumn['type'],
  help: readonly [sv: string, en: string],
  of: OpenColumn['of'],
): OpenColumn {
  return { name, type, help: { sv: help[0], en: help[1] }, of };
}

/** The columns are stable: one may be added at the end, none is renamed. */
const COLUMNS: readonly OpenColumn[] = [
  column('period', 'text', ['Period: 2026-Q3, 2026-T2 eller 2026', 'Period: 2026-Q3, 2026-T2 or 2026'], (v) =>
    v.period.toString(),
  ),
  column(
    'period_type',
    'text',
    ['quarter, tertial eller year', 'quarter, tertial or year'],
    (v) => v.period.type,
  ),
  column(
    'period_start',
    'day',
    ['Periodens första dag', 'First day of the period'],
    (v) => v.period.firstDay,
  ),
  column('period_end', 'day', ['Periodens sista dag', 'Last day of the period'], (v) => v.period.lastDay),
  column(
    'unit',
    'text',
    ['Enhetens id; city är hela staden', 'Id of the unit; city is all of it'],
    (v) => v.unit.id,
  ),
  column('unit_name', 'text', ['Enhetens namn', 'Name of the unit'], (v) => v.unit.name),
  column(
    'value_kind',
    'text',
    [
      'number: ett tal; not-provided: saknas; not-applicable: ej aktuellt; suppressed: skyddad, för få svar',
      'number; not-provided: missing; not-applicable; suppressed: too few answers to show',
    ],
    (v) => v.measure.value.kind,
  ),
  column(
    'value',
    'number',
    ['Värdet, oavrundat; tomt om det inte är ett tal', 'The value, not rounded'],
    (v) => v.measure.value.number,
  ),
  column('numerator', 'number', ['Täljare', 'Numerator'], (v) => v.measure.value.numerator),
  column('denominator', 'number', ['Nämnare', 'Denominator'], (v) => v.measure.value.denominator),
  column('n', 'number', ['Antal uppgifter bakom värdet', 'Facts behind the value'], (v) => v.measure.value.n),
  column(
    'interval_low',
    'number',
    ['95 % konfidensintervall, nedre', '95 % interval, low'],
    (v) => v.measure.value.interval?.low ?? null,
  ),
  column(
    'interval_high',
    'number',
    ['95 % konfidensintervall, övre', '95 % interval, high'],
    (v) => v.measure.value.interval?.high ?? null,
  ),
  column('target', 'number', ['Mål', 'Target'], (v) => v.measure.target),
  column('status', 'text', ['Värdet mot målet', 'The value against its target'], (v) => v.measure.status),
  column('completeness', 'number', ['Täckningsgrad, 0 till 1', 'Delivered of expected, 0 to 1'], (v) =>
    completenessRatio(v.measure.completeness),
  ),
  column(
    'break_in_series',
    'flag',
    [
      'Om definitionen ändrades sedan förra perioden',
      'Whether the definition changed since the period before',
    ],
    (v) => v.measure.breakInSeries,
  ),
  column(
    'definition_version',
    'number',
    ['Definitionens version', 'Version of the definition'],
    (v) => v.measure.definitionVersion,
  ),
  column(
    'edition',
    'text',
    ['original, eller restated-2 … för en rättad', 'original, or restated-2 …'],
    (v) => v.edition,
  ),
  column(
    'frozen_at',
    'moment',
    ['När utgåvan fastställdes', 'When the edition was frozen'],
    (v) => v.frozenAt,
  ),
];

/** A data set as a table; its notes are empty, for what holds for all of it stands in the files beside. */
export function openTable({ definition, values }: OpenDataset): Table {
  return {
    title: definition.name.sv,
    columns: COLUMNS.map(({ name, type, help }) => ({ name, type, help })),
    rows: values.map((value) => COLUMNS.map(({ of }) => of(value))),
    notes: [],
    frozenAt: modifiedAt(values),
  };
}

/** When the newest of some values was frozen; `null` before the first. */
export function modifiedAt(values: readonly OpenValue[]): string | null {
  return extreme(values, (a, b) => a > b);
}

/** When the oldest of them was. */
export function issuedAt(values: readonly OpenValue[]): string | null {
  return extreme(values, (a, b) => a < b);
}

function extreme(values: readonly OpenValue[], isBetter: (a: number, b: number) => boolean): string | null {
  let best: string | null = null;
  for (const { frozenAt } of values) {
    if (best === null || isBetter(Date.parse(frozenAt), Date.parse(best))) best = frozenAt;
  }
  return best;
}

/** Where a data set is reached, without an ending. */
export function datasetAddress({ address }: Pick<Publication, 'address'>, id: string): string {
  return `${address}/open-data/datasets/${id}`;
}

/** Where one of its files is. */
export function fileAddress(publication: Pick<Publication, 'address'>, id: string, ending: string): string {
  return `${datasetAddress(publication, id)}/${id}.${ending}`;
}
