import { describe, expect, it } from '@jest/globals';
import { DeliveryRhythm } from '#catalogue';
import { duePeriods } from './scheduled-deliveries.js';

const RHYTHM = Object.assign(new DeliveryRhythm(), { quarterly: 20, tertial: 30, before: '05:00' });

describe('the periods that are due', () => {
  it.each([
    ['2026-10-20T04:30:00+02:00', '2026-Q3, 2026-T2'],
    ['2026-10-19T04:30:00+02:00', '2026-T2'],
    ['2026-10-20T03:59:00+02:00', ''],
    ['2026-10-20T05:01:00+02:00', ''],
    ['2027-01-20T04:30:00+01:00', '2026-Q4'],
    ['2027-01-30T04:30:00+01:00', '2026-Q4, 2026-T3'],
  ])('at %s are %s', (at, periods) => {
    expect(duePeriods(RHYTHM, Date.parse(at)).join(', ')).toBe(periods);
  });

  it('come also just after midnight, when the receiver reads early', () => {
    const early = Object.assign(new DeliveryRhythm(), { quarterly: 20, before: '00:15' });
    expect(duePeriods(early, Date.parse('2026-10-20T23:30:00+02:00')).join()).toBe('2026-Q3');
  });
});
