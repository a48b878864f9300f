import { describe, expect, it } from '@jest/globals';
import { Listening } from './listening.js';

const START_MS = Date.UTC(2026, 10, 30);

/** Clocks that run evenly until one of them is moved alone. */
function clocks() {
  const at = { wall: START_MS, monotonic: 1_000 };
  const listening = new Listening({ wallMs: () => at.wall, monotonicMs: () => at.monotonic });
  const pass = (wallMs: number, monotonicMs = wallMs): void => {
    at.wall += wallMs;
    at.monotonic += monotonicMs;
    listening.attend();
  };
  return { at, listening, pass };
}

describe('listening', () => {
  it('goes on while somebody attends every few seconds', () => {
    const { listening, pass } = clocks();
    for (let i = 0; i < 100; i++) pass(5_000);
    expect(listening.listeningSinceMs).toBe(START_MS);
  });

  it.each([
    ['was stopped', 60_000, 60_000],
    ['slept, and its monotonic clock with it', 8 * 3_600_000, 1_000],
    ['was frozen, and its wall clock with it', 0, 60_000],
  ])('begins anew when the machine %s', (_, wallMs, monotonicMs) => {
    const { at, listening, pass } = clocks();
    pass(5_000);
    pass(wallMs, monotonicMs);
    expect(listening.listeningSinceMs).toBe(at.wall);
  });

  it('is no shorter when the clock is set back, and calls are as long ago as they are', () => {
    const { at, listening, pass } = clocks();
    const call = listening.monotonic(at.wall);
    pass(10_000);
    pass(-7_200_000, 5_000);
    expect(listening.listeningSinceMs).toBe(at.wall - 15_000);
    expect(listening.shown(call)).toBe(at.wall - 15_000);
  });
});
