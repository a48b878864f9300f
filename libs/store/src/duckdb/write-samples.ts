import { INTEGER } from '@duckdb/node-api';
import { type Sample } from '#core';
import { type DuckDb } from './duck-db.js';
import { type Column, append, real, text, whole } from './append.js';

/** The columns of `sample_hot`, in its order, but for the last: `arrival`. */
const COLUMNS: readonly Column<Sample>[] = [
  text((sample) => sample.target),
  text((sample) => sample.vantage),
  whole((sample) => sample.timeMs),
  text((sample) => sample.state),
  real((sample) => sample.totalMs),
  real((sample) => sample.dnsMs),
  real((sample) => sample.connectMs),
  real((sample) => sample.tlsMs),
  real((sample) => sample.ttfbMs),
  { type: INTEGER, value: (sample) => sample.statusCode ?? null },
  text((sample) => sample.reason),
  real((sample) => sample.certDays),
];

/**
 * Stores samples as they come. No index guards against doubles, for it would cost more than the samples: `arrival`
 * tells which came first, and only that one is ever read (read-samples.ts) or sealed (housekeep.ts).
 */
export async function writeSamples(db: DuckDb, samples: readonly Sample[]): Promise<void> {
  if (samples.length === 0) return;
  await db.write(async (writer, engine) => {
    let arrival = engine.claimArrivals(samples.length);
    const columns = [...COLUMNS, whole<Sample>(() => arrival++)];
    await append(writer, { table: 'sample_hot', columns }, samples);
  });
}
