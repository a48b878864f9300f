import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type DeliveryState, PERIOD_TYPES, type PeriodType } from '#core';
import { remindersOn } from './steps.js';

function owed(more: Partial<DeliveryState> = {}): DeliveryState {
  return {
    unit: 'a',
    delivery: 'cost',
    dataset: 'cost',
    period: '2026-09',
    dueDate: '2026-10-20',
    state: 'due',
    receivedAt: null,
    ...more,
  };
}

function stepsOn(today: string, cadence: PeriodType = 'month', more: Partial<DeliveryState> = {}): string[] {
  return remindersOn(today, [owed(more)], () => cadence).map(({ step }) => step);
}

describe('remindersOn', () => {
  it.each([
    ['2026-10-14', []],
    ['2026-10-15', ['before-5']],
    ['2026-10-19', ['before-5']],
    ['2026-10-20', ['before-5']],
    ['2026-10-21', ['after-1']],
    ['2026-10-28', ['after-8']],
    ['2026-11-10', []],
    ['2026-11-11', ['after-22']],
    ['2027-03-01', []],
  ] as const)('tells of a month on %s: %s', (today, steps) => {
    expect(stepsOn(today)).toEqual(steps);
  });

  it('begins sooner for what is handed in seldom', () => {
    expect(stepsOn('2026-10-06', 'quarter')).toEqual(['before-14']);
    expect(stepsOn('2026-10-17', 'quarter')).toEqual(['before-3']);
    expect(stepsOn('2026-09-20', 'year')).toEqual(['before-30']);
  });

  it('tells of nothing that has come, is not applicable, or is no longer asked for', () => {
    for (const state of ['delivered', 'late', 'not-applicable'] as const) {
      expect(stepsOn('2026-10-21', 'month', { state })).toEqual([]);
    }
    expect(remindersOn('2026-10-21', [owed()], () => undefined)).toEqual([]);
  });

  it('takes each step at most once as the days go, in their order, and no more than five', () => {
    const cadences = fc.constantFrom(...PERIOD_TYPES);
    fc.assert(
      fc.property(cadences, fc.integer({ min: -60, max: 0 }), (cadence, first) => {
        const due = Temporal.PlainDate.from('2026-10-20');
        const days = Array.from({ length: 200 }, (_, i) => due.add({ days: first + i }).toString());
        const told = days.flatMap((today) => stepsOn(today, cadence));
        const distinct = told.filter((step, i) => step !== told[i - 1]);
        expect(new Set(distinct).size).toBe(distinct.length);
        expect(distinct.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});
