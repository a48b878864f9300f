import { type DatasetField, type DatasetSchema } from '#catalogue';
import { type CsvCell, type Language, csvTable } from '#core';
import { titleOf } from './checks/coded-values.js';
import { isNumeric } from './checks/qualified-columns.js';

/** A row of a template that is filled in: column → its text; figures are left out. */
export type TemplateRow = Readonly<Record<string, string>>;

/**
 * An empty file to fill in, as Swedish spreadsheets open it rightly: UTF-8 with byte order mark, `;`, decimal comma,
 * CRLF; titles in the language asked for and one example row. The row passes every check once its unit, system and
 * project are real ones. With rows of its own it has them in the place of the example.
 */
export function csvTemplate(
  { fields }: DatasetSchema,
  language: Language,
  rows?: readonly TemplateRow[],
): string {
  const filled = rows?.map((row) => fields.map((field) => filledCell(field, row, language)));
  return csvTable([
    fields.map((field) => field.titles[language]),
    ...(filled ?? [fields.map((field) => exampleCell(field, language))]),
  ]);
}

/** What stands in a cell of a row that is filled in; `null` for what is left to people. */
export function filledCell(field: DatasetField, row: TemplateRow, language: Language): string | null {
  const value = row[field.name];
  return value === undefined ? null : titleOf(field, value, language);
}

function exampleCell(field: DatasetField, language: Language): CsvCell {
  return isNumeric(field) ? Number(field.example.replace(',', '.')) : titleOf(field, field.example, language);
}
