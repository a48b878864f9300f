import { describe, expect, it } from '@jest/globals';
import { type Outcome } from '../probes/outcome.js';
import { Confirmation } from './verdict.js';

const UP: Outcome = { state: 'up', timings: {} };
const SLOW: Outcome = { state: 'degraded', reason: 'slow', timings: {} };
const DOWN: Outcome = { state: 'down', reason: 'refused', timings: {} };
const LATE: Outcome = { state: 'unmonitored', reason: 'late', timings: {} };

describe('Confirmation', () => {
  it('tells the first that is known, and then changes only', () => {
    const confirmation = new Confirmation(2);
    expect(confirmation.scheduled(1, LATE)).toBeNull();
    expect(confirmation.scheduled(2, UP)).toEqual({ state: 'up', sinceMs: 2 });
    expect(confirmation.scheduled(3, SLOW)).toBeNull();
    expect(confirmation.scheduled(4, UP)).toBeNull();
  });

  it('confirms when every retry failed, from the time of the sample', () => {
    const confirmation = new Confirmation(2);
    expect(confirmation.scheduled(1, DOWN)).toBeNull();
    expect(confirmation.wantsRetry).toBe(true);
    expect(confirmation.retried(DOWN)).toBeNull();
    expect(confirmation.retried(DOWN)).toEqual({ state: 'down', reason: 'refused', sinceMs: 1 });
    expect(confirmation.wantsRetry).toBe(false);
    expect(confirmation.scheduled(2, DOWN)).toBeNull();
    expect(confirmation.scheduled(3, UP)).toEqual({ state: 'up', sinceMs: 3 });
  });

  it('is refuted by one good retry, but not by one that measured nothing', () => {
    const confirmation = new Confirmation(2);
    confirmation.scheduled(1, UP);
    confirmation.scheduled(2, DOWN);
    expect(confirmation.retried(LATE)).toBeNull();
    expect(confirmation.wantsRetry).toBe(true);
    expect(confirmation.retried(UP)).toBeNull();
    expect(confirmation.wantsRetry).toBe(false);
  });

  it('confirms by the next sample when the retries had no time, or could not agree', () => {
    const confirmation = new Confirmation(2);
    confirmation.scheduled(1, DOWN);
    confirmation.retried(UP);
    expect(confirmation.scheduled(2, DOWN)).toEqual({ state: 'down', reason: 'refused', sinceMs: 1 });
  });

  it('confirms at once where there are no retries', () => {
    expect(new Confirmation(0).scheduled(1, DOWN)).toEqual({ state: 'down', reason: 'refused', sinceMs: 1 });
  });
});
