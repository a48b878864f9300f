import { TcpProbe } from '#catalogue';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Server, createServer } from 'node:net';
import { type AddressInfo } from 'node:net';
import { takeProbe } from '../probes/take-probe.js';
import { Doubt } from './doubt.js';

/** Nothing listens on port 9. */
const SILENT = 9;

function canary(port: number): TcpProbe {
  return Object.assign(new TcpProbe(), {
    id: `canary-${port}`,
    url: `tcp://127.0.0.1:${port}`,
    timeoutMs: 2_000,
  });
}

describe('Doubt', () => {
  let server: Server;
  let port = 0;
  let nowMs = 0;
  const doubt = (...ports: readonly number[]) => new Doubt(ports.map(canary), takeProbe, () => nowMs);

  beforeAll(async () => {
    server = createServer((socket) => socket.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('believes a failure when any canary answers, and not when none does', async () => {
    expect(await doubt().ofFailure('web', 0)).toBeNull();
    expect(await doubt(SILENT, port).ofFailure('web', 0)).toBeNull();
    expect(await doubt(SILENT).ofFailure('web', 0)).toBe('isolated');
  });

  it('asks the canaries once for all that failed meanwhile, and again for what failed later', async () => {
    let asked = 0;
    server.on('connection', () => asked++);
    const one = doubt(port);
    nowMs = 10;
    await Promise.all(['a', 'b', 'c'].map((target) => one.ofFailure(target, 5)));
    expect(asked).toBe(1);
    nowMs = 30;
    await one.ofFailure('a', 20);
    expect(asked).toBe(2);
  });

  it('does not believe what failed while the event loop stood still', async () => {
    const one = doubt(port);
    nowMs = 100;
    one.noteLag(1_500);
    expect(await one.ofFailure('web', 50)).toBe('late');
    expect(await one.ofFailure('web', 150)).toBeNull();
  });

  it('holds back, for two minutes, when most targets fall at once', async () => {
    const one = doubt();
    const targets = Array.from({ length: 20 }, (_, i) => `target-${i}`);
    nowMs = 0;
    for (const target of [...targets, ...targets]) one.noteWell(target);
    nowMs = 60_000;
    const reasons: (string | null)[] = [];
    for (const target of targets) reasons.push(await one.ofFailure(target, nowMs));
    expect(reasons.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => null));
    expect(reasons.slice(9)).toEqual(Array.from({ length: 11 }, () => 'isolated'));
    nowMs = 200_000;
    expect(await one.ofFailure('target-0', nowMs)).toBeNull();
  });

  it('believes the failures of a few among many', async () => {
    const one = doubt();
    const targets = Array.from({ length: 20 }, (_, i) => `target-${i}`);
    for (const target of [...targets, ...targets]) one.noteWell(target);
    for (const target of targets.slice(0, 8)) expect(await one.ofFailure(target, nowMs)).toBeNull();
  });

  it('is not led astray by one target that falls again and again', async () => {
    const one = doubt();
    for (let i = 0; i < 50; i++) {
      one.noteWell('flapping');
      expect(await one.ofFailure('flapping', nowMs)).toBeNull();
    }
  });
});
