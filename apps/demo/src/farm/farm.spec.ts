import { afterEach, describe, expect, it } from '@jest/globals';
import { HttpProbe, type Probe, TcpProbe } from '#catalogue';
import { takeProbe } from '#collect';
import { behaviourAt, type FarmOutcome } from './behaviour.js';
import { type Farm, startFarm } from './farm.js';

const HOUR_MS = 3_600_000;
const NOON_MS = Date.UTC(2026, 8, 1, 12);
const IDS = Array.from({ length: 200 }, (_, i) => `tjanst-${i}`);

const AMPLE_MS = 20_000;

let farm: Farm | undefined;

afterEach(async () => {
  await farm?.close();
  farm = undefined;
});

function start(outcome: FarmOutcome = 'ok'): Promise<Farm> {
  const services = [{ id: 'skolan', script: () => ({ delayMs: 1, outcome }) }];
  return startFarm({ seed: 1, port: 0, tcpPortBase: 0, services });
}

function probe(url: string, timeoutMs = AMPLE_MS): Probe {
  const probe = url.startsWith('tcp:') ? new TcpProbe() : new HttpProbe();
  return Object.assign(probe, { id: 'p', url, timeoutMs });
}

describe('behaviourAt', () => {
  it('is the same for the same system, seed and time, and another for another seed', () => {
    const at = (seed: number): unknown => IDS.map((id) => behaviourAt(id, seed, NOON_MS));
    expect(at(1)).toEqual(at(1));
    expect(at(1)).not.toEqual(at(2));
  });

  it('lets a few fail for some minutes of an hour or so, each in one way, and most never', () => {
    const failing = IDS.map((id) => {
      const minutes = Array.from(
        { length: 12 * 60 },
        (_, i) => behaviourAt(id, 1, NOON_MS + i * 60_000).outcome,
      );
      return minutes.filter((outcome) => outcome !== 'ok');
    }).filter((outcomes) => outcomes.length > 0);
    expect(failing.length).toBeGreaterThanOrEqual(3);
    expect(failing.length).toBeLessThanOrEqual(20);
    for (const outcomes of failing) {
      expect(new Set(outcomes).size).toBe(1);
      expect(outcomes.length).toBeGreaterThanOrEqual(12 * 60 * (3 / 90) * 0.5);
      expect(outcomes.length).toBeLessThanOrEqual(12 * 60 * (7 / 45) * 1.5);
    }
  });

  it('answers most within a third of a second', () => {
    const delays = IDS.flatMap((id) =>
      [0, 1, 2].map((h) => behaviourAt(id, 1, NOON_MS + h * HOUR_MS).delayMs),
    );
    expect(delays.every((delayMs) => delayMs > 0)).toBe(true);
    expect(delays.filter((delayMs) => delayMs < 330).length / delays.length).toBeGreaterThan(0.9);
  });
});

describe('the farm', () => {
  it.each([
    ['ok', { state: 'up', statusCode: 200 }, AMPLE_MS],
    ['error', { state: 'down', reason: 'status', statusCode: 503 }, AMPLE_MS],
    ['reset', { state: 'down', reason: 'reset' }, AMPLE_MS],
    ['hang', { state: 'down', reason: 'timeout' }, 300],
  ] as const)('does as its script says: %s', async (outcome, seen, timeoutMs) => {
    farm = await start(outcome);
    expect(await takeProbe(probe(`http://127.0.0.1:${farm.port}/s/skolan/health`, timeoutMs))).toMatchObject(
      seen,
    );
  });

  it('accepts on its TCP ports, and knows no other path', async () => {
    farm = await start();
    expect(farm.tcpPorts).toHaveLength(4);
    for (const port of farm.tcpPorts) {
      expect(await takeProbe(probe(`tcp://127.0.0.1:${port}`))).toMatchObject({ state: 'up' });
    }
    expect(await takeProbe(probe(`http://127.0.0.1:${farm.port}/`))).toMatchObject({ statusCode: 404 });
  });

  it('takes alerts, and shows the newest first', async () => {
    farm = await start();
    const url = `http://127.0.0.1:${farm.port}/larm`;
    const post = (body: string) => fetch(url, { method: 'POST', body });
    for (const id of ['a', 'b']) expect(await post(JSON.stringify({ id }))).toMatchObject({ status: 204 });
    expect(await post('no JSON')).toMatchObject({ status: 400 });
    const shown = (await (await fetch(url)).json()) as { message: { id: string } }[];
    expect(shown.map(({ message }) => message.id)).toEqual(['b', 'a']);
  });

  it('says which port is taken, and leaves nothing open', async () => {
    farm = await start();
    await expect(startFarm({ seed: 1, port: farm.port, tcpPortBase: 0 })).rejects.toMatchObject({
      code: 'farm/port-taken',
      message: expect.stringContaining(String(farm.port)) as unknown,
    });
  });
});
