import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sample, type Value, cityTime } from '#core';
import { type AvailabilityAnswer } from '../../apps/monitor/src/http/operations.controller.js';
import { type Role } from '#pipeline';
import { SmallCity } from './small-city.js';

const MINUTE_MS = 60_000;
const at = (text: string): number => Date.parse(text);

/** One sample a minute over a week, down where the worked example says. */
function week(): Sample[] {
  const down = [
    [at('2026-09-15T10:00:00+02:00'), at('2026-09-15T10:30:00+02:00')],
    [at('2026-09-15T22:00:00+02:00'), at('2026-09-15T23:00:00+02:00')],
    [at('2026-09-16T12:00:00+02:00'), at('2026-09-16T13:00:00+02:00')],
  ] as const;
  const samples: Sample[] = [];
  for (
    let timeMs = at('2026-09-14T00:00:00+02:00');
    timeMs < at('2026-09-21T00:00:00+02:00');
    timeMs += MINUTE_MS
  ) {
    const isDown = down.some(([from, to]) => timeMs >= from && timeMs < to);
    const common = { target: 'tjanst-a-http', vantage: 'elsewhere', timeMs };
    samples.push(
      isDown ? { ...common, state: 'down', reason: 'refused' } : { ...common, state: 'up', totalMs: 120 },
    );
  }
  return samples;
}

function asJson(samples: readonly Sample[]): string {
  return JSON.stringify(samples.map(({ timeMs, ...sample }) => ({ ...sample, time: cityTime(timeMs) })));
}

function asLines(samples: readonly Sample[]): string {
  return samples
    .map(({ target, vantage, timeMs, state, totalMs, reason }) => {
      const fields = [
        `state="${state}"`,
        ...(totalMs ? [`total_ms=${totalMs}`] : []),
        ...(reason ? [`reason="${reason}"`] : []),
      ];
      return `probe,target=${target},vantage=${vantage} ${fields.join(',')} ${timeMs}`;
    })
    .join('\n');
}

describe('measuring', () => {
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start();
  });
  afterAll(() => city.remove());

  const push = (body: string, type = 'application/json') =>
    city.call('/api/v1/samples', { method: 'POST', body, as: 'matare', headers: { 'content-type': type } });
  const september = async (): Promise<AvailabilityAnswer> => {
    const window = new URLSearchParams({
      from: '2026-09-14T00:00:00+02:00',
      to: '2026-09-21T00:00:00+02:00',
    });
    const { body } = await city.call(`/api/v1/systems/tjanst-a/availability?${window.toString()}`);
    return body as AvailabilityAnswer;
  };

  const all = week();
  const late = all.filter(
    ({ timeMs }) => timeMs >= at('2026-09-15T10:00:00+02:00') && timeMs < at('2026-09-15T12:00:00+02:00'),
  );
  const early = all.filter((sample) => !late.includes(sample));

  it('takes samples in JSON and in line protocol, each once', async () => {
    const half = early.slice(0, 4_000);
    expect(await push(asJson(half))).toMatchObject({ status: 200, body: { accepted: 4_000 } });
    expect(await push(asLines(early), 'text/plain')).toMatchObject({
      status: 200,
      body: { accepted: early.length },
    });
    expect(await push(asLines(early), 'text/plain')).toMatchObject({ status: 200 });
    const answer = await september();
    expect(answer.inside.downMs).toBe(0);
    expect(answer.inside.unmonitoredMs).toBe(119 * MINUTE_MS); // a state holds for two intervals
  });

  it('rolls late samples up into their hours: the worked example of section 6', async () => {
    await push(asJson(late));
    const answer = await september();
    expect(answer.agreedMs).toBe(59 * 60 * MINUTE_MS);
    expect(answer.inside).toMatchObject({ downMs: 30 * MINUTE_MS, unmonitoredMs: 0 });
    expect(answer.availability).toBeCloseTo(99.15, 2);
    expect(answer.outages.filter(({ counted }) => counted)).toEqual([
      {
        from: '2026-09-15T10:00:00.000+02:00',
        to: '2026-09-15T10:30:00.000+02:00',
        reason: 'refused',
        counted: true,
      },
    ]);
  });

  it('shows on the scorecard of the unit that owns the system', async () => {
    const value = async (id: string): Promise<Value> => (await city.measure('a', '2026-09', id)).value;
    expect((await value('availability')).number).toBeCloseTo((100 * 58.5) / 59, 6);
    expect(await value('outages-per-system')).toMatchObject({ number: 1, numerator: 1, denominator: 1 });
    // Down samples are frustrated: 30 of 59 × 60.
    expect((await value('response-apdex')).number).toBeCloseTo(1 - 30 / 3540, 9);
  });

  it('refuses a push with faults whole, and says which samples', async () => {
    const faulty = [{ target: 'okänd', vantage: 'x', time: '2026-09-14T00:00:00+02:00', state: 'up' }];
    const good = JSON.parse(asJson(late.slice(0, 1))) as unknown[];
    const { status, body } = await push(JSON.stringify([...good, ...faulty]));
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'samples/refused', problems: [{ index: 1 }] });
    expect((await push('{')).status).toBe(400);
    expect((await city.call('/api/v1/samples', { method: 'POST', body: '[]', as: 'unit-a' })).status).toBe(
      403,
    );
  });

  it('never tells what is probed', async () => {
    const { text } = await city.call('/api/v1/catalogue/systems');
    expect(text).toContain('tjanst-a');
    expect(text).not.toContain('127.0.0.1');
  });
});

describe('probing', () => {
  it('measures, stores, rolls up and goes on after a restart; what lies between is unmonitored', async () => {
    const first = await SmallCity.start({ roles: ['collect', 'serve', 'schedule'] });
    const { dataFolder } = first;
    const fromMs = Date.now();
    await samplesOf(first, fromMs, 3);
    await first.stop();
    const stoppedMs = Date.now();

    const second = await SmallCity.start({ dataFolder, roles: ['collect', 'serve', 'schedule'] });
    try {
      await samplesOf(second, Math.max(Date.now(), stoppedMs + 4_000), 2);
      await second.perspektiv.measuring.collect.rollUp(Date.now());
      const query = new URLSearchParams({ from: cityTime(fromMs - (fromMs % 3_600_000)) });
      const { body } = await second.call(`/api/v1/systems/tjanst-c/availability?${query.toString()}`);
      const { inside, outages } = body as AvailabilityAnswer;
      expect(inside.upMs).toBe(0);
      expect(inside.downMs).toBeGreaterThan(0);
      expect(inside.unmonitoredMs).toBeGreaterThanOrEqual(2_000);
      expect(outages.map(({ reason }) => reason)).toContain('refused');
      const { text } = await second.call('/metrics');
      expect(text).toContain('perspektiv_probe_up{target="tjanst-c-tcp",system="tjanst-c",vantage="main"} 0');
      expect(text).toMatch(/^perspektiv_probes_taken_total [1-9]/m);
      expect(text).toMatch(/^perspektiv_probe_start_delay_seconds_total \d/m);
    } finally {
      await second.remove();
    }
  });
});

describe('a job that calls in', () => {
  it('is heard with its own token only, and is remembered over a restart', async () => {
    const roles: Role[] = ['collect', 'serve'];
    const first = await SmallCity.start({ roles });
    const call = (city: SmallCity, probe: string, token?: string) =>
      city.call(`/api/v1/heartbeats/${probe}`, {
        method: 'POST',
        headers: token === undefined ? {} : { 'heartbeat-token': token },
      });
    expect((await call(first, 'tjanst-c-nattjobb')).status).toBe(401);
    expect((await call(first, 'tjanst-c-nattjobb', 'test-drift')).status).toBe(401);
    expect((await call(first, 'tjanst-c-tcp', 'test-jobb')).status).toBe(401);
    const unheard = await statesOf(first, 'tjanst-c-nattjobb', Date.now());
    expect(unheard).toEqual(['unmonitored']);
    expect((await call(first, 'tjanst-c-nattjobb', 'test-jobb')).status).toBe(204);
    expect(await statesOf(first, 'tjanst-c-nattjobb', Date.now())).toEqual(['up']);
    const says = (city: SmallCity, method: string, how = '') =>
      city.call(`/api/v1/heartbeats/tjanst-c-nattjobb${how}`, {
        method,
        headers: { 'heartbeat-token': 'test-jobb' },
      });
    const answers = [
      await says(first, 'POST', '/start'),
      await says(first, 'GET', '/7'),
      await says(first, 'GET', '/256'),
      await says(first, 'GET', '/finish'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 400, 400]);
    expect(await statesOf(first, 'tjanst-c-nattjobb', Date.now())).toEqual(['down']);
    expect((await says(first, 'HEAD', '/0')).status).toBe(204);
    expect(await statesOf(first, 'tjanst-c-nattjobb', Date.now())).toEqual(['up']);
    expect((await says(first, 'POST', '/fail')).status).toBe(204);
    expect((await says(first, 'GET')).status).toBe(204);
    await first.stop();
    const second = await SmallCity.start({ dataFolder: first.dataFolder, roles });
    try {
      expect(await statesOf(second, 'tjanst-c-nattjobb', Date.now())).toEqual(['up']);
    } finally {
      await second.remove();
    }
  });

  it('is told where nobody measures', async () => {
    const city = await SmallCity.start({ roles: ['serve'] });
    const headers = { 'heartbeat-token': 'test-jobb' };
    const answer = await city.call('/api/v1/heartbeats/tjanst-c-nattjobb', { method: 'POST', headers });
    await city.remove();
    expect(answer.status).toBe(503);
  });
});

/** The states of a target since an instant, once there are any. */
async function statesOf(city: SmallCity, target: string, sinceMs: number): Promise<string[]> {
  for (;;) {
    const query = { targets: [target], startMs: sinceMs, endMs: Date.now() + 1 };
    const samples = await city.perspektiv.store.timeSeries.samples(query);
    if (samples.length > 0) return [...new Set(samples.map(({ state }) => state))];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits until so many samples of the measured system, taken since, are in the store. */
async function samplesOf(city: SmallCity, sinceMs: number, count: number): Promise<void> {
  const { timeSeries } = city.perspektiv.store;
  for (;;) {
    const query = { targets: ['tjanst-c-tcp'], startMs: sinceMs, endMs: Date.now() };
    const samples = query.endMs > sinceMs ? await timeSeries.samples(query) : [];
    if (samples.length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
