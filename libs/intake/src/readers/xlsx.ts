import { type DatasetSchema } from '#catalogue';
import { type Result, failed, ok } from '#core';
import { foldName } from '../cells/words.js';
import { type UploadLimits } from '../limits.js';
import { type Fault, fileFault } from '../problem-codes.js';
import { PackedRows } from './packed-rows.js';
import { type Reader, type ReadingContext, type Table, type TableRows } from './reader.js';
import { columnLetters } from './xlsx/cell-reference.js';
import { type HeaderRow, findHeaderRow } from './xlsx/header-row.js';
import { looksLikeWorkbook, refuseOtherContainers, refuseOtherFormats } from './xlsx/other-formats.js';
import { sheetTitles } from './xlsx/sheet-titles.js';
import { readSheetRows } from './xlsx/sheet-rows.js';
import { UnreadableWorkbook } from './xlsx/unreadable.js';
import { type SheetPart, Workbook } from './xlsx/workbook.js';
import { ZipArchive } from './xlsx/zip-archive.js';

/**
 * Excel workbooks (.xlsx, .xlsm): the sheet named after the data set, else the first that is not hidden, from the row of
 * headings on. Values are taken as they are stored, dates and numbers by their type.
 */
export const xlsxReader: Reader = {
  id: 'xlsx',
  recognises: looksLikeWorkbook,
  read({ bytes }, context) {
    try {
      refuseOtherFormats(bytes);
      const archive = new ZipArchive(bytes, context.limits);
      refuseOtherContainers(archive);
      return readTable(new Workbook(archive), context);
    } catch (thrown) {
      if (thrown instanceof UnreadableWorkbook) return failed(thrown.fault);
      throw thrown;
    }
  },
};

function readTable(workbook: Workbook, { limits, dataset }: ReadingContext): Result<Table, Fault> {
  const sheet = chosenSheet(workbook.sheets, dataset);
  if (!sheet) return failed(fileFault('empty-file'));
  const rows = readSheetRows(workbook.contentOf(sheet), workbook.cellFacts(), limits);
  const head = findHeaderRow(rows, dataset);
  if (!head) return failed(fileFault('empty-file'));
  return asTable({ sheet, dataset, limits, head, filled: rows.filled });
}

/** Named by the data set's id or title in either language; else the first that people see. */
function chosenSheet(sheets: readonly SheetPart[], dataset: DatasetSchema): SheetPart | undefined {
  const visible = sheets.filter(({ hidden }) => !hidden);
  const titles = new Set(sheetTitles(dataset).map(foldName));
  return visible.find(({ name }) => titles.has(foldName(name))) ?? visible[0] ?? sheets[0];
}

interface SheetFacts {
  readonly sheet: SheetPart;
  readonly dataset: DatasetSchema;
  readonly limits: UploadLimits;
  readonly head: HeaderRow;
  readonly filled: TableRows;
}

function asTable({ sheet, dataset, limits, head, filled }: SheetFacts): Result<Table, Fault> {
  const headerRow = head.number;
  const { rows, notices, lastRow } = underHeadings(filled, head);
  if (rows.length > limits.maxRows) return failed(fileFault('too-many-rows', { max: limits.maxRows }));
  const emptyRows = lastRow - headerRow - rows.length;
  const skipped = emptyRows > 0 ? [fileFault('empty-rows-skipped', { count: emptyRows })] : [];
  const details = { sheet: sheet.name, headerRow, title: sheetTitles(dataset)[0] ?? dataset.name };
  return ok({
    header: head.header,
    rows,
    notices: [fileFault('read-as-workbook', details), ...notices, ...skipped],
    isAsInFile: true,
    usualDecimalMark: ',',
    columnLetters: head.header.map((_, index) => columnLetters(index)),
  });
}

/** What stands below the headings; notes beside the table are told of, not read. */
function underHeadings(
  filled: TableRows,
  { number: headerRow, header }: HeaderRow,
): { readonly rows: TableRows; readonly notices: readonly Fault[]; readonly lastRow: number } {
  let count = 0;
  let first = '';
  let lastRow = headerRow;
  const rows = new PackedRows();
  for (const { number, cells } of filled) {
    if (number <= headerRow) continue;
    let isEmpty = true;
    for (const [index, cell] of cells.entries()) {
      if (cell === '') continue;
      if ((header[index] ?? '') !== '') isEmpty = false;
      else if (count++ === 0) first = columnLetters(index) + String(number);
    }
    if (isEmpty) continue;
    rows.push({ number, cells: cells.slice(0, header.length) });
    lastRow = number;
  }
  return {
    rows,
    notices: count === 0 ? [] : [fileFault('cells-without-heading', { count, first })],
    lastRow,
  };
}
