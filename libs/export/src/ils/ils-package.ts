import { type LocalizedText, type Scorecard, completenessRatio } from '#core';
import { type Table, type TableCell, type TableColumn } from '../tables/table.js';
import { measureOn } from './ils-reading.js';
import { type IndicatorInForce, indicatorsInForce, unitsSent } from './ils-scope.js';
import { type IlsSource, notesOf } from './ils-source.js';

type Row = readonly TableCell[];

/** A column of the package, and what it holds. */
interface PackageColumn extends TableColumn {
  readonly of: (row: PackageRow) => TableCell;
}

/** One measure of one unit. */
interface PackageRow {
  readonly source: IlsSource;
  readonly exportId: string;
  readonly card: Scorecard;
  readonly measure: NonNullable<ReturnType<typeof measureOn>>;
  readonly definition: IndicatorInForce['definition'];
}

function column(
  name: string,
  type: TableColumn['type'],
  help: readonly [sv: string, en: string],
  of: PackageColumn['of'],
): PackageColumn {
  const text: LocalizedText = { sv: help[0], en: help[1] };
  return { name, type, help: text, of };
}

/** What a package calls its edition: formats.md knows two kinds, and a dry run of what is not frozen is neither. */
function editionKind({ edition, frozenAt }: IlsSource): string {
  if (frozenAt === null) return 'dry-run';
  return edition === 'original' ? 'original' : 'restated';
}

/** The columns of the package are a contract (formats.md, section 2). */
const COLUMNS: readonly PackageColumn[] = [
  column('export_id', 'text', ['Exportens id', 'Id of the export'], ({ exportId }) => exportId),
  column(
    'edition',
    'text',
    ['original: fastställd första gången; restated: rättad', 'original: frozen first; restated: corrected'],
    ({ source }) => editionKind(source),
  ),
  column('period_type', 'text', ['Slag av period', 'Kind of period'], ({ source }) => source.period.type),
  column('period', 'text', ['Period', 'Period'], ({ source }) => source.period.toString()),
  column('unit', 'text', ['Enhetens id', 'Id of the unit'], ({ card }) => card.subject.id),
  column('unit_name', 'text', ['Enhetens namn', 'Name of the unit'], ({ card }) => card.subject.name),
  column(
    'council_goal',
    'text',
    ['KF:s inriktningsmål', 'Council goal'],
    (row) => row.definition.councilGoal,
  ),
  column('perspective', 'text', ['Perspektiv', 'Perspective'], (row) => row.definition.perspective),
  column('measure', 'text', ['Mätetalets id', 'Id of the measure'], (row) => row.definition.id),
  column('measure_name', 'text', ['Mätetalets namn', 'Name of the measure'], (row) => row.definition.name.sv),
  column(
    'definition_version',
    'number',
    ['Definitionens version', 'Version of the definition'],
    ({ measure }) => measure.definitionVersion,
  ),
  column(
    'unit_of_measure',
    'text',
    ['Måttenhet', 'Unit of measure'],
    (row) => row.definition.unitOfMeasure.sv,
  ),
  column(
    'direction',
    'text',
    ['higher: högre är bättre; lower: lägre är bättre', 'higher or lower is better'],
    (row) => row.definition.better,
  ),
  column(
    'value_kind',
    'text',
    [
      'number: tal; not-applicable: ej aktuellt; not-provided: saknas; suppressed: skyddad',
      'What the value is: missing is never 0',
    ],
    ({ measure }) => measure.value.kind,
  ),
  column(
    'outcome',
    'number',
    ['Utfall, som styrkortet har det, oavrundat', 'Outcome as the scorecard has it, not rounded'],
    ({ measure }) => measure.value.number,
  ),
  column('target', 'number', ['Årsmål', 'Target of the year'], ({ measure }) => measure.target),
  column(
    'previous',
    'number',
    ['Utfall föregående period', 'Outcome of the period before'],
    ({ measure }) => measure.previous.number,
  ),
  column(
    'status',
    'text',
    ['Status mot målet', 'Status against the target'],
    ({ measure }) => measure.status,
  ),
  column('score', 'number', ['Poäng 0–100', 'Score 0–100'], ({ measure }) => measure.score),
  column('numerator', 'number', ['Täljare', 'Numerator'], ({ measure }) => measure.value.numerator),
  column('denominator', 'number', ['Nämnare', 'Denominator'], ({ measure }) => measure.value.denominator),
  column(
    'n',
    'number',
    ['Antal svar, mätpunkter eller uppgifter bakom', 'Answers, samples or facts behind it'],
    ({ measure }) => measure.value.n,
  ),
  column(
    'completeness',
    'number',
    ['Täckningsgrad 0–1: lämnat av väntat', 'Delivered of expected, 0–1'],
    ({ measure }) => completenessRatio(measure.completeness),
  ),
  column(
    'clears_previous',
    'flag',
    [
      'Ett tal i en tidigare utgåva som inte längre får stå: töm det i ILS',
      'A number of an earlier edition that may stand no longer: clear it in ILS',
    ],
    clearsPrevious,
  ),
  column('comment', 'text', ['Kommentar', 'Comment'], commentOn),
  column('responsible', 'text', ['Ansvarig', 'Responsible'], (row) => row.definition.responsible.sv),
  column(
    'frozen_at',
    'moment',
    ['När perioden fastställdes', 'When the period was frozen'],
    ({ source }) => source.frozenAt,
  ),
];

function clearsPrevious({ source, card, measure }: PackageRow): boolean {
  if (measure.value.kind === 'number') return false;
  return source.earlier.some((cards) => {
    const before = cards.find(({ subject }) => subject.id === card.subject.id);
    return before !== undefined && measureOn(before, measure.id)?.value.kind === 'number';
  });
}

function commentOn({ source, card, measure }: PackageRow): string | null {
  if (source.ils.comments === 'none') return null;
  const texts = source.comments
    .filter((comment) => comment.measure === measure.id && comment.subject === `unit:${card.subject.id}`)
    .map(({ text }) => text);
  return texts.length > 0 ? texts.join(' / ') : null;
}

/** The ILS package: every indicator of every unit that it is sent for, also those without a number. */
export function ilsPackage(source: IlsSource, exportId: string): Table {
  const rows = packageRows(source, exportId).map((row): Row => COLUMNS.map(({ of }) => of(row)));
  return {
    title: `ILS ${source.period.toString()}`,
    columns: COLUMNS.map(({ name, type, help }) => ({ name, type, help })),
    rows,
    notes: notesOf(source),
    frozenAt: source.frozenAt,
  };
}

function packageRows(source: IlsSource, exportId: string): PackageRow[] {
  return indicatorsInForce(source).flatMap(({ indicator, definition }) =>
    unitsSent(source, indicator).flatMap((card) => {
      const measure = measureOn(card, definition.id);
      return measure ? [{ source, exportId, card, measure, definition }] : [];
    }),
  );
}

const COMPARED = [
  'value_kind',
  'outcome',
  'target',
  'previous',
  'status',
  'score',
  'numerator',
  'denominator',
  'n',
  'completeness',
  'definition_version',
];

const DIFF_COLUMNS: readonly TableColumn[] = [
  { name: 'period', type: 'text', help: { sv: 'Period', en: 'Period' } },
  { name: 'unit', type: 'text', help: { sv: 'Enhetens id', en: 'Id of the unit' } },
  { name: 'measure', type: 'text', help: { sv: 'Mätetalets id', en: 'Id of the measure' } },
  { name: 'column', type: 'text', help: { sv: 'Kolumn i paketet', en: 'Column of the package' } },
  { name: 'before', type: 'text', help: { sv: 'I utgåvan före', en: 'In the edition before' } },
  { name: 'after', type: 'text', help: { sv: 'I den här utgåvan', en: 'In this edition' } },
];

/** Exactly what a restated edition changed of the package; `null` for an original. */
export function ilsDiff(source: IlsSource): Table | null {
  const before = source.earlier.at(-1);
  if (!before) return null;
  const [earlier, now] = [{ ...source, scorecards: before }, source].map(cellsByPlace);
  const places = new Set([...(earlier?.keys() ?? []), ...(now?.keys() ?? [])]);
  const period = source.period.toString();
  const rows = [...places].flatMap((key) => changeOf(period, earlier?.get(key), now?.get(key)));
  return {
    title: `ILS ${source.period.toString()}: ändringar`,
    columns: DIFF_COLUMNS,
    rows,
    notes: notesOf(source),
    frozenAt: source.frozenAt,
  };
}

interface PlacedCell {
  readonly place: readonly [unit: string, measure: string, column: string];
  readonly text: string | null;
}

/** A row of the diff; none when a cell reads the same. */
function changeOf(period: string, was: PlacedCell | undefined, is: PlacedCell | undefined): Row[] {
  const place = (is ?? was)?.place;
  if (!place || was?.text === is?.text) return [];
  return [[period, ...place, was?.text ?? null, is?.text ?? null]];
}

/** The compared cells of a package, by unit, measure and column. */
function cellsByPlace(source: IlsSource): Map<string, PlacedCell> {
  const compared = COLUMNS.filter(({ name }) => COMPARED.includes(name));
  return new Map(
    packageRows(source, '').flatMap((row) =>
      compared.map(({ name, of }): [string, PlacedCell] => {
        const place = [row.card.subject.id, row.definition.id, name] as const;
        const cell = of(row);
        return [place.join(' '), { place, text: cell === null ? null : String(cell).replace('.', ',') }];
      }),
    ),
  );
}
