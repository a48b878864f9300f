import { describe, expect, it } from '@jest/globals';
import { type Completeness, type ObservationSum, Period, type Value } from '#core';
import { type Facts } from './facts.js';
import { byId, facts, sampleCity, sum, unit } from './sample-city.spec-data.js';
import { system } from './availability/sample-systems.spec-data.js';
import { createScorer } from './scorer.js';

/** The worked examples of docs/measures.md: two units, A and B, each with one e-service. */
const city = await sampleCity({
  units: byId(unit('city', undefined, 'city'), unit('a', 'city'), unit('b', 'city')),
  systems: byId(...['a', 'b'].map((owner) => system(`${owner}-service`, { owner, eService: true }))),
});

function read(data: Facts, measure: string, id: string, period: string) {
  const series = createScorer(city, data).series(measure, { kind: 'unit', id }, [Period.of(period)]);
  if (!series.ok || !series.value[0]) throw new Error('no point');
  return series.value[0];
}

function told(value: Value): number | Value['kind'] {
  return value.kind === 'number' ? value.number : value.kind;
}

const counted = ({ actual, expected }: Completeness): string => `${actual}/${expected}`;

function channel(owner: string, of: string, completed: number): ObservationSum {
  return sum(owner, '2026-07', { completed }, { system: `${owner}-service`, labels: { channel: of } });
}

describe('a filter that matches nothing', () => {
  const data = facts({ transactions: [channel('a', 'phone', 900), channel('b', 'web', 100)] });

  it.each([
    ['a', 0],
    ['b', 100],
    ['city', 10],
  ])('is 0 of what divides a whole: the digital share of %s is %d %%', (id, share) => {
    const { value, completeness } = read(data, 'digital-take-up', id, '2026-07');
    expect(told(value)).toBe(share);
    expect(completeness.actual).toBe(completeness.expected);
  });

  it('is nothing to measure where both sides are such a part', () => {
    const started = facts({
      transactions: [{ ...channel('a', 'phone', 900), sums: { completed: 900, started: 900 } }],
    });
    expect(told(read(started, 'completion-rate', 'a', '2026-07').value)).toBe('not-applicable');
    expect(counted(read(started, 'completion-rate', 'a', '2026-07').completeness)).toBe('1/1');
  });

  it('is missing of a series: a budget is no cost of 0', () => {
    const budget = facts({
      cost: [sum('a', '2026-07', { amount: 100 }, { labels: { kind: 'budget' } })],
      'base-figures': [sum('a', '2026-07', { operating_cost: 1000 })],
    });
    const { value, completeness } = read(budget, 'it-cost-share', 'a', '2026-07');
    expect([told(value), counted(completeness)]).toEqual(['not-provided', '1/2']);
  });

  it('keeps what is marked as not applicable, and what nobody handed in', () => {
    const marked = { ...channel('a', 'phone', 0), sums: {}, notApplicable: ['completed'] };
    expect(told(read(facts({ transactions: [marked] }), 'digital-take-up', 'a', '2026-07').value)).toBe(
      'not-applicable',
    );
    expect(told(read(data, 'digital-take-up', 'a', '2026-08').value)).toBe('not-provided');
  });
});

describe('one month "ej aktuellt"', () => {
  const marked = (period: string) =>
    sum('a', period, {}, { notApplicable: ['closed', 'within_target'], labels: { process: 'bygglov' } });
  const closed = (period: string, within: number, all: number) =>
    sum('a', period, { within_target: within, closed: all }, { labels: { process: 'bygglov' } });

  it.each([
    ['2026-07', 'not-applicable', '0/0'],
    ['2026-Q3', 'not-provided', '0/2'],
    ['2026', 'not-provided', '0/11'],
  ])('excuses itself and no other: %s is %s, %s', (period, kind, count) => {
    const { value, completeness } = read(
      facts({ cases: [marked('2026-07')] }),
      'cases-within-target',
      'a',
      period,
    );
    expect([told(value), counted(completeness)]).toEqual([kind, count]);
  });

  it('leaves a quarter of which every month is marked without anything to expect', () => {
    const cases = ['2026-07', '2026-08', '2026-09'].map(marked);
    const { value, completeness } = read(facts({ cases }), 'cases-within-target', 'a', '2026-Q3');
    expect([told(value), counted(completeness)]).toEqual(['not-applicable', '0/0']);
  });

  it('leaves what was delivered for other months', () => {
    const cases = [marked('2026-07'), closed('2026-08', 8, 10)];
    const { value, completeness } = read(facts({ cases }), 'cases-within-target', 'a', '2026-Q3');
    expect([told(value), counted(completeness)]).toEqual([80, '1/2']);
  });

  it('takes its month out of both sides', () => {
    const cost = (period: string, amount: number) =>
      sum('a', period, { amount }, { labels: { kind: 'actual' } });
    const data = facts({
      cost: [cost('2026-07', 500), cost('2026-08', 30), cost('2026-09', 30)],
      'base-figures': [
        sum('a', '2026-07', {}, { notApplicable: ['operating_cost'] }),
        sum('a', '2026-08', { operating_cost: 1000 }),
        sum('a', '2026-09', { operating_cost: 1000 }),
      ],
    });
    const { value, completeness } = read(data, 'it-cost-share', 'a', '2026-Q3');
    expect(value).toMatchObject({ number: 3, numerator: 60, denominator: 2000 });
    expect(counted(completeness)).toBe('5/5');
  });
});

describe('cost per transaction', () => {
  const transactions = [channel('a', 'web', 100)];
  const cost = (amount: number, of: string | null) =>
    sum('a', '2026-07', { amount }, { system: of, labels: { kind: 'actual' } });

  it.each([
    ['cost that names no system', [cost(500, null)]],
    ['cost of another system', [cost(500, 'b-service')]],
    ['no cost', []],
  ])('is missing, 1/2, where a system has transactions and there is %s', (_, costs) => {
    const { value, completeness } = read(
      facts({ transactions, cost: costs }),
      'cost-per-transaction',
      'a',
      '2026-07',
    );
    expect([told(value), counted(completeness)]).toEqual(['not-provided', '1/2']);
  });

  it('is a number, 2/2, where a system has both', () => {
    const data = facts({ transactions, cost: [cost(500, 'a-service')] });
    const { value, completeness } = read(data, 'cost-per-transaction', 'a', '2026-07');
    expect([told(value), counted(completeness)]).toEqual([5, '2/2']);
  });

  it('makes no sense only where no system has transactions', () => {
    const offline = { ...city, systems: byId(system('a-system', { owner: 'a' })) };
    const data = facts({ cost: [cost(500, 'a-system')] });
    const series = createScorer(offline, data).series('cost-per-transaction', { kind: 'unit', id: 'a' }, [
      Period.of('2026-07'),
    ]);
    expect(series).toMatchObject({ ok: true, value: [{ value: { kind: 'not-applicable' } }] });
  });
});

describe('sums', () => {
  it('are told without what binary fractions leave: 0.1 and 0.2 are 0.3', () => {
    const cost = ['2026-07', '2026-08', '2026-09'].map((month, i) =>
      sum('a', month, { amount: [0.1, 0.2, 279607.3][i] ?? 0 }, { labels: { kind: 'actual' } }),
    );
    const data = facts({
      cost,
      'base-figures': [sum('a', '2026-09', { operating_cost: 1000 })],
    });
    expect(read(data, 'it-cost-share', 'a', '2026-Q3').value).toMatchObject({ numerator: 279607.6 });
  });
});
