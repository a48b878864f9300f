import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pageOf, placeOf } from './paging.js';
import { type List, whole } from './parameters.js';

/** Reads a list to its end, by pages. */
function readAll(items: readonly unknown[], limit: number): unknown[] {
  const read: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page: List<unknown> = pageOf(whole(items), limit, cursor === null ? null : placeOf(cursor));
    expect(page.items.length).toBeLessThanOrEqual(limit);
    read.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return read;
}

describe('pageOf', () => {
  it('gives every item once, in order, whatever the size of a page', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer(), { maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        (items, n) => {
          expect(readAll(items, n)).toEqual(items);
        },
      ),
    );
  });

  it('goes on after the same item when others have come before it', () => {
    const { next } = pageOf(whole(['b', 'c', 'd']), 2, null);
    expect(pageOf(whole(['a', 'b', 'c', 'd']), 2, placeOf(next ?? '')).items).toEqual(['d']);
  });

  it('says so when that item is gone, and when a cursor is none of ours', () => {
    const { next } = pageOf(whole(['b', 'c', 'd']), 2, null);
    expect(() => pageOf(whole(['b', 'd']), 2, placeOf(next ?? ''))).toThrow();
    for (const cursor of ['', '0-abcdefabcdef', '-1-abcdefabcdef', '2', '1e9-abcdefabcdef', '2-ABCDEFABCDEF'])
      expect(() => placeOf(cursor)).toThrow();
  });

  it('leaves what else an answer tells as it is', () => {
    const answer = { period: '2026', ...whole([1, 2]) };
    expect(pageOf(answer, 1, null)).toMatchObject({ period: '2026', items: [1] });
  });
});
