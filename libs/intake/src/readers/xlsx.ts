import { type DatasetSchema } from '#catalogue';
import { type Result, failed, ok } from '#core';
import { type UploadLimits } from '../limits.js';
import { type Fault, fileFault } from '../problem-codes.js';
import { WithoutHeading } from './figures.js';
import { PackedRows } from './packed-rows.js';
import { type Reader, type ReadingContext, type Table, type TableRows } from './reader.js';
import { columnLetters } from './xlsx/cell-reference.js';
import { type ChosenSheet, chooseSheet } from './xlsx/choose-sheet.js';
import { type HeaderRow } from './xlsx/header-row.js';
import { looksLikeWorkbook, refuseOtherContainers, refuseOtherFormats } from './xlsx/other-formats.js';
import { MergedCells } from './xlsx/merged-cells.js';
import { sheetTitles } from './xlsx/sheet-titles.js';
import { readSheetRows } from './xlsx/sheet-rows.js';
import { UnreadableWorkbook } from './xlsx/unreadable.js';
import { Workbook } from './xlsx/workbook.js';
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
  const facts = workbook.cellFacts();
  const found = chooseSheet(workbook.sheets, dataset, (sheet) =>
    readSheetRows(workbook.contentOf(sheet), facts, limits),
  );
  return found ? asTable(found, dataset, limits) : failed(fileFault('empty-file'));
}

function asTable(
  { chosen, notices: ofSheets }: ChosenSheet,
  dataset: DatasetSchema,
  limits: UploadLimits,
): Result<Table, Fault> {
  const { sheet, head, rows: all } = chosen;
  const headerRow = head.number;
  const merged = new MergedCells(all.merged, head, dataset);
  const { rows, notices, lastRow } = underHeadings(all.filled, head, merged);
  if (rows.length > limits.maxRows) return failed(fileFault('too-many-rows', { max: limits.maxRows }));
  const emptyRows = lastRow - headerRow - rows.length;
  const skipped = emptyRows > 0 ? [fileFault('empty-rows-skipped', { count: emptyRows })] : [];
  const details = { sheet: sheet.name, headerRow, title: sheetTitles(dataset)[0] ?? dataset.name };
  return ok({
    header: head.header,
    rows,
    above: all.top.slice(0, head.index),
    hidden: all.hidden,
    notices: [
      fileFault('read-as-workbook', details),
      ...ofSheets,
      ...notices,
      ...merged.faults(),
      ...skipped,
    ],
    isAsInFile: true,
    usualDecimalMark: ',',
    columnLetters: head.header.map((_, index) => columnLetters(index)),
  });
}

/** What stands below the headings; what stands in columns without one is told of, not read. */
function underHeadings(
  filled: TableRows,
  { number: headerRow, header }: HeaderRow,
  merged: MergedCells,
): { readonly rows: TableRows; readonly notices: readonly Fault[]; readonly lastRow: number } {
  const without = new WithoutHeading();
  let lastRow = headerRow;
  const rows = new PackedRows();
  for (const { number, cells } of filled) {
    if (number <= headerRow) continue;
    let isEmpty = true;
    for (const [index, cell] of cells.entries()) {
      if (cell === '') continue;
      if ((header[index] ?? '') !== '') isEmpty = false;
      else without.take(cell, columnLetters(index) + String(number));
    }
    if (isEmpty) continue;
    rows.push(merged.filled({ number, cells: cells.slice(0, header.length) }));
    lastRow = number;
  }
  return { rows, notices: without.faults(), lastRow };
}
