import { type DatasetSchema } from '#catalogue';
import { foldName } from '../../cells/words.js';
import { matchColumns } from '../../columns.js';
import { type Fault, fileFault } from '../../problem-codes.js';
import { sumOfColumn } from '../figures.js';
import { type HeaderRow, type SheetRows, findHeaderRow } from './header-row.js';
import { sheetTitles } from './sheet-titles.js';
import { UnreadableWorkbook } from './unreadable.js';
import { type SheetPart } from './workbook.js';

/** A sheet whose headings were found. */
export interface FoundSheet {
  readonly sheet: SheetPart;
  readonly rows: SheetRows;
  readonly head: HeaderRow;
}

/** The sheet that is read, and what is said of others that look like it. */
export interface ChosenSheet {
  readonly chosen: FoundSheet;
  readonly notices: readonly Fault[];
}

/**
 * Chooses among the sheets of a workbook: the one named after the data set; else the first, of those that people see, with
 * every heading that is needed; else the first that people see. Others with every heading are not read, which is said with
 * how much they hold. `null` when the sheet is empty.
 */
export function chooseSheet(
  sheets: readonly SheetPart[],
  dataset: DatasetSchema,
  read: (sheet: SheetPart) => SheetRows,
): ChosenSheet | null {
  const unreadable = new Map<SheetPart, UnreadableWorkbook>();
  const found = sheets.flatMap((sheet): FoundSheet[] => {
    const rows = readOrNote(sheet, read, unreadable);
    const head = rows && findHeaderRow(rows, dataset);
    return head ? [{ sheet, rows, head }] : [];
  });
  const complete = found.filter(({ head }) => hasAllNeeded(head, dataset));
  const titles = new Set(sheetTitles(dataset).map(foldName));
  const visible = sheets.filter(({ hidden }) => !hidden);
  const named = visible.find(({ name }) => titles.has(foldName(name)));
  const usual = complete.find(({ sheet }) => !sheet.hidden)?.sheet ?? visible[0] ?? sheets[0];
  const wanted = named ?? usual;
  const fault = wanted && unreadable.get(wanted);
  if (fault) throw fault;
  const chosen = found.find(({ sheet }) => sheet === wanted);
  if (!chosen) return null;
  const notices = found.flatMap((other) => {
    if (other === chosen) return [];
    return complete.includes(other) ? secondSheet(other, chosen, dataset) : otherSheet(other);
  });
  return { chosen, notices };
}

/** A sheet that is not read may be as damaged as it likes. */
function readOrNote(
  sheet: SheetPart,
  read: (sheet: SheetPart) => SheetRows,
  unreadable: Map<SheetPart, UnreadableWorkbook>,
): SheetRows | null {
  try {
    return read(sheet);
  } catch (thrown) {
    if (!(thrown instanceof UnreadableWorkbook)) throw thrown;
    unreadable.set(sheet, thrown);
    return null;
  }
}

function hasAllNeeded({ header }: HeaderRow, dataset: DatasetSchema): boolean {
  const { columns } = matchColumns(header, dataset, 'sv');
  return dataset.fields
    .filter(({ constraints }) => constraints.required)
    .every((field) => columns.some((column) => column.field === field));
}

function secondSheet({ sheet, rows, head }: FoundSheet, chosen: FoundSheet, dataset: DatasetSchema): Fault[] {
  const total = matchColumns(head.header, dataset, 'sv').columns.find(
    ({ field }) => field.name === dataset.total,
  );
  const { count, sum } = sumOfColumn(rows.filled, total?.index ?? -1, head.number);
  const details = { sheet: sheet.name, read: chosen.sheet.name, count, sum };
  return count === 0 ? [] : [fileFault('second-sheet', details)];
}

/** A sheet without the headings of the data set: how many of its rows hold numbers, which are not read. */
function otherSheet({ sheet, rows }: FoundSheet): Fault[] {
  let count = 0;
  for (const { cells } of rows.filled) {
    if (cells.some((cell) => typeof cell === 'number' || (typeof cell === 'object' && 'number' in cell)))
      count++;
  }
  return count === 0 ? [] : [fileFault('other-sheet', { sheet: sheet.name, count })];
}
