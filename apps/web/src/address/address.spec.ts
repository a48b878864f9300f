import { describe, expect, it } from '@jest/globals';
import { SUBJECT_KINDS } from '#core';
import fc from 'fast-check';
import { readAddress, withUnit, writeAddress } from './address.js';

const NOW_MS = Date.UTC(2026, 10, 21, 8);

describe('the address', () => {
  it('is the city and the last whole quarter when it says nothing', () => {
    expect(writeAddress(readAddress('', NOW_MS))).toBe('?unit=city&period=2026-Q3');
  });

  it('turns to a new quarter at midnight in the city, not in UTC', () => {
    expect(writeAddress(readAddress('', Date.UTC(2026, 8, 30, 21, 59)))).toContain('2026-Q2');
    expect(writeAddress(readAddress('', Date.UTC(2026, 8, 30, 22, 0)))).toContain('2026-Q3');
  });

  it('keeps the unit when the period is written wrong', () => {
    expect(writeAddress(readAddress('?unit=spanga-tensta&period=banan', NOW_MS))).toBe(
      '?unit=spanga-tensta&period=2026-Q3',
    );
  });

  it('goes to another unit in the same period', () => {
    const address = readAddress('?system=e-ansokan&period=2026-T2', NOW_MS);
    expect(writeAddress(withUnit(address, 'kista'))).toBe('?unit=kista&period=2026-T2');
  });

  it('reads back what it wrote, for every kind of subject', () => {
    const id = fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    fc.assert(
      fc.property(fc.constantFrom(...SUBJECT_KINDS), id, (kind, subject) => {
        const query = `?${kind}=${subject}&period=2025-12`;
        expect(writeAddress(readAddress(query, NOW_MS))).toBe(query);
      }),
    );
  });
});
