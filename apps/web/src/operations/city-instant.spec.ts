import { describe, expect, it } from '@jest/globals';
import { cityClock, cityInstant } from './city-instant.js';

describe('a clock time in the city', () => {
  it('has the offset of its season', () => {
    expect(cityInstant('2026-01-15T08:00')).toBe('2026-01-15T08:00:00+01:00');
    expect(cityInstant('2026-07-15T08:00')).toBe('2026-07-15T08:00:00+02:00');
  });

  it('is the first of two in autumn, and none in the hour that spring skips', () => {
    expect(cityInstant('2026-10-25T02:30')).toBe('2026-10-25T02:30:00+02:00');
    expect(cityInstant('2026-03-29T02:30')).toBeNull();
  });

  it('is none when nothing is filled in', () => {
    expect(cityInstant('')).toBeNull();
    expect(cityInstant('2026-13-01T00:00')).toBeNull();
  });

  it('is written into a field as it is read out of it', () => {
    expect(cityClock('2026-07-15T06:00:00Z')).toBe('2026-07-15T08:00');
    expect(cityInstant(cityClock('2026-01-15T08:00:00+01:00'))).toBe('2026-01-15T08:00:00+01:00');
  });
});
