import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Interval } from '#core';
import { type BudgetQuestion, budgetUse } from './budget.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOW_MS = 1_000 * HOUR_MS;

/** A month around the clock, at 99.9 % and a probe a minute: 43.2 minutes of budget. */
function around(down: readonly Interval[], more: Partial<BudgetQuestion> = {}): BudgetQuestion {
  return {
    target: 0.999,
    monthMs: 720 * HOUR_MS,
    service: [{ startMs: NOW_MS - 500 * HOUR_MS, endMs: NOW_MS }],
    down,
    intervalMs: MINUTE_MS,
    ...more,
  };
}

const lately = (minutes: number, agoMinutes = 0): Interval => ({
  startMs: NOW_MS - (agoMinutes + minutes) * MINUTE_MS,
  endMs: NOW_MS - agoMinutes * MINUTE_MS,
});
const kinds = (question: BudgetQuestion): string[] => [
  ...new Set(budgetUse(question).map(({ kind }) => kind)),
];

describe('a budget', () => {
  it('does not burn for one failed probe, though that is 2 % in an hour', () => {
    expect(kinds(around([lately(1)]))).toEqual([]);
    expect(kinds(around([lately(2)]))).toEqual([]);
    expect(kinds(around([lately(3)]))).toContain('budget-fast');
  });

  it('burns no longer when it has stopped burning', () => {
    expect(kinds(around([lately(3, 40)]))).toEqual([]);
  });

  it('burns slowly: a tenth in three days', () => {
    const everyHour = Array.from({ length: 72 }, (_, hour) => lately(0.1, 60 * hour));
    expect(kinds(around(everyHour))).toEqual(['budget-slow']);
  });

  it('never burns while less than once the budget is used, however short the month of service', () => {
    const hours = fc.integer({ min: 20, max: 720 });
    fc.assert(
      fc.property(hours, fc.double({ min: 0.1, max: 0.95, noNaN: true }), (monthHours, pace) => {
        const service = [{ startMs: NOW_MS - monthHours * HOUR_MS, endMs: NOW_MS }];
        const perHour = Array.from({ length: monthHours }, (_, hour) => lately(0.6 * pace, 60 * hour));
        const month = { target: 0.99, monthMs: monthHours * HOUR_MS, service, intervalMs: 1_000 };
        // Whole hours only: what falls within a part of one may be more than its share.
        const isWhole = (windowMs: number): boolean => windowMs > 10 * HOUR_MS && windowMs % HOUR_MS === 0;
        const used = budgetUse(around(perHour, month)).filter(({ windowMs }) => isWhole(windowMs));
        expect(used).toEqual([]);
      }),
    );
  });

  it('is that of the service month: 2 % in an hour is 4.4 × in a month of 220 hours', () => {
    const office = around([], { target: 0.99, monthMs: 220 * HOUR_MS });
    const limit = 0.02 * 0.01 * 220 * 60; // minutes
    const used = budgetUse({ ...office, down: [lately(limit + 0.01)] })[0];
    expect(used).toMatchObject({ kind: 'budget-fast', windowMs: HOUR_MS });
    expect(used?.share).toBeCloseTo(0.02, 3);
    expect(limit / (0.01 * 60)).toBeCloseTo(4.4, 9);
    expect(kinds({ ...office, down: [lately(limit - 0.01)] })).toEqual([]);
  });

  it('counts service time only, over nights and weekends', () => {
    const evening = { startMs: NOW_MS - 15 * HOUR_MS, endMs: NOW_MS - 14 * HOUR_MS };
    const morning = { startMs: NOW_MS - 2 * MINUTE_MS, endMs: NOW_MS };
    const service = [evening, morning];
    const night = { startMs: evening.endMs, endMs: morning.startMs };
    expect(kinds(around([night], { service }))).toEqual([]);
    const late = { startMs: evening.endMs - 2 * MINUTE_MS, endMs: morning.endMs };
    expect(kinds(around([late], { service }))).toContain('budget-fast');
  });

  it('is nothing where nothing may fail, or no time was agreed', () => {
    expect(budgetUse(around([lately(60)], { target: 1 }))).toEqual([]);
    expect(budgetUse(around([lately(60)], { monthMs: 0 }))).toEqual([]);
  });

  const some = fc.array(fc.tuple(fc.integer({ min: 0, max: 6_000 }), fc.integer({ min: 1, max: 90 })), {
    maxLength: 12,
  });

  it('never burns less for more downtime, nor otherwise for another order', () => {
    fc.assert(
      fc.property(some, some, (first, more) => {
        const down = (spans: typeof first): Interval[] => spans.map(([ago, minutes]) => lately(minutes, ago));
        const before = kinds(around(down(first)));
        expect(kinds(around(down([...first, ...more])))).toEqual(expect.arrayContaining(before));
        expect(budgetUse(around(down(first).toReversed()))).toEqual(budgetUse(around(down(first))));
      }),
    );
  });
});
