import { afterEach, describe, expect, it } from '@jest/globals';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';
import { once } from 'node:events';
import { setImmediate as nextRound } from 'node:timers/promises';
import { arrivals } from './arrivals.js';

/** What the thread is at, as if it shook hands. */
function work(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}

let server: Server | undefined;
const clients: Socket[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await new Promise((done) => server?.close(done));
});

/** Connections from here to here, each by both its ends. */
async function pairs(count: number): Promise<{ here: Socket; there: Socket }[]> {
  const accepted: Socket[] = [];
  server = createServer((socket) => accepted.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const made: { here: Socket; there: Socket }[] = [];
  while (made.length < count) {
    const here = connect(port, '127.0.0.1');
    clients.push(here);
    await once(here, 'connect');
    let there = accepted.at(made.length);
    for (; !there; there = accepted.at(made.length)) await nextRound();
    made.push({ here, there });
  }
  return made;
}

describe('arrivals', () => {
  it('dates what waited behind work of the same round by when it was found', async () => {
    const [first, second] = await pairs(2);
    const dated: number[] = [];
    const ended: number[] = [];
    for (const { here } of [first, second].filter((each) => each !== undefined)) {
      here.once('data', () => {
        dated.push(arrivals.latestMs());
        work(20);
        ended.push(performance.now());
      });
    }
    first?.there.write('a');
    second?.there.write('b');
    while (dated.length < 2) await nextRound();
    expect(dated[1]).toBeLessThan(ended[0] ?? NaN);
  });

  it('dates what came while the thread was at work by the end of that work', async () => {
    const [first, second] = await pairs(2);
    let workedUntilMs = NaN;
    first?.here.once('data', () => {
      arrivals.watchRound();
      second?.there.write('b');
      work(20);
      setImmediate(() => {
        workedUntilMs = performance.now();
      });
    });
    const dated = new Promise<number>((resolve) => {
      second?.here.once('data', () => {
        work(20); // on what was found before
        resolve(arrivals.latestMs());
      });
    });
    first?.there.write('a');
    const cameByMs = await dated;
    expect(cameByMs).toBeLessThanOrEqual(workedUntilMs);
  });

  it('dates what the thread waited for by when it is handled', async () => {
    const [pair] = await pairs(1);
    const dated = new Promise<number>((resolve) => {
      pair?.here.once('data', () => {
        resolve(arrivals.latestMs());
      });
    });
    arrivals.watchRound();
    let sentMs = NaN;
    setTimeout(() => {
      sentMs = performance.now();
      pair?.there.write('a');
    }, 20);
    expect(await dated).toBeGreaterThanOrEqual(sentMs);
  });
});
