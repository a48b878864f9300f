import { type DatasetField, type DatasetSchema } from '#catalogue';
import { type CsvCell, type Language, csvTable } from '#core';
import { titleOf } from './checks/coded-values.js';
import { isNumeric } from './checks/qualified-columns.js';

/**
 * An empty file to fill in, as Swedish spreadsheets open it rightly: UTF-8 with byte order mark, `;`, decimal comma,
 * CRLF; titles in the language asked for and one example row. The row passes every check once its unit, system and
 * project are real ones.
 */
export function csvTemplate({ fields }: DatasetSchema, language: Language): string {
  return csvTable([
    fields.map((field) => field.titles[language]),
    fields.map((field) => exampleCell(field, language)),
  ]);
}

function exampleCell(field: DatasetField, language: Language): CsvCell {
  return isNumeric(field) ? Number(field.example.replace(',', '.')) : titleOf(field, field.example, language);
}
