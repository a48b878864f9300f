import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Comparison, type ComparedSubject, type ObservationSum, withoutNoise } from '#core';
import { type Catalogue, TargetRow, type Unit } from '#catalogue';
import { type ComparisonQuestion } from './comparison.js';
import { Q3, byId, facts, sampleCity, sum, unit } from './sample-city.spec-data.js';
import { createScorer } from './scorer.js';

const MONTHS = ['2026-07', '2026-08', '2026-09'];
const inhabited = (id: string, inhabitants: number): Unit =>
  Object.assign(unit(id, 'districts'), { inhabitants });

const UNITS = byId(
  unit('city', undefined, 'city'),
  unit('districts', 'city', 'group'),
  inhabited('north', 1000),
  inhabited('south', 3000),
  inhabited('west', 500),
  inhabited('east', 800),
  unit('school', 'city', 'committee'),
);
const target = (fields: Partial<TargetRow>): TargetRow =>
  Object.assign(new TargetRow(), { measure: 'digital-take-up', validFrom: '2026-01-01' }, fields);

const city = await sampleCity({
  units: UNITS,
  systems: new Map(),
  targets: [target({ level: 'district-council', target: 50, nearTarget: 40, scoreFloor: 0 })],
});

/** Of a hundred transactions, so many on the web. */
const takeUp = (id: string, web: number): ObservationSum[] => [
  sum(id, '2026-08', { completed: web }, { labels: { channel: 'web' } }),
  sum(id, '2026-08', { completed: 100 - web }, { labels: { channel: 'phone' } }),
];
const fte = (id: string, ...byMonth: number[]): ObservationSum[] =>
  byMonth.map((number, i) => sum(id, MONTHS[i] ?? '', { fte: number }));

const TRANSACTIONS = [
  ...takeUp('north', 80),
  ...takeUp('south', 20),
  ...takeUp('west', 60),
  ...takeUp('school', 60),
];
const BASE_FIGURES = [...fte('north', 10, 20, 30), ...fte('south', 40), ...fte('school', 5, 5, 5)];

function comparison(
  measure: string,
  question: Partial<ComparisonQuestion> = {},
  {
    catalogue = city,
    transactions = TRANSACTIONS,
  }: { catalogue?: Catalogue; transactions?: ObservationSum[] } = {},
): Comparison {
  const scorer = createScorer(
    catalogue,
    facts({ transactions, 'base-figures': BASE_FIGURES, survey: SURVEY }),
  );
  const answer = scorer.comparison(measure, {
    kind: 'unit',
    period: Q3,
    base: 'none',
    peers: null,
    ...question,
  });
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}

const answers = (id: string, count: number): ObservationSum =>
  sum(
    id,
    '2026-Q3',
    { n_3: count, n_5: count },
    { labels: { question: 'digital-skills', audience: 'employee' } },
  );
const SURVEY = [answers('north', 20), answers('south', 30), answers('west', 2), answers('east', 40)];

const shown = ({ items }: Comparison, of: (item: ComparedSubject) => unknown): Record<string, unknown> =>
  Object.fromEntries(items.map((item) => [item.subject.id, of(item)]));

describe('units side by side', () => {
  it('are those that hand in, best first; those without a number come last and have no rank', () => {
    const all = comparison('digital-take-up');
    expect(all.items.map((item) => [item.subject.id, item.value.number, item.rank, item.quartile])).toEqual([
      ['north', 80, 1, 1],
      ['west', 60, 2, 2],
      ['school', 60, 2, 2],
      ['south', 20, 4, 4],
      ['east', null, null, null],
    ]);
    expect(all.quartiles).toEqual({ method: 'linear-interpolation', n: 4, low: 50, median: 60, high: 65 });
    expect(all.whole).toMatchObject({ subject: { id: 'city' }, value: { number: 55 }, rank: null });
  });

  it('carry intervals, and are judged by the targets that hold for each', () => {
    const all = comparison('digital-take-up');
    expect(all.targets).toEqual([
      { target: 50, nearTarget: 40, subjects: 4 },
      { target: 80, nearTarget: 70, subjects: 1 },
    ]);
    expect(shown(all, (item) => item.status)).toEqual({
      north: 'met',
      west: 'met',
      school: 'not-met',
      south: 'not-met',
      east: 'not-applicable',
    });
    const [north] = all.items;
    expect(north?.value.interval?.low).toBeCloseTo(71.12, 2);
    expect(north?.value.interval?.high).toBeCloseTo(86.66, 2);
  });

  it('can be those of one kind only', () => {
    const peers = comparison('digital-take-up', { peers: 'district-council' });
    expect(peers.items.map((item) => [item.subject.id, item.rank])).toEqual([
      ['north', 1],
      ['west', 2],
      ['south', 3],
      ['east', null],
    ]);
    expect(peers).toMatchObject({
      peers: 'district-council',
      quartiles: null,
      whole: { value: { number: 55 } },
    });
  });

  it('tell nothing of those with too few answers', () => {
    const skills = comparison('digital-skills');
    const west = skills.items.find((item) => item.subject.id === 'west');
    expect(west).toMatchObject({
      value: { kind: 'suppressed', number: null, n: null, interval: null },
      score: null,
      rank: null,
      quartile: null,
    });
    const numbers = skills.items.filter((item) => item.value.kind === 'number');
    expect(skills.quartiles?.n ?? 0).toBeLessThanOrEqual(numbers.length);
  });

  it('do not depend on the order in which rows came', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(TRANSACTIONS, { minLength: TRANSACTIONS.length }), (transactions) => {
        expect(comparison('digital-take-up', {}, { transactions })).toEqual(comparison('digital-take-up'));
      }),
      { numRuns: 20 },
    );
  });
});

describe('another base', () => {
  it('is the number of inhabitants, for those that have them', () => {
    const perInhabitant = comparison('digital-take-up', { base: 'inhabitant' });
    expect(shown(perInhabitant, (item) => item.value.number ?? item.value.kind)).toEqual({
      north: 80 / 1000,
      south: withoutNoise(20 / 3000),
      west: 60 / 500,
      school: 'not-applicable',
      east: 'not-applicable',
    });
    expect(perInhabitant.whole?.value).toMatchObject({ numerator: 160, denominator: 4500, interval: null });
    expect(perInhabitant).toMatchObject({
      unitOfMeasure: { sv: 'ärenden per invånare' },
      decimals: 2,
      targets: [],
      items: [{ subject: { id: 'west' }, score: null, status: 'informative', target: null }, {}, {}, {}, {}],
    });
  });

  it('is the mean of the employees in the period', () => {
    const perFte = comparison('digital-take-up', { base: 'fte' });
    expect(shown(perFte, (item) => item.value.number ?? item.value.kind)).toEqual({
      school: 60 / 5,
      north: 80 / 20,
      south: 20 / 40,
      west: 'not-provided',
      east: 'not-applicable',
    });
    expect(perFte.whole?.value).toMatchObject({ numerator: 160, denominator: 65 });
  });

  it('is refused where it makes no sense', () => {
    const scorer = createScorer(city, facts({}));
    const question = { kind: 'unit', period: Q3, peers: null } as const;
    for (const base of ['inhabitant', 'fte'] as const) {
      expect(scorer.comparison('digital-skills', { ...question, base }).ok).toBe(false);
      expect(scorer.comparison('availability', { ...question, base }).ok).toBe(false);
      expect(scorer.comparison('digital-take-up', { ...question, kind: 'system', base }).ok).toBe(false);
    }
    expect(scorer.comparison('unheard-of', { ...question, base: 'none' }).ok).toBe(false);
  });
});

describe('other subjects side by side', () => {
  it('have no whole and no peers', () => {
    const domains = comparison('digital-take-up', { kind: 'service-domain' });
    expect(domains.items.map((item) => item.subject.id)).toHaveLength(5);
    expect(domains.whole).toBeNull();
  });
});
