import { describe, expect, it } from '@jest/globals';
import { type Sample } from '#core';
import { countSamples } from './sample-counts.js';

const THRESHOLD_MS = 500;

function answered(totalMs: number): Sample {
  return { target: 'a', vantage: 'main', timeMs: 0, state: 'up', totalMs };
}

describe('what a sample counts as in the Apdex', () => {
  it.each([
    [THRESHOLD_MS, { satisfied: 1, tolerating: 0, frustrated: 0 }],
    [THRESHOLD_MS + 1, { satisfied: 0, tolerating: 1, frustrated: 0 }],
    [4 * THRESHOLD_MS, { satisfied: 0, tolerating: 1, frustrated: 0 }],
    [4 * THRESHOLD_MS + 1, { satisfied: 0, tolerating: 0, frustrated: 1 }],
  ])('is decided by the threshold T and by 4 T, both included: %i ms', (totalMs, expected) => {
    expect(countSamples([answered(totalMs)], THRESHOLD_MS)).toMatchObject({ samples: 1, ...expected });
  });
});
