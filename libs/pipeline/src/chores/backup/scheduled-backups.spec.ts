import { describe, expect, it } from '@jest/globals';
import { cityDate } from '#core';
import fc from 'fast-check';
import { type Scheduled, isDue, outlived } from './scheduled-backups.js';

const at = (text: string): number => Date.parse(text);
const DAILY = { dailyAt: '02:15' };
const HOUR_MS = 3_600_000;

describe('the day’s backup', () => {
  it.each([
    ['none was ever made', undefined, '2026-12-01T12:00:00+01:00', true],
    ['that of today is made', '2026-12-01T02:16:00+01:00', '2026-12-01T12:00:00+01:00', false],
    ['its time has just come', '2026-11-30T02:16:00+01:00', '2026-12-01T02:15:00+01:00', true],
    ['its time has not come', '2026-11-30T02:16:00+01:00', '2026-12-01T02:14:00+01:00', false],
    ['the night was missed', '2026-11-29T02:16:00+01:00', '2026-12-01T01:00:00+01:00', true],
    ['it was late yesterday', '2026-11-30T23:00:00+01:00', '2026-12-01T02:15:00+01:00', true],
    // Its time is twice in this night, and never in that one.
    ['the clocks go back', '2026-10-25T02:16:00+02:00', '2026-10-25T02:16:00+01:00', false],
    ['the clocks go forward', '2026-03-28T02:16:00+01:00', '2026-03-29T03:00:00+02:00', true],
  ])('when %s', (_, newest, now, due) => {
    expect(isDue(DAILY, newest === undefined ? undefined : at(newest), at(now))).toBe(due);
  });
});

describe('which backups are kept', () => {
  const backupsOf = (days: readonly number[]): Scheduled[] =>
    days.map((day) => ({
      name: String(day),
      takenAtMs: at('2026-01-01T02:15:00+01:00') + day * 24 * HOUR_MS,
    }));
  const namesOf = (backups: readonly Scheduled[]): string[] => backups.map(({ name }) => name);

  it('are the last of each day, and the first of each month', () => {
    const backups = backupsOf([0, 1, 30, 31, 32, 60]);
    expect(namesOf(outlived(backups, { keepDays: 2, keepMonths: 2 }))).toEqual(['0', '1', '30']);
    expect(namesOf(outlived(backups, { keepDays: 1, keepMonths: 0 }))).toEqual(['0', '1', '30', '31', '32']);
  });

  it('are the newest and as many days as are wanted, whatever there is', () => {
    const days = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1 });
    const rules = fc.record({ keepDays: fc.integer({ min: 1, max: 20 }), keepMonths: fc.nat(20) });
    fc.assert(
      fc.property(days, rules, (written, rule) => {
        const backups = backupsOf(written);
        const gone = new Set(outlived(backups, rule));
        const left = backups.filter((backup) => !gone.has(backup));
        const newest = Math.max(...written);
        expect(namesOf(left)).toContain(String(newest));
        const daysOf = (some: readonly Scheduled[]): number =>
          new Set(some.map(({ takenAtMs }) => cityDate(takenAtMs))).size;
        expect(daysOf(left)).toBeGreaterThanOrEqual(Math.min(rule.keepDays, daysOf(backups)));
      }),
    );
  });
});
