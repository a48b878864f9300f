import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ownerOf } from './sharing.js';

const MEMBERS = fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 6 });
const KEYS = Array.from({ length: 200 }, (_, n) => `system-${n}`);

describe('whose work is whose', () => {
  it('is found the same by everybody, in whichever order members are known', () => {
    fc.assert(
      fc.property(MEMBERS, fc.string(), (members, key) => {
        expect(members).toContain(ownerOf(key, members));
        expect(ownerOf(key, [...members].reverse())).toBe(ownerOf(key, members));
      }),
    );
    expect(ownerOf('school', [])).toBeUndefined();
  });

  it('changes hands only where a member that went had it', () => {
    fc.assert(
      fc.property(MEMBERS, ([gone = '', ...rest]) => {
        for (const key of KEYS) {
          const before = ownerOf(key, [gone, ...rest]);
          const after = ownerOf(key, rest);
          if (before !== gone) expect(after).toBe(before);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is about as much for each', () => {
    const members = ['a', 'b', 'c', 'd'];
    const keys = Array.from({ length: 4_000 }, (_, n) => `system-${n}`);
    for (const member of members) {
      const share = keys.filter((key) => ownerOf(key, members) === member).length / keys.length;
      expect(share).toBeGreaterThan(0.2);
      expect(share).toBeLessThan(0.3);
    }
  });
});
