import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DeadlineHeap } from './deadline-heap.js';

describe('DeadlineHeap', () => {
  it('gives back everything, the earliest first, also when filled between', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.array(fc.integer()), (first, then) => {
        const heap = new DeadlineHeap();
        for (const dueMs of first) heap.push({ dueMs });
        const earliest = heap.pop()?.dueMs;
        expect(earliest).toBe(first.length > 0 ? Math.min(...first) : undefined);
        for (const dueMs of then) heap.push({ dueMs });
        const rest: number[] = [];
        for (let next = heap.pop(); next; next = heap.pop()) rest.push(next.dueMs);
        const expected = [...first, ...then].sort((a, b) => a - b);
        if (earliest !== undefined) expected.splice(expected.indexOf(earliest), 1);
        expect(rest).toEqual(expected);
      }),
    );
  });
});
