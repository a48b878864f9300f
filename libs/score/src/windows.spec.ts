import { type ObservationSum, Period, type Value } from '#core';
import { type RatioFormula } from '#catalogue';
import { monthsOf, windowMonths } from './months.js';
import { facts, measure, ratio, sampleCity, side, sum } from './sample-city.spec-data.js';
import { createScorer } from './scorer.js';

const city = await sampleCity();
const span = (text: string) => monthsOf(Period.of(text));

function valueIn(
  formula: RatioFormula,
  period: string,
  data: Record<string, readonly ObservationSum[]>,
): Value | undefined {
  const catalogue = { ...city, measures: new Map([['m', measure('m', formula)]]) };
  const series = createScorer(catalogue, facts(data)).series('m', { kind: 'unit', id: 'a' }, [
    Period.of(period),
  ]);
  return series.ok ? series.value[0]?.value : undefined;
}

const year = (from: string, count: number, sums: (i: number) => Record<string, number>) =>
  Array.from({ length: count }, (_, i) => sum('a', Period.of(from).shift(i).toString(), sums(i)));

describe('the months of a window', () => {
  const tertial = Period.of('2026-T2');
  it.each([
    ['period', '2026-05', '2026-08'],
    ['last-month', '2026-05', '2026-08'],
    ['mean-of-months', '2026-05', '2026-08'],
    ['rolling-12-months', '2025-09', '2026-08'],
    ['year-to-date', '2026-01', '2026-08'],
  ] as const)('%s of 2026-T2 are %s to %s', (window, from, to) => {
    expect(windowMonths(window, tertial)).toEqual({ first: span(from).last, last: span(to).last });
  });

  it('is those of the base for a mean', () => {
    expect(windowMonths('mean-of-months', tertial, 'year-to-date')).toEqual(
      windowMonths('year-to-date', tertial),
    );
  });

  it('gives a longer period to its last month', () => {
    expect(span('2026')).toEqual({ first: span('2026-01').last, last: span('2026-12').last });
  });
});

describe('period', () => {
  const rate = ratio(side('cases', { within_target: 1 }), side('cases', { closed: 1 }));
  it('sums the months inside, and a quarter belongs to its last month', () => {
    const cases = [
      sum('a', '2026-06', { within_target: 1, closed: 1 }),
      sum('a', '2026-07', { within_target: 1, closed: 4 }),
      sum('a', '2026-Q3', { within_target: 2, closed: 4 }),
      sum('a', '2026-10', { within_target: 9, closed: 9 }),
    ];
    expect(valueIn(rate, '2026-Q3', { cases })).toMatchObject({ numerator: 3, denominator: 8, n: 2 });
    expect(valueIn(rate, '2026-09', { cases })).toMatchObject({ numerator: 2, denominator: 4 });
    expect(valueIn(rate, '2026-08', { cases })).toMatchObject({ kind: 'not-provided' });
  });
});

describe('last-month', () => {
  const stock = ratio(side('licences', { active: 1 }), side('licences', { assigned: 1 }), {
    window: 'last-month',
  });
  it('takes the last month that has data on both sides', () => {
    const licences = [
      sum('a', '2026-07', { active: 5, assigned: 10 }, { labels: { product: 'x' } }),
      sum('a', '2026-08', { active: 6, assigned: 10 }, { labels: { product: 'x' } }),
      sum('a', '2026-08', { active: 1, assigned: 10 }, { labels: { product: 'y' } }),
      sum('a', '2026-09', { assigned: 10 }),
    ];
    expect(valueIn(stock, '2026-Q3', { licences })).toMatchObject({ numerator: 7, denominator: 20 });
  });
});

describe('rolling-12-months', () => {
  const perEmployee = ratio(
    side('cost', { amount: 1 }),
    side('base-figures', { fte: 1 }, { window: 'mean-of-months' }),
    { window: 'rolling-12-months' },
  );
  const cost = year('2025-10', 12, () => ({ amount: 100 }));
  const fte = year('2025-10', 12, (i) => ({ fte: 10 + i }));

  it('sums twelve months over the mean of their base', () => {
    expect(valueIn(perEmployee, '2026-Q3', { cost, 'base-figures': fte })).toMatchObject({
      numerator: 1200,
      denominator: 15.5,
    });
  });

  it.each([0, 5, 11])('is not provided when month %i is missing on either side', (i) => {
    const kind = { kind: 'not-provided' };
    expect(
      valueIn(perEmployee, '2026-Q3', { cost: cost.toSpliced(i, 1), 'base-figures': fte }),
    ).toMatchObject(kind);
    expect(valueIn(perEmployee, '2026-Q3', { cost, 'base-figures': fte.toSpliced(i, 1) })).toMatchObject(
      kind,
    );
  });

  it('accepts quarters for the months they are about', () => {
    const quarters = Array.from({ length: 4 }, (_, i) =>
      sum('a', Period.of('2025-Q4').shift(i).toString(), { amount: 300 }),
    );
    expect(valueIn(perEmployee, '2026-Q3', { cost: quarters, 'base-figures': fte })).toMatchObject({
      numerator: 1200,
    });
  });
});

describe('year-to-date and mean-of-months', () => {
  it('sums from January to the end of the period', () => {
    const formula = ratio(side('benefits', { realised: 1 }), side('benefits', { planned: 1 }), {
      window: 'year-to-date',
    });
    const benefits = year('2025-12', 12, (i) => ({ realised: i, planned: 100 }));
    expect(valueIn(formula, '2026-Q2', { benefits })).toMatchObject({ numerator: 21, denominator: 600 });
  });

  it('means the months that have data', () => {
    const formula = ratio(
      side('cost', { amount: 1 }),
      side('base-figures', { fte: 1 }, { window: 'mean-of-months' }),
    );
    const base = [sum('a', '2026-07', { fte: 10 }), sum('a', '2026-09', { fte: 20 })];
    const cost = [sum('a', '2026-08', { amount: 30 })];
    expect(valueIn(formula, '2026-Q3', { cost, 'base-figures': base })).toMatchObject({
      number: 2,
      denominator: 15,
    });
  });
});

describe('what a value is when it is not a number', () => {
  const rate = ratio(side('cases', { within_target: 1 }), side('cases', { closed: 1 }));
  it('is not applicable when the unit says so, and nothing is expected then', () => {
    const cases = [sum('a', '2026-07', {}, { notApplicable: ['closed'] })];
    expect(valueIn(rate, '2026-07', { cases })).toMatchObject({ kind: 'not-applicable' });
  });

  it('is not applicable when all was delivered and there was nothing to measure', () => {
    const cases = [sum('a', '2026-07', { within_target: 0, closed: 0 })];
    expect(valueIn(rate, '2026-07', { cases })).toMatchObject({ kind: 'not-applicable' });
  });

  it('is not applicable when the data are neither owed nor delivered', () => {
    const formula = ratio(side('probes', { up_ms: 1 }), side('probes', { down_ms: 1 }));
    expect(valueIn(formula, '2026-07', {})).toMatchObject({ kind: 'not-applicable' });
  });
});
