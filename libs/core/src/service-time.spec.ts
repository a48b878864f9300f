import { describe, expect, it } from '@jest/globals';
import { swedishHolidays } from './holidays.js';
import { lengthMs } from './interval.js';
import { Period, midnightMs } from './period.js';
import { type ServiceTimeAgreement, WEEKDAYS, agreedTime, serviceTime } from './service-time.js';

const HOUR_MS = 3_600_000;

const office: ServiceTimeAgreement = {
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '19:00' }],
  holidays: 'closed',
};
const always: ServiceTimeAgreement = {
  weekly: [{ days: WEEKDAYS, from: '00:00', to: '24:00' }],
  holidays: 'open',
};

function days(first: string, afterLast: string): { startMs: number; endMs: number } {
  return { startMs: midnightMs(first), endMs: midnightMs(afterLast) };
}

function hours(agreement: ServiceTimeAgreement, first: string, afterLast: string): number {
  return lengthMs(agreedTime(agreement, days(first, afterLast))) / HOUR_MS;
}

describe('agreed service time', () => {
  it('counts the weekly hours', () => {
    expect(hours(office, '2026-09-14', '2026-09-21')).toBe(60);
  });

  it('closes on public holidays when so agreed, and only then', () => {
    expect(hours(office, '2026-05-14', '2026-05-15')).toBe(0);
    expect(hours({ ...office, holidays: 'open' }, '2026-05-14', '2026-05-15')).toBe(12);
  });

  it('follows the clock through both changes', () => {
    expect(hours(always, '2026-03-29', '2026-03-30')).toBe(23);
    expect(hours(always, '2026-10-25', '2026-10-26')).toBe(25);
    const night: ServiceTimeAgreement = {
      weekly: [{ days: ['sun'], from: '00:00', to: '06:00' }],
      holidays: 'open',
    };
    expect(hours(night, '2026-03-29', '2026-03-30')).toBe(5);
    expect(hours(night, '2026-10-25', '2026-10-26')).toBe(7);
  });

  it('covers the whole month when the system is always to be up', () => {
    const october = Period.of('2026-10');
    expect(agreedTime(always, october)).toEqual([{ startMs: october.startMs, endMs: october.endMs }]);
  });

  it('takes out maintenance that was announced before it began', () => {
    const week = days('2026-09-14', '2026-09-21');
    const startMs = midnightMs('2026-09-16') + 12 * HOUR_MS;
    const hour = { startMs, endMs: startMs + HOUR_MS };
    const rest = (announcedMs: number): number =>
      lengthMs(serviceTime(office, [{ ...hour, announcedMs }], week)) / HOUR_MS;
    expect(rest(startMs - HOUR_MS)).toBe(59);
    expect(rest(startMs)).toBe(60);
    expect(rest(startMs + 1)).toBe(60);
  });
});

describe('Swedish public holidays', () => {
  // Dates from almanacs of these years.
  it.each([
    [2024, '2024-03-31', '2024-06-22', '2024-11-02', '2024-05-09'],
    [2025, '2025-04-20', '2025-06-21', '2025-11-01', '2025-05-29'],
    [2026, '2026-04-05', '2026-06-20', '2026-10-31', '2026-05-14'],
    [2027, '2027-03-28', '2027-06-26', '2027-11-06', '2027-05-06'],
    [2038, '2038-04-25', '2038-06-26', '2038-11-06', '2038-06-03'],
  ])('of %i', (year, easter, midsummer, allSaints, ascension) => {
    const holidays = swedishHolidays(year);
    expect(holidays.get(easter)).toBe('Påskdagen');
    expect(holidays.get(midsummer)).toBe('Midsommardagen');
    expect(holidays.get(allSaints)).toBe('Alla helgons dag');
    expect(holidays.get(ascension)).toBe('Kristi himmelsfärdsdag');
    expect(holidays.get(`${year}-06-06`)).toBe('Sveriges nationaldag');
    expect(holidays.size).toBe(13);
  });
});
