import { type Sample } from '#core';
import { HttpProbe, type Probe } from '#catalogue';
import { afterEach, describe, expect, it } from '@jest/globals';
import { AnsweringServers } from '../../../../test/answering-servers.js';
import { type Outcome } from '../probes/outcome.js';
import { takeProbe } from '../probes/take-probe.js';
import { type Clock } from './clock.js';
import { type ConfirmedState, ProbeRunner, type ProbeRunnerOptions } from './probe-runner.js';
import { phaseMs } from './schedule.js';
import { until } from '../../../../test/until.js';

const running: ProbeRunner[] = [];
const servers = new AnsweringServers();

afterEach(async () => {
  await Promise.all(running.splice(0).map((runner) => runner.stop()));
  await servers.close();
});

/** The machine's clocks, but the wall clock shows some other time, and can be set. */
class SetClock implements Clock {
  constructor(private offsetMs: number) {}

  /** Set so that a probe's next turn comes in a moment. */
  static before(probe: HttpProbe): SetClock {
    const intervalMs = probe.intervalSeconds * 1_000;
    const dueMs = 1_000_000 * intervalMs + phaseMs({ id: probe.id, intervalMs });
    return new SetClock(dueMs - 30 - performance.now());
  }

  wallMs(): number {
    return performance.now() + this.offsetMs;
  }

  monotonicMs(): number {
    return performance.now();
  }

  setAhead(ms: number): void {
    this.offsetMs += ms;
  }
}

/** A runner of one probe that is started, and what it tells. */
class Watched {
  readonly samples: Sample[] = [];
  readonly confirmed: ConfirmedState[] = [];
  readonly probe: HttpProbe;
  readonly clock: SetClock;
  readonly runner: ProbeRunner;

  constructor(url: string, parts: Partial<HttpProbe> = {}, more: Partial<ProbeRunnerOptions> = {}) {
    this.probe = Object.assign(new HttpProbe(), { id: 'school-web', url, ...parts });
    this.clock = SetClock.before(this.probe);
    this.runner = new ProbeRunner({
      targets: [{ system: 'school', probe: this.probe }],
      take: takeProbe,
      vantage: 'here',
      onSample: (sample) => this.samples.push(sample),
      onConfirmed: (confirmed) => this.confirmed.push(confirmed),
      clock: this.clock,
      ...more,
    });
    running.push(this.runner);
    this.runner.start();
  }
}

describe('ProbeRunner', () => {
  it('takes each turn once, and dates the sample by when it was due', async () => {
    const url = await servers.serve((_, response) => response.end('well'));
    const { samples, confirmed, probe } = new Watched(url, { intervalSeconds: 0.2 });
    const up = (): Sample[] => samples.filter(({ state }) => state === 'up');
    await until('four samples say up', () => up().length >= 4);
    const firstMs = samples[0]?.timeMs ?? NaN;
    expect(firstMs % 200).toBe(phaseMs({ id: probe.id, intervalMs: 200 }));
    expect(samples.map(({ timeMs }) => timeMs)).toEqual(samples.map((_, k) => firstMs + k * 200));
    expect(up()[0]).toMatchObject({ target: 'school-web', vantage: 'here', statusCode: 200 });
    expect(up()[0]?.totalMs).toBeGreaterThan(0);
    expect(confirmed).toEqual([
      { target: 'school-web', system: 'school', state: 'up', sinceMs: up()[0]?.timeMs },
    ]);
  });

  it('counts how long after they were due probes began, with their wait for a turn', async () => {
    const url = await servers.serve((_, response) => response.end('well'));
    const waitedMs = 10_000;
    const take = async (probe: Probe): Promise<Outcome> => ({ ...(await takeProbe(probe)), waitedMs });
    const { samples, runner } = new Watched(url, { intervalSeconds: 0.2 }, { take });
    await until('two samples are taken', () => samples.length >= 2);
    await runner.stop();
    const { taken, delayMs } = runner.punctuality();
    expect(taken).toBe(samples.filter(({ state }) => state === 'up').length);
    expect(delayMs).toBeGreaterThan(taken * waitedMs);
    expect(delayMs).toBeLessThan(taken * (waitedMs + 200));
  });

  it('leaves turns to others, and keeps those of which is not known yet whose they are', async () => {
    const url = await servers.serve((_, response) => response.end('well'));
    const asked = new Map<number, number>();
    // The first turn is known to be ours when it is asked for the second time, and every other is another's.
    const isOurs = (_: unknown, dueMs: number): boolean | null => {
      const times = (asked.get(dueMs) ?? 0) + 1;
      asked.set(dueMs, times);
      if (dueMs !== Math.min(...asked.keys())) return false;
      return times === 1 ? null : true;
    };
    const { samples, runner } = new Watched(url, { intervalSeconds: 0.2 }, { isOurs });
    await until('three turns were asked about', () => asked.size >= 3);
    await runner.stop();
    expect(samples.map(({ timeMs }) => timeMs)).toEqual([Math.min(...asked.keys())]);
    expect([...asked.values()].sort()).toEqual(
      [...asked.values()].map((_, n, all) => (n === all.length - 1 ? 2 : 1)),
    );
  });

  it('confirms a failure by retries, which are no samples', async () => {
    let requests = 0;
    const url = await servers.serve((_, response) => {
      requests++;
      response.writeHead(503).end();
    });
    const { samples, confirmed, runner } = new Watched(url, { retries: 1 });
    await until('a state is confirmed', () => confirmed.length > 0);
    await runner.stop();
    expect(requests).toBe(2);
    expect(samples).toMatchObject([{ state: 'down', reason: 'status', statusCode: 503 }]);
    expect(confirmed).toEqual([
      {
        target: 'school-web',
        system: 'school',
        state: 'down',
        reason: 'status',
        sinceMs: samples[0]?.timeMs,
      },
    ]);
  });

  it('keeps the failed sample, but confirms nothing, when a retry does well', async () => {
    let requests = 0;
    const url = await servers.serve((_, response) => {
      response.writeHead(++requests === 1 ? 500 : 200).end();
    });
    const { samples, confirmed, runner } = new Watched(url, { retries: 2 });
    await until('the retry is taken', () => requests === 2);
    await runner.stop();
    expect(samples).toMatchObject([{ state: 'down', reason: 'status' }]);
    expect(confirmed).toEqual([]);
    expect(requests).toBe(2);
  });

  it('lets the next turn decide when it comes before the last retry', async () => {
    const url = await servers.serve((_, response) => response.writeHead(500).end());
    const { samples, confirmed } = new Watched(url, { intervalSeconds: 0.3, retries: 1_000 });
    await until('a state is confirmed', () => confirmed.length > 0);
    const failed = samples.filter(({ state }) => state === 'down');
    expect(failed).toHaveLength(2);
    expect((failed[1]?.timeMs ?? NaN) - (failed[0]?.timeMs ?? NaN)).toBeLessThan(1_000);
    expect(confirmed).toMatchObject([{ state: 'down', sinceMs: failed[0]?.timeMs }]);
  });

  it('never overlaps a probe with itself', async () => {
    let open = 0;
    let mostOpen = 0;
    const url = await servers.serve((_, response) => {
      mostOpen = Math.max(mostOpen, ++open);
      setTimeout(() => {
        open--;
        response.end('well');
      }, 250);
    });
    const { samples } = new Watched(url, { intervalSeconds: 0.1 });
    await until('three samples are taken', () => samples.length >= 3);
    expect(mostOpen).toBe(1);
    expect(new Set(samples.map(({ timeMs }) => timeMs)).size).toBe(samples.length);
    expect(samples.filter(({ state }) => state === 'down')).toEqual([]);
  });

  it('hands on the sample under way before it has stopped, and then is still', async () => {
    let requests = 0;
    const url = await servers.serve(() => requests++);
    const { samples, runner } = new Watched(url, { intervalSeconds: 1, timeoutMs: 400, retries: 2 });
    await until('a request arrives', () => requests > 0);
    expect(samples).toEqual([]);
    await runner.stop();
    expect(samples).toMatchObject([{ state: 'down', reason: 'timeout' }]);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(samples).toHaveLength(1);
  });

  it('tells turns that it slept through as unmonitored, never as down', async () => {
    const url = await servers.serve((_, response) => response.end('well'));
    const { samples } = new Watched(url, { intervalSeconds: 0.2 });
    await until('a sample is taken', () => samples.length >= 1);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 900);
    const before = samples.length;
    await until('five more samples are taken', () => samples.length >= before + 5);
    expect(samples.filter(({ state }) => state === 'unmonitored').length).toBeGreaterThanOrEqual(3);
    expect(samples.filter(({ state }) => state === 'down')).toEqual([]);
  });

  it('goes on at the new time when the clock is set', async () => {
    const url = await servers.serve((_, response) => response.end('well'));
    const { samples, clock } = new Watched(url, { intervalSeconds: 0.2 });
    await until('a sample is taken', () => samples.length >= 1);
    clock.setAhead(3_600_000);
    const setMs = clock.wallMs();
    await until('a sample has the new time', () =>
      samples.some(({ timeMs, state }) => state === 'up' && timeMs > clock.wallMs() - 1_000),
    );
    const gap = samples.filter(({ state }) => state !== 'up');
    // A busy machine may sleep through a turn of its own on either side of the gap.
    const inside = gap.filter(({ timeMs }) => timeMs > setMs - 3_600_000 && timeMs < setMs - 1_000_000);
    expect(inside.length).toBeGreaterThan(0);
    expect(inside.length).toBeLessThanOrEqual(10);
    expect(gap.every(({ state }) => state === 'unmonitored')).toBe(true);
  });

  it('takes other targets from one moment on: what was confirmed before is of the target as it was', async () => {
    const [dead, live] = [
      await servers.serve((_, response) => response.writeHead(500).end()),
      await servers.serve((_, response) => response.end('well')),
    ];
    const { samples, confirmed, probe, runner } = new Watched(dead, { intervalSeconds: 0.2, retries: 0 });
    await until('a state is confirmed', () => confirmed.length > 0);
    runner.renew([{ system: 'school', probe: Object.assign(new HttpProbe(), probe) }], []);
    await until('four samples are taken', () => samples.length >= 4);
    expect(confirmed.map(({ state }) => state)).toEqual(['down']); // the same as before: nothing is told anew
    runner.renew([{ system: 'school', probe: Object.assign(new HttpProbe(), probe, { url: live }) }], []);
    await until('another state is confirmed', () => confirmed.length > 1);
    expect(confirmed.map(({ state }) => state)).toEqual(['down', 'up']);
    const times = samples.map(({ timeMs }) => timeMs);
    expect(new Set(times).size).toBe(times.length); // no turn is taken twice
  });
});
