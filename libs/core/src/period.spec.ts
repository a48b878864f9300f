import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PERIOD_TYPES, Period, cityDate, cityDates, cityTime } from './period.js';

const HOUR_MS = 3_600_000;

const anyPeriod = fc
  .record({
    type: fc.constantFrom(...PERIOD_TYPES),
    instantMs: fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2089, 11, 31) }),
  })
  .map(({ type, instantMs }) => ({ instantMs, period: Period.at(type, instantMs) }));

describe('Period', () => {
  it.each([
    ['2026-09', 'month', '2026-09-01', '2026-09-30'],
    ['2026-02', 'month', '2026-02-01', '2026-02-28'],
    ['2028-02', 'month', '2028-02-01', '2028-02-29'],
    ['2026-Q3', 'quarter', '2026-07-01', '2026-09-30'],
    ['2026-T2', 'tertial', '2026-05-01', '2026-08-31'],
    ['2026', 'year', '2026-01-01', '2026-12-31'],
  ])('%s is a %s from %s to %s', (text, type, first, last) => {
    const period = Period.of(text);
    expect({
      type: period.type,
      first: period.firstDay,
      last: period.lastDay,
      text: period.toString(),
    }).toEqual({
      type,
      first,
      last,
      text,
    });
  });

  it.each(['2026-13', '2026-00', '2026-Q5', '2026-T4', '26-09', '2026-9', '', ' 2026', '2026-q3'])(
    'refuses "%s" with a sentence',
    (text) => {
      expect(Period.parse(text)).toEqual({
        ok: false,
        problem: `"${text}" is not a period; write 2026-09, 2026-Q3, 2026-T2 or 2026`,
      });
    },
  );

  it('throws a stable code for a period that had to be right', () => {
    expect(() => Period.of('september')).toThrow(expect.objectContaining({ code: 'period/malformed' }));
  });

  it('counts 743 hours in the month clocks go forward, 745 in the month they go back', () => {
    const hours = (text: string): number => (Period.of(text).endMs - Period.of(text).startMs) / HOUR_MS;
    expect(hours('2026-03')).toBe(31 * 24 - 1);
    expect(hours('2026-10')).toBe(31 * 24 + 1);
    expect(hours('2026')).toBe(365 * 24);
  });

  it('begins at midnight in Stockholm, not in Greenwich', () => {
    expect(new Date(Period.of('2026-01').startMs).toISOString()).toBe('2025-12-31T23:00:00.000Z');
    expect(new Date(Period.of('2026-07').startMs).toISOString()).toBe('2026-06-30T22:00:00.000Z');
    expect(Period.at('month', Date.UTC(2026, 5, 30, 22)).toString()).toBe('2026-07');
  });

  it('knows its neighbours', () => {
    expect(Period.of('2026-Q1').previous().toString()).toBe('2025-Q4');
    expect(Period.of('2026-T3').next().toString()).toBe('2027-T1');
    expect(Period.of('2026-01').shift(-13).toString()).toBe('2024-12');
    expect(Period.of('2026-Q3').sameLastYear().toString()).toBe('2025-Q3');
  });

  it('lists its months, the twelve that end with it and those of the year so far', () => {
    const texts = (periods: Period[]): string[] => periods.map(String);
    expect(texts(Period.of('2026-T2').months())).toEqual(['2026-05', '2026-06', '2026-07', '2026-08']);
    expect(texts(Period.of('2026-Q1').trailingMonths(12)).at(0)).toBe('2025-04');
    expect(texts(Period.of('2026-Q1').trailingMonths(12)).at(-1)).toBe('2026-03');
    expect(texts(Period.of('2026-Q1').yearToDate())).toEqual(['2026-01', '2026-02', '2026-03']);
  });

  it('holds the instants from its start until before its end, and the periods that lie inside', () => {
    const quarter = Period.of('2026-Q3');
    expect(quarter.contains(quarter.startMs)).toBe(true);
    expect(quarter.contains(quarter.endMs - 1)).toBe(true);
    expect(quarter.contains(quarter.endMs)).toBe(false);
    expect(quarter.contains(Period.of('2026-08'))).toBe(true);
    expect(quarter.contains(Period.of('2026-T2'))).toBe(false);
  });

  it('reads back what it writes; touches its neighbours; holds the instant it was made for', () => {
    fc.assert(
      fc.property(anyPeriod, ({ period, instantMs }) => {
        expect(Period.of(period.toString()).equals(period)).toBe(true);
        expect(period.next().startMs).toBe(period.endMs);
        expect(period.next().previous().equals(period)).toBe(true);
        expect(period.contains(instantMs)).toBe(true);
        expect(period.months().at(0)?.startMs).toBe(period.startMs);
        expect(period.lastMonth.endMs).toBe(period.endMs);
      }),
    );
  });
});

describe('the calendar of the city', () => {
  it('writes an instant with the offset of the season', () => {
    expect(cityTime(Date.UTC(2026, 0, 1, 12))).toBe('2026-01-01T13:00:00.000+01:00');
    expect(cityTime(Date.UTC(2026, 6, 1, 12))).toBe('2026-07-01T14:00:00.000+02:00');
  });

  it('names the days that a window touches', () => {
    const from = Date.UTC(2026, 2, 28, 22, 59);
    expect(cityDate(from)).toBe('2026-03-28');
    expect(cityDates(from, Date.UTC(2026, 2, 29, 22, 0))).toEqual(['2026-03-28', '2026-03-29']);
    expect(cityDates(from, Date.UTC(2026, 2, 29, 22, 1))).toEqual(['2026-03-28', '2026-03-29', '2026-03-30']);
  });
});
