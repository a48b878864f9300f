import { expect, it } from '@jest/globals';
import type { DeliveryState } from '#core';
import { deliveryMatrix, owedCount } from './delivery-matrix.js';

const owed = (
  unit: string,
  dataset: DeliveryState['dataset'],
  state: DeliveryState['state'],
): DeliveryState => ({
  ...{ unit, dataset, state, delivery: dataset, period: '2026-09', dueDate: '2026-10-20' },
  receivedAt: null,
});

it('counts what is owed by unit and data set, those who miss most first', () => {
  const matrix = deliveryMatrix([
    owed('a', 'cost', 'delivered'),
    owed('a', 'cost', 'late'),
    owed('a', 'cases', 'due'),
    owed('b', 'cost', 'missing'),
    owed('b', 'survey', 'not-applicable'),
  ]);
  expect(matrix.rows.map(({ unit }) => unit)).toEqual(['b', 'a']);
  expect([...matrix.datasets].sort()).toEqual(['cases', 'cost']);
  expect(matrix.rows[1]?.cells.get('cost')).toEqual({ handedIn: 2, due: 0, missing: 0 });
  // What somebody does not owe is no zero.
  expect(matrix.rows[0]?.cells.has('cases')).toBe(false);
  expect(matrix.totals.get('cost')).toEqual({ handedIn: 2, due: 0, missing: 1 });
  expect(owedCount(matrix.total)).toBe(4);
});
