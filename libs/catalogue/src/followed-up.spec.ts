import { followedUpTime, isFollowedUpOn } from './followed-up.js';

const HOUR_MS = 3_600_000;

describe('the time in which a system is followed up', () => {
  const system = { followedUpFrom: '2026-03-29', followedUpTo: '2026-03-29' };

  it('has its first and its last day, and no other', () => {
    expect(['2026-03-28', '2026-03-29', '2026-03-30'].map((day) => isFollowedUpOn(system, day))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('is as long as its days are in the city: one of 23 hours when the clocks go forward', () => {
    const { startMs, endMs } = followedUpTime(system);
    expect(new Date(startMs).toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect((endMs - startMs) / HOUR_MS).toBe(23);
  });

  it('is always where no day is written', () => {
    expect(isFollowedUpOn({}, '1999-12-31')).toBe(true);
    expect(followedUpTime({})).toEqual({ startMs: -Infinity, endMs: Infinity });
  });
});
