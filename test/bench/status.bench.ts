import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { Child } from '../child-process.js';
import { type Bench } from './bench.js';
import { printTable } from './table.js';

/** What is asked for, over and over. */
interface Asked {
  readonly name: string;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
}

interface Storm {
  readonly perSecond: number;
  readonly p99Ms: number;
}

const READERS = 50;
const BROWSER = { 'accept-encoding': 'gzip, deflate, br', accept: 'text/html' };

function ask(port: number, agent: Agent, { path, headers }: Asked): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, agent, path, headers }, (answer) => {
      const etag = answer.headers.etag ?? '';
      if ((answer.statusCode ?? 500) >= 400) reject(new Error(`${path} answered ${answer.statusCode ?? ''}`));
      answer.resume().once('end', () => {
        resolve(etag);
      });
    });
    call.once('error', reject).end();
  });
}

/** Many readers at once, each asking again as soon as it is answered. */
async function storm(port: number, asked: Asked, requests: number): Promise<Storm> {
  const agent = new Agent({ keepAlive: true, maxSockets: READERS });
  const took: number[] = [];
  const startMs = performance.now();
  let left = requests;
  const reader = async (): Promise<void> => {
    while (left-- > 0) {
      const fromMs = performance.now();
      await ask(port, agent, asked);
      took.push(performance.now() - fromMs);
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  const perSecond = (requests / (performance.now() - startMs)) * 1000;
  agent.destroy();
  return { perSecond, p99Ms: took.sort((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? NaN };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

/** What a storm of readers of the status page costs beside the cheapest answer that there is. */
export const statusBench: Bench = {
  name: 'status',
  run: async (extent) => {
    const monitor = new Child(new URL('./status-monitor.ts', import.meta.url), []);
    const port = Number((await monitor.said('port ')).slice('port '.length));
    const etag = await ask(port, new Agent(), { name: '', path: '/status', headers: BROWSER });
    const contenders: readonly Asked[] = [
      { name: '/health/live', path: '/health/live', headers: {} },
      { name: '/status', path: '/status', headers: BROWSER },
      {
        name: '/status, known to the reader',
        path: '/status',
        headers: { ...BROWSER, 'if-none-match': etag },
      },
      { name: '/status.json', path: '/status.json', headers: BROWSER },
    ];
    const storms = new Map<string, Storm[]>(contenders.map(({ name }) => [name, []]));
    for (let round = 0; round <= (extent === 'smoke' ? 1 : 5); round++) {
      for (const asked of contenders) {
        const seen = await storm(port, asked, extent === 'smoke' ? 500 : 5_000);
        if (round > 0) storms.get(asked.name)?.push(seen);
      }
    }
    await monitor.kill();
    const rows = [...storms].map(([name, seen]) => ({
      name,
      perSecond: median(seen.map((each) => each.perSecond)),
      p99Ms: median(seen.map((each) => each.p99Ms)),
    }));
    const live = rows[0];
    printTable(
      `A storm of ${READERS} readers`,
      ['asked for', 'answers a second', '× /health/live', 'p99 ms', '× /health/live'],
      rows.map(({ name, perSecond, p99Ms }) => [
        name,
        perSecond,
        perSecond / (live?.perSecond ?? NaN),
        p99Ms,
        p99Ms / (live?.p99Ms ?? NaN),
      ]),
    );
  },
};
