import { expect, it } from '@jest/globals';
import type { DeliveryState } from '#core';
import { firstPart, owedRows } from './owed-rows.js';

function delivery(more: Partial<DeliveryState>): DeliveryState {
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

it('puts what should have come first and what has come last, newest first', () => {
  const due = delivery({ period: '2026-10', dueDate: '2026-11-20' });
  const missing = delivery({ state: 'missing' });
  const early = delivery({ state: 'delivered', period: '2026-07', dueDate: '2026-08-20' });
  const late = delivery({ state: 'late', period: '2026-08', dueDate: '2026-09-20' });
  expect(owedRows([early, due, late, missing])).toEqual({
    missing: [missing],
    due: [due],
    'handed-in': [late, early],
    all: [missing, due, late, early],
  });
});

it('makes one row of rules that ask for parts of the same data set', () => {
  const survey = { dataset: 'survey', state: 'missing' } as const;
  const external = delivery({ ...survey, delivery: 'survey-external' });
  const employees = delivery({ ...survey, delivery: 'survey-employees' });
  const other = delivery({ ...survey, delivery: 'survey-employees', unit: 'b' });
  expect(owedRows([external, employees, other]).missing).toHaveLength(2);
});

it('begins with what should have come, and otherwise with what is to come', () => {
  expect(firstPart(owedRows([delivery({}), delivery({ state: 'missing' })]))).toBe('missing');
  expect(firstPart(owedRows([delivery({}), delivery({ state: 'delivered' })]))).toBe('due');
});
