import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { HttpProbe } from '#catalogue';
import { ProbeRunner, takeProbe } from '#collect';
import { Child } from '../child-process.js';
import { type Bench } from './bench.js';
import { processorMs, sideBySide } from './side-by-side.js';
import { printTable } from './table.js';

/** Probes the targets, each once a second, for some seconds; answers the processor time of a sample. */
async function throughRunner(url: string, targets: number, seconds: number): Promise<number> {
  let samples = 0;
  let failed = 0;
  const runner = new ProbeRunner({
    targets: Array.from({ length: targets }, (_, i) => {
      const probe = Object.assign(new HttpProbe(), { id: `target-${i}`, url, intervalSeconds: 1 });
      return { system: `system-${i}`, probe };
    }),
    take: (probe) => takeProbe(probe),
    vantage: 'main',
    onSample: ({ state }) => {
      samples++;
      if (state !== 'up') failed++;
    },
    onConfirmed: () => undefined,
  });
  const usedMs = await processorMs(async () => {
    runner.start();
    await pause(seconds * 1000);
    await runner.stop();
  });
  if (failed > samples / 10) throw new Error(`${failed} of ${samples} probes did not find the server up`);
  return usedMs / samples;
}

function getPlainly(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      response.resume().once('end', resolve);
    }).once('error', reject);
  });
}

/** As many requests at the same pace, by Node's own client over a new connection each. */
async function plainly(url: string, targets: number, seconds: number): Promise<number> {
  const count = targets * seconds;
  const underWay: Promise<void>[] = [];
  const usedMs = await processorMs(async () => {
    const startMs = performance.now();
    while (underWay.length < count) {
      const due = Math.min(count, Math.ceil(((performance.now() - startMs) / 1000) * targets));
      while (underWay.length < due) underWay.push(getPlainly(url));
      await pause(1000 / targets);
    }
    await Promise.all(underWay);
  });
  return usedMs / count;
}

/** What a probe costs beside the request that it makes; the server is another process. */
export const probesBench: Bench = {
  name: 'probes',
  run: async (extent) => {
    const server = new Child(new URL('./answering-server.ts', import.meta.url), []);
    const url = `http://127.0.0.1:${(await server.said('port ')).slice('port '.length)}/`;
    const seconds = extent === 'smoke' ? 2 : 5;
    const rows: number[][] = [];
    for (const targets of extent === 'smoke' ? [100] : [50, 200, 500]) {
      const timings = await sideBySide(
        [
          { name: 'ProbeRunner', round: () => throughRunner(url, targets, seconds) },
          { name: 'node:http', round: () => plainly(url, targets, seconds) },
        ],
        extent === 'smoke' ? 1 : 5,
      );
      const [ours = NaN, plain = NaN] = timings.map(({ medianMs }) => medianMs);
      rows.push([targets, ours, plain, ours / plain]);
    }
    await server.kill();
    printTable(
      'Processor time of an HTTP probe',
      ['probes a second', 'ProbeRunner ms', 'node:http ms', 'ratio'],
      rows,
    );
  },
};
