import { HeartbeatProbe } from '#catalogue';
import { describe, expect, it } from '@jest/globals';
import { type CallsKnown, judgeSilence } from './heartbeat.js';

const HOUR_MS = 3_600_000;
const NIGHTLY = { callEverySeconds: 86_400, graceSeconds: 3_600 };

function judged(options: Partial<HeartbeatProbe>, calls: CallsKnown, nowMs: number): string {
  const probe = Object.assign(new HeartbeatProbe(), { id: 'p', ...options });
  const { state, reason } = judgeSilence(probe, calls, nowMs);
  return reason === undefined ? state : `${state} ${reason}`;
}

describe('a job that calls in every day', () => {
  it.each([
    ['just called', 0, -100, 0, 'up'],
    ['called within its time and grace', 0, -100, 25, 'up'],
    ['is silent beyond', 0, -100, 25.1, 'down silent'],
    ['may have called while we were not there', 0, 24.5, 25.4, 'unmonitored paused'],
    ['is silent beyond its new grace', 0, 24.5, 25.6, 'down silent'],
    ['had all its time while we were not there', 0, 30, 31.5, 'unmonitored paused'],
    ['is silent the next time, too', 0, 30, 49.1, 'down silent'],
    ['had called, and is not hurried by a start', 0, 1, 24.9, 'up'],
    ['was never heard, and has its time still', null, 0, 24.9, 'unmonitored'],
    ['was never heard in all its time', null, 0, 25.1, 'down silent'],
  ])('%s', (_, lastCall, listeningSince, now, said) => {
    const lastCallMs = lastCall === null ? null : lastCall * HOUR_MS;
    const known = { lastCallMs, listeningSinceMs: listeningSince * HOUR_MS };
    expect(judged(NIGHTLY, known, now * HOUR_MS)).toBe(said);
  });
});

describe('a job that calls in every minute', () => {
  const minutely = { callEverySeconds: 60, graceSeconds: 60 };

  it('has a whole interval and its grace after a sleep, whenever in its minute it calls', () => {
    const woken = { lastCallMs: 0, listeningSinceMs: 10 * HOUR_MS };
    expect(judged(minutely, woken, 10 * HOUR_MS + 119_000)).toBe('unmonitored paused');
    expect(judged(minutely, woken, 10 * HOUR_MS + 121_000)).toBe('down silent');
  });
});

describe('a job that runs by cron', () => {
  const at = (text: string): number => Date.parse(text);
  const weekdays = { cron: '30 2 * * 1-5', graceSeconds: 3_600 };
  // Friday; on Sunday 2027-03-28 clocks go from 02:00 to 03:00.
  const known = { lastCallMs: at('2027-03-26T02:41:00+01:00'), listeningSinceMs: 0 };

  it.each([
    ['2027-03-28T12:00:00+02:00', 'up'],
    ['2027-03-29T03:30:00+02:00', 'up'],
    ['2027-03-29T03:30:01+02:00', 'down silent'],
  ])('is judged by the clocks of the city: %s', (now, said) => {
    expect(judged(weekdays, known, at(now))).toBe(said);
  });

  it('may call a moment before its time, by a clock that is fast', () => {
    const early = { lastCallMs: at('2027-03-26T02:29:50+01:00'), listeningSinceMs: 0 };
    expect(judged(weekdays, early, at('2027-03-26T12:00:00+01:00'))).toBe('up');
  });

  it('is not missed for a time at which nobody listened', () => {
    const slept = { ...known, listeningSinceMs: at('2027-03-29T08:00:00+02:00') };
    expect(judged(weekdays, slept, at('2027-03-29T09:00:00+02:00'))).toBe('unmonitored paused');
    expect(judged(weekdays, slept, at('2027-03-30T03:31:00+02:00'))).toBe('down silent');
  });
});

describe('a job that says how it goes', () => {
  it('is down when it failed, until it went well', () => {
    expect(judged(NIGHTLY, { lastCallMs: 1, failedMs: 2, listeningSinceMs: 0 }, 3)).toBe('down failed');
    expect(judged(NIGHTLY, { lastCallMs: null, failedMs: 2, listeningSinceMs: 0 }, 3)).toBe('down failed');
    expect(judged(NIGHTLY, { lastCallMs: 3, failedMs: 2, listeningSinceMs: 0 }, 4)).toBe('up');
  });

  it('is down when a run takes longer than it may, and only then', () => {
    const running = { lastCallMs: 0, startedMs: 23.5 * HOUR_MS, listeningSinceMs: -HOUR_MS };
    const now = 24 * HOUR_MS;
    expect(judged({ ...NIGHTLY, longestRunSeconds: 1_200 }, running, now)).toBe('down timeout');
    expect(judged({ ...NIGHTLY, longestRunSeconds: 3_600 }, running, now)).toBe('up');
    expect(judged(NIGHTLY, running, now)).toBe('up');
    const ended = { ...running, lastCallMs: 23.6 * HOUR_MS };
    expect(judged({ ...NIGHTLY, longestRunSeconds: 1_200 }, ended, now)).toBe('up');
  });
});
