import { textOf } from '../cells/cell.js';
import { foldName } from '../cells/words.js';
import { type MatchedHeader, matchColumns } from '../columns.js';
import { type TableRow } from '../readers/reader.js';
import { type CheckContext } from './check-context.js';

/** A row below the headings that is headings itself: the same again, or those of a second table. */
export type MoreHeadings = 'repeated' | 'second-table';

/** Finds rows of headings among the rows of a table. */
export function headingFinder(
  { columns }: MatchedHeader,
  { schema, language }: CheckContext,
): (row: TableRow) => MoreHeadings | null {
  const names = new Set(
    [
      ...schema.fields.flatMap(({ name, titles }) => [name, titles.sv, titles.en]),
      ...columns.map(({ header }) => header),
    ].map(foldName),
  );
  const enough = Math.min(columns.length, Math.max(2, Math.ceil(columns.length / 2)));
  // The first cell of a row is mostly that of the row before.
  let unlike = '';
  return ({ cells }) => {
    const first = cells.find((cell) => cell !== '');
    if (typeof first !== 'string' || first === unlike || first.length > 100) return null;
    if (!names.has(foldName(first))) {
      unlike = first;
      return null;
    }
    const texts = cells.map(textOf);
    const isRepeated = columns.every(
      ({ index, header }) => foldName(texts[index] ?? '') === foldName(header),
    );
    if (isRepeated) return 'repeated';
    return matchColumns(texts, schema, language).columns.length >= enough ? 'second-table' : null;
  };
}
