import { type Observation, type PackedSlice, type SliceKey, Period, PerspektivError } from '#core';
import { type InfluxDb } from './influx-db.js';
import { literal, name, tagText, within } from './influx-ql.js';
import { type DatasetColumns, OBSERVATION, type ObservationLayout } from './layout.js';
import { lineOf } from './line.js';
import { observationsIn } from './slice-content.js';

/** How many observations a slice may hold: each has a millisecond of its month to itself. */
const MOST_OBSERVATIONS = 28 * 86_400_000;

/**
 * Looks through slices that are to be stored. Throws `store/wrong-slice`, `store/unknown-column`, `store/unknown-dataset`
 * and `store/not-a-number`.
 */
export async function checkSlices(layout: ObservationLayout, slices: readonly PackedSlice[]): Promise<void> {
  for (const slice of slices) {
    const lines = sliceLines(layout, slice);
    while ((await lines.next()).done !== true);
  }
}

/**
 * Puts slices' observations in the place of those they held: those are deleted first, so that other readers may for a
 * moment find the slice empty, but never find it twice. Where nothing is held nothing is deleted, for deleting is dear.
 * `write` gets the lines, some at a time.
 */
export async function replaceObservations(
  db: InfluxDb,
  layout: ObservationLayout,
  slices: readonly PackedSlice[],
  write: (lines: readonly string[]) => Promise<void>,
): Promise<void> {
  const held = await db.askAll(
    slices.map(({ key }) => `SELECT "observations" FROM ${contentOf(key)} LIMIT 1`),
  );
  const filled = slices.filter((_, index) => (held[index] ?? []).length > 0);
  await db.askAll(filled.map(({ key }) => `DELETE FROM ${contentOf(key)}`));
  for (const slice of slices) for await (const lines of sliceLines(layout, slice)) await write(lines);
}

/** When the observations of a month are written to have been: from the beginning of the month in UTC on. */
export function monthStartMs(month: string): number {
  const { year, index } = Period.of(month);
  return Date.UTC(year, index - 1);
}

/** Where a slice lies, for InfluxQL. */
function contentOf({ dataset, unit, period, source }: SliceKey): string {
  const startMs = monthStartMs(lastMonthOf(period));
  const tags = Object.entries({ dataset, unit, period, source }).map(
    ([tag, text]) => `${name(tag)} = ${literal(tagText(text))}`,
  );
  const times = within({ startMs, endMs: startMs + MOST_OBSERVATIONS });
  return `${name(OBSERVATION)} WHERE ${[...tags, ...times].join(' AND ')}`;
}

function lastMonthOf(period: string): string {
  return Period.of(period).lastMonth.toString();
}

async function* sliceLines(layout: ObservationLayout, slice: PackedSlice): AsyncGenerator<string[]> {
  const { key } = slice;
  const columns = layout.of(key.dataset);
  const startMs = monthStartMs(lastMonthOf(key.period));
  const typeOf = layout.fields.get.bind(layout.fields);
  let timeMs = startMs;
  for await (const observations of observationsIn(slice)) {
    yield observations.map((observation) => {
      checkColumns(key, columns, observation);
      const { unit, period, system, project, labels, numbers, notApplicable } = observation;
      const kept = Object.entries(labels).filter(([label]) => columns.labels.has(label));
      const { dataset, source } = key;
      const tags = { ...Object.fromEntries(kept), dataset, unit, period, source, system, project };
      const fields = { ...numbers, observations: 1, not_applicable: notApplicable.join(' ') || null };
      return lineOf({ measurement: OBSERVATION, timeMs: timeMs++, tags, fields }, typeOf);
    });
  }
}

/** A column that the data set does not have would be lost without a word: that must not be. */
function checkColumns(key: SliceKey, columns: DatasetColumns, { labels, numbers }: Observation): void {
  const unknown =
    Object.keys(labels).find((label) => !columns.labels.has(label) && !columns.notes.has(label)) ??
    Object.keys(numbers).find((number) => !columns.numbers.has(number));
  if (unknown === undefined) return;
  throw new PerspektivError('store/unknown-column', `The data set ${key.dataset} has no column ${unknown}`);
}
