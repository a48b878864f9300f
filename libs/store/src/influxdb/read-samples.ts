import { type Sample } from '#core';
import { measuredIn } from '../measured-columns.js';
import { type SampleQuery } from '../time-series.js';
import { type InfluxDb } from './influx-db.js';
import { name, oneOf, within } from './influx-ql.js';
import { FIELDS, PROBE } from './layout.js';
import { type InfluxRow, compareTexts, rowsOf } from './table.js';

const COLUMNS = Object.keys(FIELDS[PROBE] ?? {})
  .map(name)
  .join(', ');

/** The samples of some targets in a window. */
export async function readSamples(db: InfluxDb, query: SampleQuery): Promise<Sample[]> {
  if (query.targets.length === 0) return [];
  const conditions = [...within(query), ...oneOf('target', query.targets)].join(' AND ');
  const answer = await db.ask(
    `SELECT ${COLUMNS} FROM ${name(PROBE)} WHERE ${conditions} GROUP BY "target", "vantage"`,
  );
  const asked = new Set(query.targets);
  const samples = rowsOf(answer, toSample).filter(({ target }) => asked.has(target));
  return samples.sort(
    (a, b) => compareTexts(a.target, b.target) || a.timeMs - b.timeMs || compareTexts(a.vantage, b.vantage),
  );
}

function toSample(row: InfluxRow): Sample {
  return {
    target: row.tag('target') ?? '',
    vantage: row.tag('vantage') ?? '',
    timeMs: row.timeMs,
    ...measuredIn(row),
  };
}
