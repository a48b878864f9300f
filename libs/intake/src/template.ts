import { type DatasetField, type DatasetSchema } from '#catalogue';
import { type Language } from '#core';
import { isNumeric } from './checks/cell-readers.js';

const BYTE_ORDER_MARK = '\uFEFF';
const DELIMITER = ';';
const ROW_END = '\r\n';
/** What makes a spreadsheet take a text for a formula. */
const FORMULA_START = /^[=+\-@\p{Cc}]/u;

/**
 * An empty file to fill in, as Swedish spreadsheets open it rightly: UTF-8 with byte order mark, `;`, decimal comma,
 * CRLF; titles in the language asked for and one example row. The row passes every check once its unit, system and
 * project are real ones.
 */
export function csvTemplate({ fields }: DatasetSchema, language: Language): string {
  const header = fields.map((field) => textCell(field.titles[language]));
  const example = fields.map(exampleCell);
  return BYTE_ORDER_MARK + [header, example].map((cells) => cells.join(DELIMITER) + ROW_END).join('');
}

function exampleCell(field: DatasetField): string {
  return isNumeric(field) ? quoted(field.example.replace('.', ',')) : textCell(field.example);
}

/** A text that no spreadsheet takes for a formula. */
function textCell(text: string): string {
  return quoted(FORMULA_START.test(text) ? `'${text}` : text);
}

function quoted(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
