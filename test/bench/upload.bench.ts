import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OtherMonitor } from '../pipeline/other-monitor.js';
import { type Bench } from './bench.js';
import { wallMs } from './side-by-side.js';
import { printTable } from './table.js';
import { costFile } from './unit-costs.js';

const MEBIBYTE = 1024 * 1024;

async function memoryMiB({ pid }: OtherMonitor, which: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return (Number(new RegExp(`${which}:\\s+(\\d+)`).exec(status)?.[1]) * 1024) / MEBIBYTE;
}

/** Reads a scorecard again and again until something is over; answers how long each took. */
async function readMeanwhile(monitor: OtherMonitor, over: Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  const state = { isOver: false };
  void over.finally(() => (state.isOver = true));
  while (!state.isOver) {
    times.push(await wallMs(() => monitor.call('/api/v1/scorecards/unit/city?period=2026-Q3')));
  }
  return times.sort((a, b) => a - b);
}

async function uploadOf(rows: number): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'perspektiv-bench-'));
  const monitor = await OtherMonitor.start(folder);
  try {
    // What is loaded once, and compiled, is no growth.
    await monitor.upload('cost', costFile(1000));
    await writeFile(`/proc/${monitor.pid}/clear_refs`, '5');
    const before = await memoryMiB(monitor, 'VmRSS');
    const file = costFile(rows);
    const uploading = wallMs(async () => {
      const { status, body } = await monitor.upload('cost', file);
      if (status !== 201) throw new Error(JSON.stringify(body).slice(0, 500));
    });
    const times = await readMeanwhile(monitor, uploading);
    const growth = (await memoryMiB(monitor, 'VmHWM')) - before;
    const p99 = times[Math.min(times.length - 1, Math.floor(times.length * 0.99))] ?? NaN;
    return [rows, file.byteLength / MEBIBYTE, (await uploading) / 1000, growth, times.length, p99];
  } finally {
    await monitor.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file handed in over HTTP until its receipt is there, and what others notice of it. Goals: issue 4, “Speed and size”. */
export const uploadBench: Bench = {
  name: 'upload',
  run: async (extent) => {
    const results: number[][] = [];
    for (const rows of extent === 'smoke' ? [2000] : [10_000, 100_000, 1_000_000]) {
      results.push(await uploadOf(rows));
    }
    printTable(
      'Costs handed in over HTTP: checked, committed and projected (goals: 5 s, 45 s, 400 MiB, 250 ms)',
      ['rows', 'MiB', 'seconds', 'growth MiB', 'scorecards read', 'p99 ms'],
      results,
    );
  },
};
