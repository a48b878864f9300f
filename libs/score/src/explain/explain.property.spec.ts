import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Derivation, type ObservationSum, type Ratio, type Subject, rounded, withoutNoise } from '#core';
import { AnswerMeanFormula, type Catalogue, type Unit } from '#catalogue';
import { system } from '../availability/sample-systems.spec-data.js';
import { Q3, byId, facts, measure, ratio, sampleCity, side, sum, unit } from '../sample-city.spec-data.js';
import { createScorer } from '../scorer.js';
import { type Explained } from './derivation.js';
import { readStep } from './reckoning.spec-data.js';

const TARGET = { target: { target: 40, nearTarget: 30, scoreFloor: 10 } };
const transactions = (where = {}) => side('transactions', { completed: 1 }, { where });
const cost = side('cost', { amount: 1 });

const base = await sampleCity({
  deliveries: [],
  systems: byId(...[0, 1, 2, 3].map((i) => system(`s${i}`, { owner: `u${i}`, weight: i + 0.5 }))),
  measures: byId(
    measure(
      'take-up',
      ratio(transactions({ channel: ['web', 'app'] }), transactions(), { scale: 100 }),
      TARGET,
    ),
    measure('per-system', ratio(cost, transactions(), { pairBy: 'system' }), TARGET),
    measure('weighed', ratio(cost, transactions(), { weightBySystem: true }), { decimals: 3 }),
    measure('mean', ratio(cost, side('base-figures', { fte: 1 }, { window: 'mean-of-months' })), TARGET),
    measure('last', ratio(cost, side('base-figures', { fte: 0.5 }, { window: 'last-month' })), {
      decimals: 0,
    }),
    measure(
      'answers',
      Object.assign(new AnswerMeanFormula(), {
        ...{ kind: 'answer-mean' as const, questions: ['q1', 'q2'], audiences: ['employee'], min: 1, max: 5 },
      }),
      TARGET,
    ),
  ),
});

interface City {
  readonly units: readonly Unit[];
  readonly observations: Record<string, readonly ObservationSum[]>;
}

const unitId = fc.nat(8).map((i) => `u${i}`);
const month = fc.constantFrom('2026-07', '2026-08', '2026-09');
/** Whole numbers, thirds that no computer can hold, and hundredths. */
const amount = fc.oneof(
  fc.nat(1000),
  fc.nat(1000).map((n) => n / 3),
  fc.nat(100_000).map((n) => n / 100),
);

interface Draw {
  readonly of: string;
  readonly period: string;
  readonly amount: number;
  readonly pick: number;
}

const rows = (make: (draw: Draw) => ObservationSum) =>
  fc.array(fc.record({ of: unitId, period: month, amount, pick: fc.nat(20) }).map(make), { maxLength: 40 });
const systemOf = (pick: number) => (pick % 5 === 0 ? null : `s${(pick % 5) - 1}`);

/** A random tree of nine units below a root, with random rows handed in anywhere in it. */
const cities: fc.Arbitrary<City> = fc
  .record({
    parents: fc.array(fc.nat(1000), { minLength: 9, maxLength: 9 }),
    transactions: rows((draw) =>
      sum(
        draw.of,
        draw.period,
        { completed: draw.amount },
        {
          system: systemOf(draw.pick),
          labels: { channel: ['web', 'app', 'phone'][draw.pick % 3] ?? 'web' },
        },
      ),
    ),
    cost: rows((draw) =>
      sum(
        draw.of,
        draw.period,
        { amount: draw.pick === 1 ? -draw.amount : draw.amount },
        { system: systemOf(draw.pick) },
      ),
    ),
    base: rows((draw) => sum(draw.of, draw.period, draw.pick === 0 ? {} : { fte: draw.amount })),
    survey: rows((draw) =>
      sum(
        draw.of,
        draw.period,
        { [`n_${(draw.pick % 5) + 1}`]: Math.ceil(draw.amount) % 9 },
        {
          labels: { question: draw.pick % 2 ? 'q1' : 'q2', audience: 'employee' },
        },
      ),
    ),
  })
  .map(({ parents, base: baseFigures, ...observations }) => ({
    units: [
      unit('city', undefined, 'city'),
      ...parents.map((n, i) => unit(`u${i}`, i === 0 ? 'city' : `u${n % i}`)),
    ],
    observations: { ...observations, 'base-figures': baseFigures },
  }));

const anyMeasure = fc.constantFrom('take-up', 'per-system', 'weighed', 'mean', 'last', 'answers');
const anySubject: fc.Arbitrary<Subject> = fc.oneof(
  unitId.map((id) => ({ kind: 'unit' as const, id })),
  fc.constant({ kind: 'unit' as const, id: 'city' }),
  fc.nat(3).map((i) => ({ kind: 'system' as const, id: `s${i}` })),
);

function explain(city: City, id: string, subject: Subject): Explained {
  const catalogue: Catalogue = { ...base, units: byId(...city.units) };
  const answer = createScorer(catalogue, facts(city.observations)).explain(id, subject, Q3);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}

function near(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
}

function expectLinesToHold({ steps, definition }: Derivation): void {
  for (const step of steps) {
    for (const language of ['sv', 'en'] as const) {
      const { left, sign, right } = readStep(step, language);
      expect(right).toBe(step.result);
      if (sign === '=') expect(withoutNoise(left)).toBe(right);
      else if (sign === '≈') near(left, right);
      else if (step.id === 'rounding') expect(rounded(left, definition.decimals)).toBe(right);
      else near(Math.min(100, Math.max(0, left)), right);
    }
  }
}

describe('for any city', () => {
  it('the printed arithmetic recomputes to exactly what is shown, in both languages', () => {
    fc.assert(
      fc.property(cities, anyMeasure, anySubject, (city, id, subject) => {
        const { derivation } = explain(city, id, subject);
        const { measure, steps, shown } = derivation;
        expectLinesToHold(derivation);
        const step = (wanted: string) => steps.findLast(({ id: found }) => found === wanted);
        if (measure.value.kind !== 'number') {
          expect(steps).toEqual([]);
          return;
        }
        const value = step('value');
        if (!value) throw new Error('no value');
        const { left, ...rest } = readStep(value, 'sv');
        expect(rest).toEqual({ sign: '=', right: measure.value.number });
        expect(withoutNoise(left)).toBe(measure.value.number);
        expect(step('rounding')?.result).toBe(shown);
        for (const name of ['numerator', 'denominator'] as const) {
          expect(step(name)?.result ?? measure.value[name]).toBe(measure.value[name]);
        }
        if (measure.score !== null) expect((step('limits') ?? step('score'))?.result).toBe(measure.score);
      }),
      { numRuns: 250 },
    );
  });

  it('the sums of the parts, told or together, add up to the subject’s', () => {
    fc.assert(
      fc.property(cities, anyMeasure, anySubject, (city, id, subject) => {
        const { measure, parts, remainder, facts: own } = explain(city, id, subject).derivation;
        const { value } = measure;
        if (value.kind !== 'number') return;
        const sums = [...parts.map((part) => part.sums), remainder?.sums ?? null].filter((s) => s !== null);
        const add = (side_: keyof Ratio): number => sums.reduce((total, part) => total + part[side_], 0);
        if (sums.length > 0)
          for (const name of ['numerator', 'denominator', 'n'] as const) near(add(name), value[name]);
        else if (id !== 'answers') expect(own.length).toBeGreaterThan(0);
      }),
      { numRuns: 250 },
    );
  });

  it('every part is what that unit’s own explanation says', () => {
    fc.assert(
      fc.property(cities, anyMeasure, (city, id) => {
        for (const part of explain(city, id, { kind: 'unit', id: 'city' }).derivation.parts) {
          if (part.of !== 'unit') continue;
          const { value } = explain(city, id, { kind: 'unit', id: part.id }).derivation.measure;
          expect([part.kind, part.number]).toEqual([value.kind, value.number]);
          if (value.kind === 'number') {
            near(part.sums?.numerator ?? NaN, value.numerator);
            near(part.sums?.denominator ?? NaN, value.denominator);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('nothing suppressed can be had: neither a hidden part, nor one of fewer than five people', () => {
    fc.assert(
      fc.property(cities, anySubject, (city, subject) => {
        const { measure, parts, remainder, facts: own, steps } = explain(city, 'answers', subject).derivation;
        expect(own).toEqual([]);
        for (const part of parts) {
          if (part.kind === 'suppressed') expect(part).toMatchObject({ number: null, sums: null });
          if (part.sums && part.sums.n > 0) expect(part.sums.n).toBeGreaterThanOrEqual(5);
        }
        if (remainder?.sums && remainder.sums.n > 0) {
          expect(remainder.sums.n).toBeGreaterThanOrEqual(5);
          expect(remainder.parts).toBeGreaterThanOrEqual(2);
        }
        if (measure.value.kind === 'suppressed') expect([remainder, steps]).toEqual([null, []]);
      }),
      { numRuns: 250 },
    );
  });

  it('every slice that is named was handed in', () => {
    fc.assert(
      fc.property(cities, anyMeasure, anySubject, (city, id, subject) => {
        for (const { dataset, unit: of, period } of explain(city, id, subject).origins) {
          const rowsThere = (city.observations[dataset] ?? []).filter(
            (row) => row.unit === of && row.period === period,
          );
          expect(rowsThere.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
