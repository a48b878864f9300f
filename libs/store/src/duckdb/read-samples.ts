import { join } from 'node:path';
import { type Sample } from '#core';
import { measuredIn } from '../measured-columns.js';
import { type SampleQuery } from '../time-series.js';
import { type DuckDb } from './duck-db.js';
import { segmentFolder, segments } from './segment-files.js';
import { ask } from './sql.js';
import { type Row } from './row.js';

/** Every column of a sample but `arrival`, which only the hot table has. */
export const SAMPLE_COLUMNS =
  'target, vantage, time_ms, state, total_ms, dns_ms, connect_ms, tls_ms, ttfb_ms, status_code, reason, cert_days';

const ASKED = `
  target IN (SELECT unnest($targets)) AND time_ms >= $startMs AND time_ms < $endMs`;

/** What was sealed stands before what came late: its arrival is 0. */
const SEALED = `
  SELECT ${SAMPLE_COLUMNS}, 0 AS arrival FROM read_parquet($files) WHERE ${ASKED}
  UNION ALL`;

const HOT = `
  SELECT ${SAMPLE_COLUMNS}, arrival FROM sample_hot WHERE ${ASKED}`;

const FIRST_OF_EACH = `
  QUALIFY row_number() OVER (PARTITION BY target, vantage, time_ms ORDER BY arrival) = 1
  ORDER BY target, time_ms, vantage`;

/** The samples of some targets in a window, from the sealed days and the hot table together. */
export function readSamples(db: DuckDb, query: SampleQuery): Promise<Sample[]> {
  const { targets, startMs, endMs } = query;
  return db.read(async (reader) => {
    const files = (await segments(reader, query)).map(({ file }) => join(segmentFolder(db.folder), file));
    const asked = { targets, startMs, endMs };
    const sql = `SELECT * FROM (${files.length > 0 ? SEALED : ''} ${HOT}) ${FIRST_OF_EACH}`;
    return ask(reader, { sql, bindings: files.length > 0 ? { ...asked, files } : asked }, toSample);
  });
}

function toSample(row: Row): Sample {
  return {
    target: row.text('target'),
    vantage: row.text('vantage'),
    timeMs: row.number('time_ms'),
    ...measuredIn(row),
  };
}
