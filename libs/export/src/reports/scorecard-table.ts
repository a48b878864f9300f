import { type MeasureScore, type PerspectiveScore, type Value } from '#core';
import { type Table, type TableCell, type TableColumn } from '../tables/table.js';
import { type ScorecardSource } from './scorecard-source.js';

interface Row {
  readonly source: ScorecardSource;
  readonly perspective: PerspectiveScore;
  readonly measure: MeasureScore;
}

interface ScorecardColumn extends TableColumn {
  readonly of: (row: Row) => TableCell;
}

function column(
  name: string,
  type: TableColumn['type'],
  help: readonly [sv: string, en: string],
  of: ScorecardColumn['of'],
): ScorecardColumn {
  return { name, type, help: { sv: help[0], en: help[1] }, of };
}

function ofValue(
  name: string,
  help: readonly [string, string],
  of: (value: Value) => TableCell,
): ScorecardColumn {
  return column(name, 'number', help, ({ measure }) => of(measure.value));
}

const COLUMNS: readonly ScorecardColumn[] = [
  column('edition', 'text', ['Utgåva', 'Edition'], ({ source }) => source.edition ?? 'live'),
  column('period', 'text', ['Period', 'Period'], ({ source }) => source.period.toString()),
  column('subject_kind', 'text', ['Slag', 'Kind'], ({ source }) => source.card.subject.kind),
  column('subject', 'text', ['Id', 'Id'], ({ source }) => source.card.subject.id),
  column('subject_name', 'text', ['Namn', 'Name'], ({ source }) => source.card.subject.name),
  column('perspective', 'text', ['Perspektiv', 'Perspective'], ({ perspective }) => perspective.id),
  column('measure', 'text', ['Mätetalets id', 'Id of the measure'], ({ measure }) => measure.id),
  column(
    'measure_name',
    'text',
    ['Mätetalets namn', 'Name of the measure'],
    ({ source, measure }) => source.definitions.find(({ id }) => id === measure.id)?.name.sv ?? measure.id,
  ),
  column(
    'definition_version',
    'number',
    ['Definitionens version', 'Version of the definition'],
    ({ measure }) => measure.definitionVersion,
  ),
  column('value_kind', 'text', ['Slag av värde', 'Kind of value'], ({ measure }) => measure.value.kind),
  ofValue('outcome', ['Utfall, oavrundat', 'Outcome, not rounded'], ({ number }) => number),
  ofValue('numerator', ['Täljare', 'Numerator'], ({ numerator }) => numerator),
  ofValue('denominator', ['Nämnare', 'Denominator'], ({ denominator }) => denominator),
  ofValue('n', ['Antal underlag', 'Number of facts'], ({ n }) => n),
  ofValue(
    'interval_low',
    ['Intervallets nedre gräns', 'Lower bound'],
    ({ interval }) => interval?.low ?? null,
  ),
  ofValue(
    'interval_high',
    ['Intervallets övre gräns', 'Upper bound'],
    ({ interval }) => interval?.high ?? null,
  ),
  column('target', 'number', ['Mål', 'Target'], ({ measure }) => measure.target),
  column('status', 'text', ['Läge', 'Status'], ({ measure }) => measure.status),
  column('score', 'number', ['Poäng', 'Score'], ({ measure }) => measure.score),
  column(
    'previous',
    'number',
    ['Förra perioden', 'Previous period'],
    ({ measure }) => measure.previous.number,
  ),
  column(
    'same_last_year',
    'number',
    ['Samma period förra året', 'Same period last year'],
    ({ measure }) => measure.sameLastYear.number,
  ),
  column('trend', 'text', ['Utveckling', 'Trend'], ({ measure }) => measure.trend.direction),
  column(
    'delivered',
    'number',
    ['Underlag som kommit in', 'What was delivered'],
    ({ measure }) => measure.completeness.actual,
  ),
  column(
    'expected',
    'number',
    ['Underlag som väntas', 'What was expected'],
    ({ measure }) => measure.completeness.expected,
  ),
  column('comments', 'text', ['Kommentarer', 'Comments'], ({ source, measure }) =>
    source.comments
      .filter((each) => each.measure === measure.id)
      .map(({ text }) => text)
      .join(' | '),
  ),
  column(
    'frozen_at',
    'moment',
    ['När perioden fastställdes', 'When the period was frozen'],
    ({ source }) => source.frozenAt,
  ),
];

/** A scorecard as a table: a row for each measure. */
export function scorecardTable(source: ScorecardSource): Table {
  const { card, period, frozenAt } = source;
  const rows = card.perspectives.flatMap((perspective) =>
    perspective.measures.map((measure): Row => ({ source, perspective, measure })),
  );
  return {
    title: `Styrkort ${card.subject.name} ${period.toString()}`,
    columns: COLUMNS,
    rows: rows.map((row) => COLUMNS.map(({ of }) => of(row))),
    notes: [],
    frozenAt,
  };
}
