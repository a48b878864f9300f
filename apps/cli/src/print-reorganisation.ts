import { type MeasureReading, type ReorganisationPreview, type ReorganisedValue, formatCount } from '#core';
import { STATUS } from './status.js';

/** So many values are printed; `--json` has all of them. */
const MOST_PRINTED = 60;

function describeReading(reading: MeasureReading | null): string {
  if (!reading) return 'finns inte';
  const { value, completeness } = reading;
  const text = value.kind === 'number' ? formatCount(value.number) : STATUS[value.kind];
  return `${text} (${completeness.actual} av ${completeness.expected})`;
}

function describeValue({ subject, measure, before, after }: ReorganisedValue): string {
  const who = `${subject.kind}:${subject.id}`;
  return `  ${who.padEnd(32)} ${measure.padEnd(24)} ${describeReading(before)} → ${describeReading(after)}\n`;
}

function describeFile({ file, lines }: ReorganisationPreview['files'][number]): string {
  const changed = lines.map(({ line, before, after }) =>
    before === null ? `        + ${after ?? ''}\n` : `  ${String(line).padStart(5)} - ${before}\n`,
  );
  return `${file}\n${changed.join('')}`;
}

/** A preview for a terminal: the lines, the values before and after, and whether anything is written. */
export function describePreview(
  { folder, files, periods, values }: ReorganisationPreview,
  { isWritten }: { readonly isWritten: boolean },
): string {
  const of = periods.map((period) => {
    const own = values.filter((value) => value.period === period);
    if (own.length === 0) return `${period}: inga värden ändras.\n`;
    const more = own.length - MOST_PRINTED;
    const rest = more > 0 ? `  … och ${more} till; --json visar alla.\n` : '';
    return `${period}: ${own.length} värden ändras.\n${own.slice(0, MOST_PRINTED).map(describeValue).join('')}${rest}`;
  });
  const end = isWritten
    ? `Skrivet i ${folder}. En monitor som kör tar det i bruk själv.\n`
    : `Ingenting är skrivet. Kör om med --write för att skriva i ${folder}.\n`;
  return `${files.map(describeFile).join('')}\n${of.join('')}\n${end}`;
}
