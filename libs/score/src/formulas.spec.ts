import { type MeasurePoint, Period, type Subject } from '#core';
import { type Catalogue } from '#catalogue';
import { probe, system } from './availability/sample-systems.spec-data.js';
import { FactIndex } from './fact-index.js';
import { type Facts } from './facts.js';
import { contributionsOf } from './contributions.js';
import { measureInForce } from '#catalogue';
import { Q3, byId, dayRow, facts, project, sampleCity, sum } from './sample-city.spec-data.js';
import { scopeOf } from './scope.js';
import { createScorer } from './scorer.js';

const city = await sampleCity();
const unit = (id: string): Subject => ({ kind: 'unit', id });

function pointOf(data: Facts, id: string, subject: Subject, catalogue: Catalogue = city): MeasurePoint {
  const series = createScorer(catalogue, data).series(id, subject, [Q3]);
  if (!series.ok || !series.value[0]) throw new Error('no point');
  return series.value[0];
}

describe('cost-per-transaction', () => {
  const data = facts({
    cost: [
      sum('a', '2026-07', { amount: 1000 }, { system: 'a-service', labels: { kind: 'actual' } }),
      sum('a', '2026-07', { amount: 5000 }, { system: 'a-service', labels: { kind: 'budget' } }),
      sum('a', '2026-07', { amount: 777 }, { labels: { kind: 'actual' } }),
      sum('b', '2026-07', { amount: 300 }, { system: 'a-service', labels: { kind: 'actual' } }),
      sum('b', '2026-07', { amount: 999 }, { system: 'b-service', labels: { kind: 'actual' } }),
    ],
    transactions: [
      sum('a', '2026-08', { completed: 100 }, { system: 'a-service', labels: { channel: 'web' } }),
      sum('c', '2026-08', { completed: 50 }, { system: 'c-service', labels: { channel: 'web' } }),
    ],
  });

  it('pairs systems one by one, and what others pay for a system is its owner’s', () => {
    expect(pointOf(data, 'cost-per-transaction', unit('a')).value).toMatchObject({
      number: 13,
      numerator: 1300,
    });
    expect(pointOf(data, 'cost-per-transaction', unit('city')).value).toMatchObject({ numerator: 1300 });
    expect(pointOf(data, 'cost-per-transaction', { kind: 'system', id: 'a-service' }).value.number).toBe(13);
  });

  it('is missing where one side is owed, and not applicable where there can be no transactions', async () => {
    expect(pointOf(data, 'cost-per-transaction', unit('b')).value.kind).toBe('not-provided');
    expect(pointOf(data, 'cost-per-transaction', unit('c')).value.kind).toBe('not-provided');
    const offline = await sampleCity({ systems: byId(system('b-service', { owner: 'b' })) });
    const point = pointOf(
      facts({ cost: data.observations.get('cost') ?? [] }),
      'cost-per-transaction',
      unit('b'),
      offline,
    );
    expect(point.value.kind).toBe('not-applicable');
    expect(point.completeness).toEqual({ actual: 0, expected: 0 });
  });
});

describe('benefit-realisation', () => {
  const projects = byId(
    project('late', { registered: '2025-05-01' }),
    project('early', { registered: '2025-02-01' }),
  );
  const claim = (projectId: string, realised: number, change = 'one-form') =>
    sum('a', '2026-Q2', { planned: 100, realised }, { project: projectId, labels: { change_id: change } });
  const data = facts({ benefits: [claim('late', 90), claim('early', 40), claim('late', 5, 'other')] });

  it('counts each change once: the claim of the project that was registered first', async () => {
    const catalogue = await sampleCity({ projects });
    expect(pointOf(data, 'benefit-realisation', unit('a'), catalogue).value).toMatchObject({
      numerator: 45,
      denominator: 200,
    });
    const late = pointOf(data, 'benefit-realisation', { kind: 'project', id: 'late' }, catalogue);
    expect(late.value).toMatchObject({ numerator: 5, denominator: 100 });
  });

  it('names the conflict', () => {
    const definition = measureInForce(city, 'benefit-realisation', '2026-09-30');
    if (!definition) throw new Error('no definition');
    const catalogue = { ...city, projects };
    const { conflicts } = contributionsOf({
      catalogue,
      index: new FactIndex(catalogue, data),
      definition,
      period: Q3,
      scope: scopeOf(catalogue, unit('a'), Q3),
    });
    expect(conflicts).toEqual([
      {
        kind: 'other-project',
        change: 'one-form',
        unit: 'a',
        period: '2026-Q2',
        stands: 'early',
        excluded: ['late'],
      },
    ]);
  });

  it('counts a month and the quarter around it once, and what only touches a claim that fell', async () => {
    const of = (projectId: string, period: string, realised: number) =>
      sum('a', period, { planned: 100, realised }, { project: projectId, labels: { change_id: 'one-form' } });
    const claims = [of('early', '2026-04', 7), of('late', '2026-Q2', 90), of('unknown', '2026-05', 20)];
    const { value } = pointOf(
      facts({ benefits: claims }),
      'benefit-realisation',
      unit('a'),
      await sampleCity({ projects }),
    );
    expect(value).toMatchObject({ numerator: 27, denominator: 200 });
  });

  it.each<[string, [string, string, number, number, string?][], number, number]>([
    [
      'a quarter takes the place of a month inside it within one project',
      [
        ['early', '2026-01', 100, 50],
        ['early', '2026-Q1', 300, 200],
      ],
      200,
      300,
    ],
    [
      'a month stands where the quarter around it fell to an earlier project',
      [
        ['early', '2026-03', 10, 7],
        ['late', '2026-01', 100, 50],
        ['late', '2026-Q1', 300, 200],
      ],
      57,
      110,
    ],
    [
      'an earlier claim in words bars nobody',
      [
        ['early', '2026-Q1', 0, 0, 'yes'],
        ['late', '2026-Q1', 300, 200],
      ],
      200,
      300,
    ],
  ])('counts each change once: %s', async (_, claims, numerator, denominator) => {
    const benefits = claims.map(([project, period, planned, realised, qualitative]) =>
      sum('a', period, qualitative ? {} : { planned, realised }, {
        project,
        labels: { change_id: 'x', ...(qualitative ? { qualitative } : {}) },
      }),
    );
    const catalogue = await sampleCity({ projects });
    expect(pointOf(facts({ benefits }), 'benefit-realisation', unit('a'), catalogue).value).toMatchObject({
      numerator,
      denominator,
    });
  });
});

describe('maturity-level', () => {
  const level = (period: string, dimension: string, sumOfLevels: number, count = 1) =>
    sum('a', period, { level: sumOfLevels }, { labels: { dimension }, count });

  it('is the mean of the last assessment’s dimensions, weighted by the period’s FTE', () => {
    const data = facts({
      maturity: [
        level('2024', 'governance', 5),
        level('2025', 'governance', 3),
        level('2025', 'people', 5, 2),
        sum('b', '2025', { level: 4 }, { labels: { dimension: 'people' } }),
      ],
      'base-figures': [
        sum('a', '2026-07', { fte: 100 }),
        sum('a', '2026-08', { fte: 200 }),
        sum('b', '2026-09', { fte: 50 }),
      ],
    });
    expect(pointOf(data, 'maturity-level', unit('a')).value).toMatchObject({
      number: 2.75,
      denominator: 150,
    });
    expect(pointOf(data, 'maturity-level', unit('city')).value.number).toBe((2.75 * 150 + 4 * 50) / 200);
  });

  it('is missing when the last assessment is older than twelve months', () => {
    const data = facts({
      maturity: [level('2024', 'governance', 5)],
      'base-figures': [sum('a', '2026-07', { fte: 100 })],
    });
    expect(pointOf(data, 'maturity-level', unit('a')).value.kind).toBe('not-provided');
  });
});

describe('citizen-satisfaction', () => {
  const answers = (unitId: string, question: string, counts: Record<string, number>, rest = {}) =>
    sum(unitId, '2026-Q3', counts, { labels: { question, audience: 'citizen' }, ...rest });

  it('is the mean of all answers on a scale from 0 to 100, with as many respondents as answered most', () => {
    const data = facts({
      survey: [
        answers('a', 'nki-overall', { n_1: 2, n_10: 8, invited: 40 }),
        answers('a', 'nki-expectation', { n_10: 6, invited: 40 }),
        answers('a', 'nki-ideal', { n_5: 4, invited: 40 }),
        answers('a', 'another', { n_1: 99, invited: 200 }),
      ],
    });
    const { value } = pointOf(data, 'citizen-satisfaction', unit('a'));
    expect(value).toMatchObject({ numerator: 14 * 9 + 4 * 4, denominator: 20 * 9, n: 10 });
    expect(value.number).toBeCloseTo((100 * 142) / 180, 9);
    // s² of the twenty answers is 196.4… / 19 in steps; n = 10 of N = 40 invited.
    const mean = 142 / 20;
    const variance = (2 * mean ** 2 + 14 * (9 - mean) ** 2 + 4 * (4 - mean) ** 2) / 19;
    const margin = 2.262 * Math.sqrt((variance / 10) * (30 / 39)); // Student's t, 9 degrees of freedom
    expect(value.interval?.low).toBeCloseTo((100 * (mean - margin)) / 9, 2);
    expect(value.interval?.high).toBeCloseTo(Math.min(100, (100 * (mean + margin)) / 9), 2);
  });

  it('has a wider interval when nobody knows how many were invited', () => {
    const counts = { n_4: 5, n_6: 5 };
    const known = facts({ survey: [answers('a', 'nki-overall', { ...counts, invited: 12 })] });
    const unknown = facts({ survey: [answers('a', 'nki-overall', counts)] });
    const low = (data: Facts) => pointOf(data, 'citizen-satisfaction', unit('a')).value.interval?.low ?? NaN;
    expect(low(unknown)).toBeLessThan(low(known));
  });
});

describe('the measures of probes', () => {
  const systems = byId(
    system('portal', { owner: 'a', weight: 3, probes: [probe('portal-page')] }),
    system('archive', { owner: 'b', probes: [probe('archive-page')] }),
    system('dark', { owner: 'c', probes: [probe('dark-page')] }),
  );
  const data = facts(
    {},
    {
      availability: [
        dayRow(
          'portal',
          '2026-07-31',
          { upMs: 80, degradedMs: 10, downMs: 10 },
          { samples: 10, satisfied: 6, tolerating: 2, frustrated: 2 },
        ),
        dayRow('portal', '2026-08-01', { upMs: 100 }),
        dayRow('archive', '2026-08-01', { upMs: 50, downMs: 50, unmonitoredMs: 100 }),
        dayRow('dark', '2026-08-01', { unmonitoredMs: 100 }),
      ],
      outages: [
        {
          system: 'portal',
          startMs: Period.of('2026-08').startMs - 1,
          endMs: null,
          reason: 'dns',
          counted: true,
        },
        {
          system: 'portal',
          startMs: Period.of('2026-08').startMs,
          endMs: null,
          reason: 'dns',
          counted: false,
        },
      ],
    },
  );

  it('weighs each system’s time', async () => {
    const catalogue = await sampleCity({ systems });
    const { value, completeness } = pointOf(data, 'availability', unit('city'), catalogue);
    expect(value).toMatchObject({ numerator: 3 * 190 + 50, denominator: 3 * 200 + 100 });
    expect(completeness).toEqual({ actual: 300, expected: 500 });
  });

  it('counts outages per month in which a system was monitored', async () => {
    const catalogue = await sampleCity({ systems });
    const outages = (subject: Subject) => pointOf(data, 'outages-per-system', subject, catalogue).value;
    expect(outages(unit('a'))).toMatchObject({ numerator: 1, denominator: 2 });
    expect(outages(unit('city'))).toMatchObject({ numerator: 1, denominator: 3 });
    expect(outages({ kind: 'system', id: 'archive' })).toMatchObject({ number: 0 });
  });

  it('has an Apdex where samples were timed', async () => {
    const catalogue = await sampleCity({ systems });
    const apdex = (id: string) => pointOf(data, 'response-apdex', unit(id), catalogue).value;
    expect(apdex('a')).toMatchObject({ number: 0.7, n: 10 });
    expect(apdex('b').kind).toBe('not-provided');
  });

  it('is not provided, and never 100 %, where nothing was measured', async () => {
    const catalogue = await sampleCity({ systems });
    const point = pointOf(data, 'availability', unit('c'), catalogue);
    expect(point.value.kind).toBe('not-provided');
    expect(point.completeness).toEqual({ actual: 0, expected: 100 });
  });
});
