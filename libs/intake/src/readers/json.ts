import { type Result, failed, jsonFaultIn, ok } from '#core';
import { type Cell } from '../cells/cell.js';
import { type UploadLimits } from '../limits.js';
import { type Fault, fileFault } from '../problem-codes.js';
import { decodeText } from './encoding.js';
import { PackedRows } from './packed-rows.js';
import { type Reader, type Table, type UploadedFile } from './reader.js';

/** A small file can name many columns once and then many rows: what they span together must fit in memory. */
const MAX_CELLS = 32_000_000;

/** A list of rows, or `{"rows": […]}`; each row is an object with the columns' names. Rows are counted from 1. */
export const jsonReader: Reader = {
  id: 'json',
  recognises: ({ bytes, fileName, contentType }: UploadedFile) =>
    /\bjson\b/i.test(contentType ?? '') || /\.json$/i.test(fileName) || startsAsJson(bytes),
  read({ bytes }, { limits }) {
    const decoded = decodeText(bytes);
    if (!decoded.ok) return failed(fileFault(decoded.problem));
    const text = decoded.value.utf8.toString();
    if (text.trim() === '') return failed(fileFault('empty-file'));
    const parsed = parseJson(text);
    if (!parsed.ok) return parsed;
    const rows = rowObjects(parsed.value);
    return rows ? asTable(rows, limits, decoded.value.encoding) : failed(fileFault('json-not-rows'));
  },
};

function startsAsJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return /^(?:\[\s*[{\]]|\{\s*["}])/.test(start);
}

function parseJson(text: string): Result<unknown, Fault> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return failed(fileFault('malformed-json', { ...jsonFaultIn(text) }));
  }
}

type RowObject = Readonly<Record<string, unknown>>;

function rowObjects(document: unknown): readonly RowObject[] | null {
  const list = isObject(document) ? document.rows : document;
  return Array.isArray(list) && list.every(isObject) ? list : null;
}

function isObject(value: unknown): value is RowObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asTable(
  objects: readonly RowObject[],
  { maxRows, maxColumns }: UploadLimits,
  encoding: string,
): Result<Table, Fault> {
  if (objects.length > maxRows) return failed(fileFault('too-many-rows', { max: maxRows }));
  const columns = new Map<string, number>();
  const rows = new PackedRows();
  let cellCount = 0;
  for (const [index, object] of objects.entries()) {
    for (const name of Object.keys(object)) if (!columns.has(name)) columns.set(name, columns.size);
    cellCount += columns.size;
    if (columns.size > maxColumns || cellCount > MAX_CELLS) {
      return failed(fileFault('too-many-columns', { max: maxColumns }));
    }
    const cells = rowCells(object, columns);
    if (cells.some((cell) => cell !== '')) rows.push({ number: index + 1, cells });
  }
  const notices = [fileFault('read-as-json', { encoding })];
  return ok({ header: [...columns.keys()], rows, notices, isAsInFile: true, usualDecimalMark: '.' });
}

function rowCells(object: RowObject, columns: ReadonlyMap<string, number>): Cell[] {
  const cells = new Array<Cell>(columns.size).fill('');
  for (const [name, value] of Object.entries(object)) cells[columns.get(name) ?? 0] = cellOf(value);
  return cells;
}

function cellOf(value: unknown): Cell {
  switch (typeof value) {
    case 'string':
      return value.trim();
    case 'number':
      return value;
    case 'boolean':
      return String(value);
    default:
      return value === null ? '' : { unreadable: 'not-a-cell' };
  }
}
