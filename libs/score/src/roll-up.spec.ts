import fc from 'fast-check';
import { type ObservationSum, type Value } from '#core';
import { AnswerMeanFormula, type Catalogue, type Unit, subtreeIn } from '#catalogue';
import { Q3, byId, facts, measure, ratio, sampleCity, side, sum, unit } from './sample-city.spec-data.js';
import { createScorer } from './scorer.js';

const base = await sampleCity({
  deliveries: [],
  measures: byId(
    measure(
      'take-up',
      ratio(
        side('transactions', { completed: 1 }, { where: { channel: ['web', 'app'] } }),
        side('transactions', { completed: 1 }),
        { scale: 100 },
      ),
    ),
    measure('share', ratio(side('cost', { amount: 1 }), side('base-figures', { operating_cost: 1 }))),
    measure(
      'answers',
      Object.assign(new AnswerMeanFormula(), {
        kind: 'answer-mean' as const,
        questions: ['q1', 'q2'],
        audiences: ['employee'],
        min: 1,
        max: 5,
      }),
    ),
  ),
});

interface City {
  readonly units: readonly Unit[];
  readonly transactions: readonly ObservationSum[];
  readonly cost: readonly ObservationSum[];
  readonly base: readonly ObservationSum[];
  readonly survey: readonly ObservationSum[];
}

const unitId = fc.nat(11).map((i) => `u${i}`);
const month = fc.constantFrom('2026-07', '2026-08', '2026-09');
const rows = (make: (unitName: string, period: string, amount: number, pick: number) => ObservationSum) =>
  fc.array(
    fc.tuple(unitId, month, fc.nat(1000), fc.nat(20)).map((args) => make(...args)),
    { maxLength: 40 },
  );

/** A random tree of twelve units below a root, with random rows handed in anywhere in it. */
const cities: fc.Arbitrary<City> = fc
  .record({
    parents: fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }),
    transactions: rows((u, period, completed, pick) =>
      sum(u, period, { completed }, { labels: { channel: ['web', 'app', 'phone'][pick % 3] ?? 'web' } }),
    ),
    cost: rows((u, period, amount, pick) => sum(u, period, { amount }, { project: `p${pick}` })),
    base: rows((u, period, amount, pick) =>
      sum(u, period, pick % 4 === 0 ? {} : { operating_cost: amount + 1 }, { system: `s${pick}` }),
    ),
    survey: rows((u, period, amount, pick) =>
      sum(
        u,
        period,
        { [`n_${(pick % 5) + 1}`]: amount + 5 },
        { labels: { question: pick % 2 ? 'q1' : 'q2', audience: 'employee' } },
      ),
    ),
  })
  .map(({ parents, ...data }) => {
    const units = parents.map((n, i) => unit(`u${i}`, i === 0 ? 'city' : `u${n % i}`));
    return { units: [unit('city', undefined, 'city'), ...units], ...data };
  });

const catalogueOf = ({ units }: City): Catalogue => ({ ...base, units: byId(...units) });

function factsOf({ transactions, cost, base: baseFigures, survey }: City) {
  return facts({ transactions, cost, 'base-figures': baseFigures, survey });
}

function valueOf(city: City, id: string, subject: string): Value {
  const series = createScorer(catalogueOf(city), factsOf(city)).series(id, { kind: 'unit', id: subject }, [
    Q3,
  ]);
  if (!series.ok || !series.value[0]) throw new Error('no point');
  return series.value[0].value;
}

const add = (list: readonly ObservationSum[], column: string): number =>
  list.reduce((total, row) => total + (row.sums[column] ?? 0), 0);
const has = (list: readonly ObservationSum[], column: string, u: string): boolean =>
  list.some((row) => row.unit === u && row.sums[column] !== undefined);

function pooled(city: City, id: string, subject: string): { numerator: number; denominator: number } {
  const below = subtreeIn(catalogueOf(city), subject, '2026-09');
  if (id === 'answers') {
    const list = city.survey.filter((row) => below.has(row.unit));
    const answers = [1, 2, 3, 4, 5].map((answer) => ({ answer, count: add(list, `n_${answer}`) }));
    return {
      numerator: answers.reduce((total, { answer, count }) => total + (answer - 1) * count, 0),
      denominator: answers.reduce((total, { count }) => total + 4 * count, 0),
    };
  }
  const digital = city.transactions.filter((row) => row.labels.channel !== 'phone');
  const [top, upper, bottom, lower] =
    id === 'share'
      ? ([city.cost, 'amount', city.base, 'operating_cost'] as const)
      : ([digital, 'completed', city.transactions, 'completed'] as const);
  // Who handed in other channels only has no digital transactions: 0.
  const known = id === 'share' ? top : city.transactions;
  const both = [...below].filter((u) => has(known, upper, u) && has(bottom, lower, u));
  const of = (list: readonly ObservationSum[]) => list.filter((row) => both.includes(row.unit));
  return { numerator: add(of(top), upper), denominator: add(of(bottom), lower) };
}

const anyMeasure = fc.constantFrom('take-up', 'share', 'answers');
const anySubject = fc.oneof(unitId, fc.constant('city'));

describe('for any tree and any data', () => {
  it('a parent’s value is the value of the pooled rows of the units that have both sides', () => {
    fc.assert(
      fc.property(cities, anyMeasure, anySubject, (city, id, subject) => {
        const value = valueOf(city, id, subject);
        const expected = pooled(city, id, subject);
        if (value.kind === 'number') expect(value).toMatchObject(expected);
        else if (value.kind !== 'suppressed') expect(expected.denominator).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('the order of rows changes nothing, to the last bit', () => {
    fc.assert(
      fc.property(cities, anyMeasure, (city, id) => {
        const thirds = (list: readonly ObservationSum[]) =>
          list.map((row) => ({
            ...row,
            sums: Object.fromEntries(Object.entries(row.sums).map(([column, n]) => [column, n / 3])),
          }));
        const uneven = { ...city, transactions: thirds(city.transactions), cost: thirds(city.cost) };
        const turned = {
          ...uneven,
          transactions: uneven.transactions.toReversed(),
          cost: uneven.cost.toReversed(),
        };
        expect(valueOf(turned, id, 'city')).toEqual(valueOf(uneven, id, 'city'));
      }),
      { numRuns: 300 },
    );
  });

  it('completeness of the city is the sum of its units’ own', () => {
    fc.assert(
      fc.property(cities, anyMeasure, (city, id) => {
        const scorer = createScorer(catalogueOf(city), factsOf(city));
        const completeness = (subject: string) => {
          const series = scorer.series(id, { kind: 'unit', id: subject }, [Q3]);
          if (!series.ok || !series.value[0]) throw new Error('no point');
          return series.value[0].completeness;
        };
        const tops = city.units.filter((entry) => entry.parent === 'city');
        const parts = tops.map(({ id: top }) => completeness(top));
        expect(completeness('city')).toEqual({
          actual: parts.reduce((total, part) => total + part.actual, 0),
          expected: parts.reduce((total, part) => total + part.expected, 0),
        });
      }),
    );
  });
});
