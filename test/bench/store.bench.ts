import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type Sample } from '#core';
import { openStore } from '#store';
import { type Bench } from './bench.js';
import { sideBySide, wallMs } from './side-by-side.js';
import { printTable } from './table.js';

const START_MS = Date.UTC(2026, 8, 1);
const TARGETS = 200;

/** Makes samples that never came before, one a second of each target. */
function sampleMaker(): (count: number) => Sample[] {
  let made = 0;
  return (count) =>
    Array.from({ length: count }, (): Sample => {
      const nth = made++;
      return {
        target: `system-${nth % TARGETS}-http`,
        vantage: 'main',
        timeMs: START_MS + Math.floor(nth / TARGETS) * 1000,
        state: 'up',
        totalMs: 80 + (nth % 97),
        connectMs: 3,
        ttfbMs: 60,
        statusCode: 200,
      };
    });
}

/** The same rows into a table without more ado: what the engine itself costs. */
async function appendPlainly(db: DuckDBConnection, samples: readonly Sample[]): Promise<void> {
  await db.run('BEGIN');
  const appender = await db.createAppender('sample');
  for (const {
    target,
    vantage,
    timeMs,
    state,
    totalMs = 0,
    connectMs = 0,
    ttfbMs = 0,
    statusCode = 0,
  } of samples) {
    appender.appendVarchar(target);
    appender.appendVarchar(vantage);
    appender.appendBigInt(BigInt(timeMs));
    appender.appendVarchar(state);
    appender.appendDouble(totalMs);
    appender.appendDouble(connectMs);
    appender.appendDouble(ttfbMs);
    appender.appendInteger(statusCode);
    appender.endRow();
  }
  appender.flushSync();
  appender.closeSync();
  await db.run('COMMIT');
}

/** Samples that are on disk when they are acknowledged, against the engine's own appender. */
export const storeBench: Bench = {
  name: 'store',
  run: async (extent) => {
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-bench-'));
    const store = await openStore(folder, []);
    const instance = await DuckDBInstance.create(join(folder, 'plain.duckdb'), { threads: '2' });
    const db = await instance.connect();
    await db.run(
      'CREATE TABLE sample (target VARCHAR, vantage VARCHAR, time_ms BIGINT, state VARCHAR, total_ms DOUBLE, connect_ms DOUBLE, ttfb_ms DOUBLE, status_code INTEGER)',
    );
    const make = sampleMaker();
    const rows: (string | number)[][] = [];
    for (const batch of extent === 'smoke' ? [1, 1000] : [1, 100, 1000, 10_000, 100_000]) {
      const timings = await sideBySide(
        [
          {
            name: 'store',
            round: () => {
              const samples = make(batch);
              return wallMs(() => store.timeSeries.writeSamples(samples));
            },
          },
          {
            name: 'appender',
            round: () => {
              const samples = make(batch);
              return wallMs(() => appendPlainly(db, samples));
            },
          },
        ],
        extent === 'smoke' ? 3 : 15,
      );
      const [ours = NaN, plain = NaN] = timings.map(({ medianMs }) => medianMs);
      rows.push([batch, ours, plain, ours / plain, (1000 * batch) / ours]);
    }
    printTable(
      'Acknowledged samples, a batch a transaction',
      ['samples', 'store ms', 'plain appender ms', 'ratio', 'samples a second'],
      rows,
    );
    db.closeSync();
    instance.closeSync();
    await store.close();
    await rm(folder, { recursive: true });
  },
};
