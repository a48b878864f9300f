import { csvFile } from '../tables/csv-file.js';
import { jsonFile, rowObjects } from '../tables/json-file.js';
import { type Table } from '../tables/table.js';
import { xlsxFile } from '../tables/xlsx-file.js';
import { type IlsCell, ilsCells, placeOf } from './ils-cells.js';
import { clearingList, ilsFile, ilsMediaType } from './ils-file.js';
import { ilsDiff, ilsPackage } from './ils-package.js';
import { type IlsSource, notesOf } from './ils-source.js';

/** A file that was made, not yet stored or sent. */
export interface RenderedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export const CSV_TYPE = 'text/csv; charset=utf-8';
export const JSON_TYPE = 'application/json; charset=utf-8';
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What an export holds: its cells, those that earlier editions filled and that hold nothing now, and its files. */
export interface IlsExport {
  readonly cells: readonly IlsCell[];
  readonly cleared: readonly IlsCell[];
  readonly files: readonly RenderedFile[];
}

/** What distinguishes the files of two exports of a period by their names. */
function stemOf({ period, edition, dryRun }: IlsSource): string {
  return `${period.toString()}-${edition}${dryRun ? '-provkorning' : ''}`;
}

/**
 * The files of an export, which follow from the edition and the config alone: the rows that the steering system reads, our
 * package in four forms, what a restated edition changed, and what is to be cleared.
 */
export async function ilsExport(source: IlsSource, exportId: string): Promise<IlsExport> {
  const cells = ilsCells(source);
  const cleared = clearedCells(source, cells);
  const stem = stemOf(source);
  const { file, columns } = source.ils;
  const told = { file, columns: Object.values(columns), notes: notesOf(source) };
  const diff = ilsDiff(source);
  const ending = file.layout === 'manual-names' ? 'txt' : 'csv';
  return {
    cells,
    cleared,
    files: [
      { name: `ils-${stem}.${ending}`, mediaType: ilsMediaType(file), bytes: ilsFile(cells, told) },
      ...(await tableFiles(ilsPackage(source, exportId), `ils-package-${stem}`)),
      ...(diff ? [csv(diff, `ils-diff-${stem}.csv`)] : []),
      ...(cleared.length > 0
        ? [
            {
              name: `ils-clear-${stem}.${ending}`,
              mediaType: ilsMediaType(file),
              bytes: clearingList(cleared, file),
            },
          ]
        : []),
    ],
  };
}

/** Cells that an earlier edition filled and this one does not: what stood there must not stay. */
function clearedCells(source: IlsSource, cells: readonly IlsCell[]): IlsCell[] {
  const filled = new Set(
    source.earlier.flatMap((scorecards) =>
      ilsCells({ ...source, scorecards })
        .filter(({ value }) => value !== null)
        .map(placeOf),
    ),
  );
  return cells.filter((cell) => cell.value === null && filled.has(placeOf(cell)));
}

function csv(table: Table, name: string, dialect: 'swedish' | 'rfc4180' = 'swedish'): RenderedFile {
  return { name, mediaType: CSV_TYPE, bytes: new TextEncoder().encode(csvFile(table, dialect)) };
}

/** A table as CSV in both dialects, workbook and JSON. */
async function tableFiles(table: Table, stem: string): Promise<RenderedFile[]> {
  const { notes, frozenAt } = table;
  const json = jsonFile({ notes, frozen_at: frozenAt, rows: rowObjects(table) });
  return [
    csv(table, `${stem}.csv`),
    csv(table, `${stem}.rfc4180.csv`, 'rfc4180'),
    { name: `${stem}.xlsx`, mediaType: XLSX_TYPE, bytes: await xlsxFile(table) },
    { name: `${stem}.json`, mediaType: JSON_TYPE, bytes: new TextEncoder().encode(json) },
  ];
}
