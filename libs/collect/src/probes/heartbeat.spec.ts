import { HeartbeatProbe } from '#catalogue';
import { describe, expect, it } from '@jest/globals';
import { judgeSilence } from './heartbeat.js';

const HOUR_MS = 3_600_000;
const nightly = Object.assign(new HeartbeatProbe(), {
  id: 'p',
  callEverySeconds: 86_400,
  graceSeconds: 3_600,
});

describe('a job that calls in', () => {
  it.each([
    ['just called', 0, -100, 0, 'up'],
    ['called within its time and grace', 0, -100, 25, 'up'],
    ['is silent beyond', 0, -100, 25.1, 'down'],
    ['may have called while we were not there', 0, 24.5, 25.4, 'up'],
    ['is silent beyond its new grace', 0, 24.5, 25.6, 'down'],
    ['had called, and is not hurried by a start', 0, 1, 24.9, 'up'],
    ['was never heard, and has its time still', null, 0, 24.9, 'unmonitored'],
    ['was never heard in all its time', null, 0, 25.1, 'down'],
  ])('%s', (_, lastCall, listeningSince, now, state) => {
    const known = {
      lastCallMs: lastCall === null ? null : lastCall * HOUR_MS,
      listeningSinceMs: listeningSince * HOUR_MS,
    };
    const outcome = judgeSilence(nightly, known, now * HOUR_MS);
    expect(outcome.state).toBe(state);
    expect(outcome.reason).toBe(state === 'down' ? 'silent' : undefined);
  });
});
