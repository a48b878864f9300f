import { type Catalogue, type DatasetField, type DatasetSchema } from '#catalogue';
import { type Language, type LocalizedText } from '#core';
import { type CellStyle, type CellValue, type DataValidation, type WriteSheet } from 'hucre/xlsx';
import { titleOf } from './checks/coded-values.js';
import { isNumeric } from './checks/qualified-columns.js';
import { columnLetters } from './readers/xlsx/cell-reference.js';
import { asSheetTitle } from './readers/xlsx/sheet-titles.js';
import { type TemplateRow, filledCell } from './template.js';

/** The names that a template offers in its lists. */
export interface OfferedNames extends Partial<Pick<Catalogue, 'units' | 'systems' | 'projects'>> {
  /** Rows in the place of the example. */
  readonly rows?: readonly TemplateRow[];
}

const LAST_ROW = 1_048_576;
const MAX_WIDTH = 60;
const HEADING: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E6EDF5' } },
  alignment: { vertical: 'top', wrapText: true },
};
const WRAPPED: CellStyle = { alignment: { vertical: 'top', wrapText: true } };
/** What keeps a spreadsheet from making a date of a period, or a number of an account. */
const AS_TEXT = '@';

const WORDS = {
  explanation: { sv: 'Förklaring', en: 'Explanation' },
  lists: { sv: 'Listor', en: 'Lists' },
  replaceExample: {
    sv: 'Rad 2 på första bladet är ett exempel: skriv över den med era egna uppgifter.',
    en: 'Row 2 of the first sheet is an example: write your own figures over it.',
  },
  fillIn: {
    sv: 'Raderna på första bladet är de som lämnades senast: fyll i talen, ta bort rader som inte längre gäller och lägg till nya.',
    en: 'The rows of the first sheet are those of the last delivery: fill in the figures, remove rows that no longer hold and add new ones.',
  },
  emptyCells: {
    sv: 'Lämna en cell tom när uppgiften saknas; skriv ”ej aktuellt” när frågan inte gäller er.',
    en: 'Leave a cell empty when the figure is missing; write “N/A” when the question does not concern you.',
  },
  columns: {
    sv: ['Kolumn', 'Namn för system', 'Måste fyllas i', 'Förklaring', 'Tillåtna värden', 'Exempel'],
    en: ['Column', 'Name for machines', 'Must be filled in', 'Explanation', 'Allowed values', 'Example'],
  },
  yes: { sv: 'ja', en: 'yes' },
  no: { sv: 'nej', en: 'no' },
  notInList: { sv: 'Finns inte i listan', en: 'Not in the list' },
  chooseFromList: { sv: 'Välj ett värde ur listan.', en: 'Choose a value of the list.' },
  unknownName: {
    sv: 'Namnet finns inte i listan. Behåll det ändå?',
    en: 'The name is not in the list. Keep it nevertheless?',
  },
} as const;

/** A drop-down: values, with what each is called beside it. */
interface Choice {
  readonly field: DatasetField;
  readonly entries: readonly (readonly [value: string, name: string])[];
  /** Whether nothing else is allowed; known names may also be written out. */
  readonly closed: boolean;
}

/**
 * An empty workbook to fill in: titles in the language asked for in a frozen row, one example row, drop-downs for what is
 * chosen from a list and for the names that are offered, and a sheet that explains every column. As it comes it is
 * refused only for the example's made-up names.
 */
export async function xlsxTemplate(
  dataset: DatasetSchema,
  language: Language,
  names: OfferedNames = {},
): Promise<Uint8Array> {
  const choices = dataset.fields.flatMap((field) => choiceOf(field, language, names));
  const { rows } = names;
  const sheets = [
    tableSheet(dataset, language, { choices, rows }),
    explanationSheet(dataset, language, rows === undefined),
  ];
  if (choices.length > 0) sheets.push(listSheet(choices, language));
  const { writeXlsx } = await import('hucre/xlsx'); // large, and seldom needed
  return writeXlsx({ sheets, properties: { title: dataset.titles[language] } });
}

function tableSheet(
  dataset: DatasetSchema,
  language: Language,
  { choices, rows }: { readonly choices: readonly Choice[]; readonly rows: OfferedNames['rows'] },
): WriteSheet {
  const { fields } = dataset;
  const titles = fields.map((field) => field.titles[language]);
  const filled = rows?.map((row) => fields.map((field) => filledValue(field, row, language)));
  return {
    name: asSheetTitle(dataset.titles[language]),
    columns: fields.map((field, i) => ({
      width: Math.min(MAX_WIDTH, Math.max(titles[i]?.length ?? 0, field.example.length, 10) + 4),
      ...(isNumeric(field) ? {} : { numFmt: field.type === 'date' ? 'yyyy-mm-dd' : AS_TEXT }),
    })),
    rows: [titles, ...(filled ?? [fields.map((field) => exampleValue(field, language))])],
    cells: headingCells(titles),
    freezePane: { rows: 1 },
    dataValidations: choices.map((choice, place) => dropDown(choice, { place, fields, language })),
  };
}

function filledValue(field: DatasetField, row: TemplateRow, language: Language): CellValue {
  const text = filledCell(field, row, language);
  return field.type === 'date' && text !== null ? new Date(`${text}T00:00:00Z`) : text;
}

function exampleValue(field: DatasetField, language: Language): CellValue {
  if (isNumeric(field)) return Number(field.example.replace(',', '.'));
  if (field.type === 'date') return new Date(`${field.example}T00:00:00Z`);
  return titleOf(field, field.example, language);
}

function headingCells(titles: readonly string[], row = 0): NonNullable<WriteSheet['cells']> {
  return new Map(titles.map((value, column) => [`${row},${column}`, { value, style: HEADING }]));
}

function dropDown(
  { field, entries, closed }: Choice,
  {
    place,
    fields,
    language,
  }: { readonly place: number; readonly fields: readonly DatasetField[]; readonly language: Language },
): DataValidation {
  const column = columnLetters(fields.indexOf(field));
  const list = columnLetters(place * 2);
  return {
    type: 'list',
    range: `${column}2:${column}${LAST_ROW}`,
    formula1: `'${WORDS.lists[language]}'!$${list}$2:$${list}$${entries.length + 1}`,
    allowBlank: true,
    showInputMessage: true,
    inputTitle: field.titles[language].slice(0, 32),
    inputMessage: field.help[language].slice(0, 255),
    showErrorMessage: true,
    errorStyle: closed ? 'stop' : 'warning',
    errorTitle: WORDS.notInList[language],
    errorMessage: (closed ? WORDS.chooseFromList : WORDS.unknownName)[language],
  };
}

/** The explanation of each column, as it also stands in the handbook. */
function explanationSheet(dataset: DatasetSchema, language: Language, hasExample: boolean): WriteSheet {
  const heading = WORDS.columns[language];
  const before = [
    [dataset.titles[language]],
    [dataset.help[language]],
    [(hasExample ? WORDS.replaceExample : WORDS.fillIn)[language]],
    [WORDS.emptyCells[language]],
    [],
  ];
  const rows = dataset.fields.map((field) => [
    field.titles[language],
    field.name,
    (field.constraints.required ? WORDS.yes : WORDS.no)[language],
    field.help[language],
    field.constraints.enum?.map((value) => titleOf(field, value, language)).join(', ') ?? '',
    titleOf(field, field.example, language),
  ]);
  const cells = headingCells(heading, before.length);
  cells.set('0,0', { value: dataset.titles[language], style: { font: { bold: true, size: 14 } } });
  return {
    name: WORDS.explanation[language],
    columns: [24, 20, 14, 60, 40, 24].map((width) => ({ width, style: WRAPPED, numFmt: AS_TEXT })),
    rows: [...before, [...heading], ...rows],
    merges: [1, 2, 3].map((row) => ({ startRow: row, startCol: 0, endRow: row, endCol: 5 })),
    rowDefs: new Map([[1, { height: 48 }]]),
    cells,
  };
}

/** Two columns for each drop-down: what is written, and what it is called. */
function listSheet(choices: readonly Choice[], language: Language): WriteSheet {
  const titles = choices.flatMap(({ field }) => [field.titles[language], '']);
  const longest = Math.max(...choices.map(({ entries }) => entries.length));
  const rows = Array.from({ length: longest }, (_, i) =>
    choices.flatMap(({ entries }) => entries[i] ?? ['', '']),
  );
  return {
    name: WORDS.lists[language],
    columns: titles.map(() => ({ width: 28, numFmt: AS_TEXT })),
    rows: [titles, ...rows],
    cells: headingCells(titles),
    freezePane: { rows: 1 },
  };
}

function choiceOf(field: DatasetField, language: Language, names: OfferedNames): Choice[] {
  const allowed = field.constraints.enum;
  const entries = allowed
    ? allowed.map((value) => [titleOf(field, value, language), value] as const)
    : [...offered(field, names)].map(({ id, name }) => [id, name[language]] as const);
  return entries.length === 0 ? [] : [{ field, entries, closed: allowed !== undefined }];
}

function* offered(
  { role }: DatasetField,
  { units, systems, projects }: OfferedNames,
): Iterable<{ readonly id: string; readonly name: LocalizedText }> {
  if (role === 'system') yield* systems?.values() ?? [];
  if (role === 'project') yield* projects?.values() ?? [];
  if (role !== 'unit') return;
  // The city and its groups only gather what others hand in.
  for (const unit of units?.values() ?? []) if (unit.kind !== 'city' && unit.kind !== 'group') yield unit;
}
