import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Interval, intersect, lengthMs, normalise, subtract } from './interval.js';

const SPAN = 40;

const anyIntervals = fc
  .array(fc.tuple(fc.nat(SPAN), fc.nat(SPAN)))
  .map((pairs) => pairs.map(([a, b]) => ({ startMs: Math.min(a, b), endMs: Math.max(a, b) })));

/** The same set, millisecond by millisecond. */
function members(intervals: readonly Interval[]): boolean[] {
  return Array.from({ length: SPAN }, (_, t) => intervals.some((i) => t >= i.startMs && t < i.endMs));
}

describe('intervals', () => {
  it('normalise keeps the same time, sorted and apart', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        const normal = normalise(intervals);
        expect(members(normal)).toEqual(members(intervals));
        expect(lengthMs(normal)).toBe(members(intervals).filter(Boolean).length);
        for (let i = 1; i < normal.length; i++) {
          expect(normal[i]?.startMs).toBeGreaterThan(normal[i - 1]?.endMs ?? NaN);
        }
      }),
    );
  });

  it('intersect and subtract do to sets what their names say', () => {
    fc.assert(
      fc.property(anyIntervals.map(normalise), anyIntervals.map(normalise), (a, b) => {
        const inA = members(a);
        const inB = members(b);
        expect(members(intersect(a, b))).toEqual(inA.map((is, t) => is && inB[t]));
        expect(members(subtract(a, b))).toEqual(inA.map((is, t) => is && !inB[t]));
        expect(normalise(subtract(a, b))).toEqual(subtract(a, b));
      }),
    );
  });
});
