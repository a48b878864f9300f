/** A cell of a table: text stands to the left, numbers to the right. */
type Cell = string | number;

function written(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (!Number.isFinite(cell)) return '–';
  return cell >= 100 ? Math.round(cell).toLocaleString('en') : cell.toPrecision(3);
}

/** Prints a table with its title. */
export function printTable(
  title: string,
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
): void {
  const texts = [header, ...rows.map((row) => row.map(written))];
  const widths = header.map((_, i) => Math.max(...texts.map((row) => row[i]?.length ?? 0)));
  const isText = header.map((_, i) => rows.every((row) => typeof row[i] === 'string'));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (isText[i] ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ');
  const [head = [], ...body] = texts;
  console.log(
    ['', title, line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n'),
  );
}
