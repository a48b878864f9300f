import { describe, expect, it } from '@jest/globals';
import { PERIOD_TYPES, Period } from '#core';
import fc from 'fast-check';
import {
  type CalendarPeriod,
  changeType,
  choosablePeriods,
  cityMonth,
  isOver,
  lastDay,
  lastWhole,
  parsePeriod,
  periodHeading,
  periodMonths,
  periodName,
  periodText,
  sameLastYear,
  shiftPeriod,
} from './period.js';

function period(text: string): CalendarPeriod {
  const parsed = parsePeriod(text);
  if (!parsed) throw new Error(`${text} is not a period`);
  return parsed;
}

const NOVEMBER_2026 = 2026 * 12 + 10;

const anyPeriod = fc
  .record({ type: fc.constantFrom(...PERIOD_TYPES), atMs: fc.integer({ min: 0, max: 4e12 }) })
  .map(({ type, atMs }) => Period.at(type, atMs));

describe('a calendar period of the page', () => {
  it('agrees with the Period of core on text, steps and last day', () => {
    fc.assert(
      fc.property(anyPeriod, fc.integer({ min: -30, max: 30 }), (core, steps) => {
        const here = period(core.toString());
        expect(periodText(here)).toBe(core.toString());
        expect(periodText(shiftPeriod(here, steps))).toBe(core.shift(steps).toString());
        expect(periodText(sameLastYear(here))).toBe(core.sameLastYear().toString());
        expect(lastDay(here)).toBe(core.lastDay);
      }),
    );
  });

  it('agrees with core on the last whole one and on which are over', () => {
    fc.assert(
      fc.property(anyPeriod, fc.integer({ min: 0, max: 4e12 }), (core, nowMs) => {
        const month = cityMonth(nowMs);
        expect(periodText(lastWhole(core.type, month))).toBe(
          Period.at(core.type, nowMs).previous().toString(),
        );
        expect(isOver(period(core.toString()), month)).toBe(core.endMs <= nowMs);
      }),
    );
  });

  it.each(['', '2026-Q5', '2026-13', '26-Q1', '2026-q3', 'banan'])('%p is none', (text) => {
    expect(parsePeriod(text)).toBeNull();
  });

  it.each([
    ['2026-Q3', 'kvartal 3 2026', 'juli–september 2026'],
    ['2026-T2', 'tertial 2 2026', 'maj–augusti 2026'],
    ['2026-09', 'september 2026', 'september 2026'],
    ['2026', 'år 2026', 'januari–december 2026'],
  ])('%s is called %s', (text, name, months) => {
    expect(periodName(period(text))).toBe(name);
    expect(periodMonths(period(text))).toBe(months);
  });

  it('has a capital in headings', () => {
    expect(periodHeading(period('2026'))).toBe('År 2026');
  });
});

describe('changing the type of period', () => {
  it.each([
    ['2026-Q3', 'month', '2026-09'],
    ['2026-Q3', 'tertial', '2026-T2'],
    ['2026-Q3', 'year', '2025'],
    ['2026-Q2', 'tertial', '2026-T2'],
    ['2026-Q4', 'year', '2026'],
    ['2025-T3', 'quarter', '2025-Q4'],
  ] as const)('%s to a %s gives %s', (from, type, to) => {
    expect(periodText(changeType(period(from), type, NOVEMBER_2026))).toBe(to);
  });
});

describe('the periods to choose from', () => {
  it('run from the one that has begun and back three years', () => {
    const texts = choosablePeriods(period('2026-Q3'), NOVEMBER_2026).map(periodText);
    expect(texts[0]).toBe('2026-Q4');
    expect(texts.at(-1)).toBe('2023-Q4');
    expect(texts).toHaveLength(13);
  });

  it('always hold the one shown', () => {
    fc.assert(
      fc.property(anyPeriod, (core) => {
        const texts = choosablePeriods(period(core.toString()), NOVEMBER_2026).map(periodText);
        expect(texts).toContain(core.toString());
      }),
    );
  });
});
