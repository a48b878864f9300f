import { HeartbeatProbe, HttpProbe, type Probe, TransactionProbe } from '#catalogue';
import { afterEach, describe, expect, it } from '@jest/globals';
import { AnsweringServers } from '../../../../test/answering-servers.js';
import { ProbeTaker } from './probe-taker.js';

const servers = new AnsweringServers();
const takers: ProbeTaker[] = [];
const losses: string[] = [];

afterEach(async () => {
  await Promise.all(takers.splice(0).map((taker) => taker.close()));
  await servers.close();
});

function web(url: string, parts: Partial<HttpProbe> = {}): HttpProbe {
  return Object.assign(new HttpProbe(), { id: 'web', url, timeoutMs: 5_000, ...parts });
}

function takerOf(probes: readonly Probe[], networks: readonly string[] = []): ProbeTaker {
  const taker = new ProbeTaker({
    probes,
    networks,
    secretOf: ({ fromEnvironment }) => (fromEnvironment === 'TOKEN' ? 'open sesame' : null),
    callsOf: () => ({ lastCallMs: Date.now(), listeningSinceMs: 0 }),
    onLost: (reason) => losses.push(reason),
  });
  takers.push(taker);
  return taker;
}

describe('ProbeTaker', () => {
  it('takes many probes at a time, and tells each what it saw', async () => {
    const url = await servers.serve((request, response) => {
      setTimeout(() => response.writeHead(Number(request.url?.slice(1))).end(), 20);
    });
    const probes = [200, 404, 500].map((code) => web(`${url}${code}`, { id: `answers-${code}` }));
    const taker = takerOf(probes);
    const outcomes = await Promise.all(probes.map((probe) => taker.take(probe)));
    expect(outcomes).toMatchObject([
      { state: 'up', statusCode: 200 },
      { state: 'down', reason: 'status', statusCode: 404 },
      { state: 'down', reason: 'status', statusCode: 500 },
    ]);
  });

  it('says secrets where the probe refers to them, and measures nothing without them', async () => {
    const said: (string | undefined)[] = [];
    const url = await servers.serve((request, response) => {
      said.push(request.headers.authorization);
      response.end();
    });
    const told = (name: string) => ({ Authorization: { fromEnvironment: name, prefix: 'Bearer ' } });
    const [known, unknown] = [
      web(url, { headers: told('TOKEN') }),
      web(url, { id: 'other', headers: told('NONE') }),
    ];
    const taker = takerOf([known, unknown]);
    expect(await taker.take(known)).toMatchObject({ state: 'up' });
    expect(await taker.take(unknown)).toMatchObject({ state: 'unmonitored' });
    expect(said).toEqual(['Bearer open sesame']);
  });

  it('keeps to the networks that may be reached', async () => {
    const probe = web(await servers.serve((_, response) => response.end()));
    expect(await takerOf([probe], ['10.0.0.0/8']).take(probe)).toMatchObject({
      state: 'unmonitored',
      reason: 'blocked',
    });
  });

  it('judges heartbeats by the calls that are known', async () => {
    const job = Object.assign(new HeartbeatProbe(), { id: 'job', callEverySeconds: 60, graceSeconds: 10 });
    expect(await takerOf([job]).take(job)).toMatchObject({ state: 'up' });
  });

  it('takes time as it is while the process itself stands still', async () => {
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const silent = web(
      await servers.serve(() => {
        asked();
      }),
      { timeoutMs: 300 },
    );
    const outcome = takerOf([silent]).take(silent);
    await isAsked;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
    // Measured by the process' own loop the end would come late, and nothing be believed.
    expect(await outcome).toMatchObject({ state: 'down', reason: 'timeout' });
  });

  it('leaves unmonitored what is under way when its thread ends, and takes the next in a new one', async () => {
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    let isSilent = true;
    const probe = web(
      await servers.serve((_, response) => {
        if (isSilent) asked();
        else response.end();
      }),
    );
    const taker = takerOf([probe]);
    const lost = taker.take(probe);
    await isAsked;
    await taker.close();
    expect(await lost).toEqual({ state: 'unmonitored', reason: 'other', timings: {} });
    isSilent = false;
    expect(await taker.take(probe)).toMatchObject({ state: 'up' });
    expect(losses).toEqual([]);
  });

  it('tells why a thread was lost that nobody ended', async () => {
    const known = web(await servers.serve((_, response) => response.end()));
    // The steps of a checked config are there; without them the thread breaks.
    const broken = Object.assign(new TransactionProbe(), { id: 'b', timeoutMs: 5_000 });
    const taker = takerOf([known, broken]);
    expect(await taker.take(broken)).toMatchObject({ state: 'unmonitored', reason: 'other' });
    expect(losses.splice(0)).toEqual([expect.stringContaining('undefined')]);
    expect(await taker.take(known)).toMatchObject({ state: 'up' });
  });

  it('takes other probes when it is told to, and those that it has no longer not at all', async () => {
    const url = await servers.serve((request, response) => {
      response.writeHead(request.url === '/new' ? 200 : 500).end();
    });
    const [before, after] = [web(`${url}old`), web(`${url}new`)];
    const gone = web(`${url}old`, { id: 'gone' });
    const taker = takerOf([before, gone]);
    expect(await taker.take(before)).toMatchObject({ state: 'down', statusCode: 500 });
    taker.renew([after]);
    expect(await taker.take(after)).toMatchObject({ state: 'up', statusCode: 200 });
    expect(await taker.take(gone)).toMatchObject({ state: 'unmonitored', reason: 'other' });
    expect(losses).toEqual([]);
  });
});
