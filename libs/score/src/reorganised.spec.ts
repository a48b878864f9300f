import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ObservationSum, Period } from '#core';
import { type Catalogue, type Unit } from '#catalogue';
import { system } from './availability/sample-systems.spec-data.js';
import { byId, facts, sampleCity, sum, unit } from './sample-city.spec-data.js';
import { createScorer } from './scorer.js';

const base = await sampleCity({ deliveries: [] });
const PERIODS = ['2026-06', '2026-07', '2026-Q3', '2026-T2', '2026'].map((text) => Period.of(text));
const MONTHS = [...Period.of('2025').months(), ...Period.of('2026').months()].map(String);

function dated(id: string, fields: Partial<Unit> = {}, parent = 'city'): Unit {
  return Object.assign(unit(id, parent, 'committee'), fields);
}

function city(units: readonly Unit[], changes: Partial<Catalogue> = {}): Catalogue {
  return { ...base, units: byId(unit('city', undefined, 'city'), ...units), systems: new Map(), ...changes };
}

interface Figures {
  readonly cost: number;
  readonly fte: number;
  readonly operating: number;
}

/** What is handed in for a unit from a month up to, but without, another. */
function figures(id: string, each: Figures, from = '2025-01', before = '2027-01'): Rows {
  const months = MONTHS.filter((month) => from <= month && month < before);
  const labels = { kind: 'actual' };
  return {
    cost: months.map((month) => sum(id, month, { amount: each.cost }, { labels })),
    base: months.map((month) => sum(id, month, { fte: each.fte, operating_cost: each.operating })),
  };
}

interface Rows {
  readonly cost: readonly ObservationSum[];
  readonly base: readonly ObservationSum[];
}

function together(...rows: readonly Rows[]): Rows {
  return { cost: rows.flatMap(({ cost }) => cost), base: rows.flatMap((row) => row.base) };
}

const factsOf = ({ cost, base: figuresOf }: Rows) => facts({ cost, 'base-figures': figuresOf });

function measureOf(
  catalogue: Catalogue,
  rows: Rows,
  what: { measure: string; unit: string; period: string },
) {
  const subject = { kind: 'unit' as const, id: what.unit };
  const period = Period.of(what.period);
  const card = createScorer(catalogue, factsOf(rows)).scorecard(subject, period, { computedAtMs: 0 });
  if (!card.ok) throw new Error(card.problem);
  const found = card.value.perspectives
    .flatMap(({ measures }) => measures)
    .find(({ id }) => id === what.measure);
  if (!found) throw new Error(`There is no ${what.measure}`);
  return found;
}

const COST = 'it-cost-per-employee';
const MERGED = [
  dated('a', { to: '2026-06-30', mergedInto: 'ab' }),
  dated('b', { to: '2026-06-30', mergedInto: 'ab' }),
  dated('ab', { from: '2026-07-01' }),
  dated('c'),
];
const A = { cost: 100_000, fte: 10, operating: 1_000_000 };
const MERGED_ROWS = together(
  figures('a', A, '2025-01', '2026-07'),
  figures('b', { ...A, fte: 30 }, '2025-01', '2026-07'),
  figures('ab', { cost: 200_000, fte: 40, operating: 2_000_000 }, '2026-07'),
  figures('c', { cost: 50_000, fte: 10, operating: 1_000_000 }),
);

describe('a merger', () => {
  const catalogue = city(MERGED);
  const of = (unitId: string, period: string) =>
    measureOf(catalogue, MERGED_ROWS, { measure: COST, unit: unitId, period });

  it('leaves the twelve months of the city whole, before and after', () => {
    for (const period of ['2026-06', '2026-07', '2026-Q3', '2026']) {
      expect(of('city', period).value).toMatchObject({ kind: 'number', number: 60_000, denominator: 50 });
    }
    expect(of('city', '2026-07').trend.direction).toBe('steady');
    expect(of('city', '2026-07').breakInSeries).toBe(false);
  });

  it('gives the new unit the months of those that it was', () => {
    expect(of('ab', '2026-Q3').value).toMatchObject({ kind: 'number', number: 60_000, denominator: 40 });
    expect(of('ab', '2026-Q3')).toMatchObject({ breakInSeries: true, trend: { direction: 'unknown' } });
    expect(of('ab', '2026-Q2').value.kind).not.toBe('number');
    expect(of('a', '2026-Q2').value).toMatchObject({ kind: 'number', number: 120_000 });
    expect(of('ab', '2026-11').breakInSeries).toBe(false);
    expect(of('ab', '2026-11').trend.direction).toBe('unknown');
  });

  it('is told in the explanation', () => {
    const scorer = createScorer(catalogue, factsOf(MERGED_ROWS));
    const explained = scorer.explain(COST, { kind: 'unit', id: 'ab' }, Period.of('2026-Q3'));
    if (!explained.ok) throw new Error(explained.problem);
    const { excluded, parts } = explained.value.derivation;
    expect(excluded.filter(({ rule }) => rule === 'reorganised')).toEqual([
      expect.objectContaining({
        periods: ['2026-07'],
        text: expect.objectContaining({ sv: expect.stringContaining('tog över efter a, b') }),
      }),
    ]);
    expect(
      parts.flatMap(({ sums }) => sums ?? []).reduce((total, { numerator }) => total + numerator, 0),
    ).toBe(2_400_000);
  });
});

describe('a unit that moves', () => {
  const parent = [
    { value: 'g1', to: '2026-07-31' },
    { value: 'g2', from: '2026-08-01' },
  ];
  const groups = [unit('g1', 'city', 'group'), unit('g2', 'city', 'group')];
  const catalogue = city([
    ...groups,
    dated('a', {}, 'g1'),
    Object.assign(dated('b'), { parent }),
    dated('c', {}, 'g2'),
  ]);
  const rows = together(figures('a', A), figures('b', { ...A, operating: 3_000_000 }), figures('c', A));
  const of = (unitId: string, period: string) =>
    measureOf(catalogue, rows, { measure: 'it-cost-share', unit: unitId, period });

  it('counts month by month where it then belonged', () => {
    expect(of('g1', '2025-Q3').value).toMatchObject({ numerator: 600_000, denominator: 12_000_000 });
    expect(of('g1', '2026-Q3').value).toMatchObject({ numerator: 400_000, denominator: 6_000_000 });
    expect(of('g2', '2026-Q3').value).toMatchObject({ numerator: 500_000, denominator: 9_000_000 });
    expect(of('city', '2026-Q3').value).toMatchObject({ numerator: 900_000, denominator: 15_000_000 });
  });

  it('breaks the series of both groups, and not of the city', () => {
    expect(['g1', 'g2', 'city'].map((id) => of(id, '2026-08').breakInSeries)).toEqual([true, true, false]);
    expect(of('g1', '2026-08').trend.direction).toBe('unknown');
  });
});

describe('a system that changes owner', () => {
  const owner = [{ value: 'a', to: '2026-08-31' }, { value: 'b' }];
  const catalogue = city([dated('a'), dated('b')], {
    systems: byId(
      Object.assign(system('moving', { eService: true }), { owner }),
      system('staying', { owner: 'b', eService: true }),
    ),
  });
  const row = (systemId: string, month: string, unitId: string, completed: number) =>
    sum(unitId, month, { completed, started: completed }, { system: systemId, labels: { channel: 'web' } });
  const months = ['2026-07', '2026-08', '2026-09'];
  /** The whole history of the moving system lies in slices of its new owner. */
  const transactions = months.flatMap((month) => [
    row('moving', month, 'b', 100),
    row('staying', month, 'b', 10),
  ]);
  const of = (kind: 'unit' | 'system', id: string) => {
    const scorer = createScorer(catalogue, facts({ transactions }));
    const card = scorer.scorecard({ kind, id }, Period.of('2026-Q3'), { computedAtMs: 0 });
    if (!card.ok) throw new Error(card.problem);
    const found = card.value.perspectives
      .flatMap(({ measures }) => measures)
      .find((each) => each.id === 'digital-take-up');
    return found?.value.kind === 'number' ? found.value.denominator : null;
  };

  it('counts with its owner of each month, and units add up to systems', () => {
    expect([of('unit', 'a'), of('unit', 'b'), of('unit', 'city')]).toEqual([200, 130, 330]);
    expect([of('system', 'moving'), of('system', 'staying')]).toEqual([300, 30]);
  });
});

describe('a unit that begins', () => {
  it('owes nothing before, and changes nothing there', async () => {
    const { deliveries } = await sampleCity();
    const before = city([dated('a')], { deliveries });
    const after = city([dated('a'), dated('n', { from: '2026-09-01' })], { deliveries });
    const rows = figures('a', A);
    for (const period of ['2026-Q1', '2026-06', '2025']) {
      const asked = { measure: 'it-cost-share', unit: 'city', period };
      expect(measureOf(after, rows, asked)).toEqual(measureOf(before, rows, asked));
    }
    const third = measureOf(after, rows, { measure: 'it-cost-share', unit: 'city', period: '2026-Q3' });
    expect(third.completeness).toEqual({ actual: 6, expected: 8 });
    const own = measureOf(after, figures('n', A, '2026-09'), { measure: COST, unit: 'n', period: '2026' });
    expect(own.value.kind).toBe('not-provided');
  });
});

const figuresArbitrary = fc.record({
  cost: fc.integer({ min: 0, max: 1000 }).map((n) => n * 2),
  fte: fc.integer({ min: 1, max: 50 }).map((n) => n * 2),
  operating: fc.integer({ min: 1, max: 1000 }).map((n) => n * 2),
});

describe('reorganisations in general', () => {
  const measures = [COST, 'it-cost-share'];

  it('change no value of the city in any period, whether units are merged or divided, and when', () => {
    fc.assert(
      fc.property(
        figuresArbitrary,
        figuresArbitrary,
        fc.integer({ min: 1, max: 22 }),
        fc.boolean(),
        (one, other, at, merges) => {
          const month = MONTHS[at] ?? '2026-01';
          const lastDay = Period.of(MONTHS[at - 1] ?? '2025-01').lastDay;
          const half = { cost: one.cost / 2, fte: one.fte / 2, operating: one.operating / 2 };
          const ends = merges ? { mergedInto: 'y' } : { successors: ['y', 'z'] };
          const begins = { from: `${month}-01` };
          const olds = merges ? ['x', 'w'] : ['x'];
          const news = merges ? ['y'] : ['y', 'z'];
          const before = merges ? half : one;
          const after = merges ? one : half;
          const reorganised = city([
            ...olds.map((id) => dated(id, { to: lastDay, ...ends })),
            ...news.map((id) => dated(id, begins)),
            dated('c'),
          ]);
          const rows = together(
            ...olds.map((id) => figures(id, before, '2025-01', month)),
            ...news.map((id) => figures(id, after, month)),
            figures('c', other),
          );
          const steady = city([dated('x'), dated('c')]);
          const steadyRows = together(figures('x', one), figures('c', other));
          for (const measure of measures) {
            for (const period of PERIODS) {
              const asked = { measure, unit: 'city', period: period.toString() };
              const [now, then] = [
                measureOf(reorganised, rows, asked).value,
                measureOf(steady, steadyRows, asked).value,
              ];
              expect(now.kind).toBe(then.kind);
              if (now.kind !== 'number' || then.kind !== 'number') continue;
              expect(now.number).toBeCloseTo(then.number, 6);
              expect(now.denominator).toBeCloseTo(then.denominator, 6);
            }
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it('change no bit when every entry is dated always', () => {
    const always = [{ value: 'city', from: '1900-01-01' }];
    const plain = city([dated('a'), dated('c')]);
    const withDates = city(
      ['a', 'c'].map((id) =>
        Object.assign(dated(id, { from: '1900-01-01', to: '2999-12-31' }), { parent: always }),
      ),
    );
    fc.assert(
      fc.property(figuresArbitrary, figuresArbitrary, (one, other) => {
        const rows = together(figures('a', one), figures('c', other));
        for (const period of PERIODS) {
          const card = (catalogue: Catalogue) =>
            createScorer(catalogue, factsOf(rows)).scorecard({ kind: 'unit', id: 'city' }, period, {
              computedAtMs: 0,
            });
          expect(card(withDates)).toEqual(card(plain));
        }
      }),
      { numRuns: 10 },
    );
  });
});
