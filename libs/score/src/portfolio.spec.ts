import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ObservationSum, type PortfolioStanding } from '#core';
import { type Catalogue, Portfolio, type Project } from '#catalogue';
import { type PortfolioFacts, portfolioStanding } from './portfolio.js';
import { byId, project, sampleCity, sum } from './sample-city.spec-data.js';

const NOTHING: PortfolioFacts = { costs: [], benefits: [], costsReceived: [] };

/** When all of 2026 has been handed in. */
const AFTERWARDS = Date.UTC(2027, 5, 1);

function portfolio(id: string, frames: Record<number, number>): Portfolio {
  const amounts = Object.entries(frames).map(([year, amountSek]) => ({ year: Number(year), amountSek }));
  return Object.assign(new Portfolio(), { id, name: { sv: id, en: id }, frames: amounts });
}

function standing(catalogue: Catalogue, facts: PortfolioFacts, id = '1', year = 2026): PortfolioStanding {
  const answer = portfolioStanding(catalogue, facts, { id, year, nowMs: AFTERWARDS });
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}

const cost = (projectId: string, period: string, amount: number, kind = 'actual'): ObservationSum =>
  sum('a', period, { amount }, { project: projectId, labels: { kind } });

const benefit = (
  projectId: string,
  period: string,
  sums: ObservationSum['sums'],
  labels: Record<string, string> = {},
): ObservationSum =>
  sum('a', period, sums, {
    project: projectId,
    labels: { change_id: projectId, kind: 'internal', qualitative: 'no', ...labels },
  });

describe('the e-service decision of 2007', () => {
  const DOMAINS = ['pedagogical', 'social', 'technical', 'administrative', 'infrastructure'];
  const catalogueOf = async (msek: readonly number[]): Promise<Catalogue> =>
    sampleCity({
      portfolios: byId(portfolio('1', { 2007: 216_000_000 })),
      projects: byId(
        ...DOMAINS.map((id, i) =>
          project(id, { start: '2007-01-01', end: '2007-12-31', budgetSek: (msek[i] ?? NaN) * 1_000_000 }),
        ),
      ),
    });

  it.each([
    ['by service domain', [88, 25, 19, 43, 41], 216],
    ['for the projects that were running', [33, 69.5, 27.8, 30, 40], 200.3],
  ])('%s: %j are %d MSEK', async (_, msek, total) => {
    const catalogue = await catalogueOf(msek);
    const costs = DOMAINS.flatMap((id, i) =>
      ['2007-03', '2007-09'].map((month) => cost(id, month, (msek[i] ?? NaN) * 500_000)),
    );
    const view = standing(catalogue, { ...NOTHING, costs }, '1', 2007);
    expect(view).toMatchObject({
      frameSek: 216_000_000,
      allocatedSek: total * 1_000_000,
      spent: { amountSek: total * 1_000_000, projects: { actual: 5, expected: 5 } },
    });
    expect(view.projects.map(({ inYear }) => inYear.allocatedSek / 1_000_000).toSorted()).toEqual(
      msek.toSorted(),
    );
  });
});

describe('a portfolio in a year', () => {
  const PROJECTS: Project[] = [
    project('short', { start: '2026-01-01', end: '2026-12-31', budgetSek: 1000 }),
    project('long', { start: '2025-07-01', end: '2026-07-01', budgetSek: 3660, registered: '2025-06-01' }),
    project('done', { start: '2024-01-01', end: '2024-12-31', budgetSek: 500, registered: '2023-10-01' }),
    project('later', { start: '2027-01-01', end: '2027-12-31' }),
    project('theirs', { portfolio: '2', registered: '2020-01-01' }),
  ];
  const city = sampleCity({
    portfolios: byId(portfolio('1', { 2026: 5000 }), portfolio('2', {})),
    projects: byId(...PROJECTS),
  });

  it('has its frame and the share of budgets that lies in the year; what is longer than a year is flagged', async () => {
    const view = standing(await city, NOTHING);
    expect(view.frameSek).toBe(5000);
    expect(
      view.projects.map(({ id, overOneYear, running, inYear }) => [
        id,
        overOneYear,
        running,
        inYear.allocatedSek,
      ]),
    ).toEqual([
      ['done', false, false, 0],
      ['long', true, true, 1820], // 182 of 366 days
      ['short', false, true, 1000],
    ]);
    expect(view.allocatedSek).toBe(2820);
    expect(standing(await city, NOTHING, '2').frameSek).toBeNull();
  });

  it('allots a budget to years, and all of it', async () => {
    const catalogue = await city;
    const years = [2024, 2025, 2026, 2027].map((year) => standing(catalogue, NOTHING, '1', year));
    const ofLong = years.flatMap(({ projects }) => projects.filter(({ id }) => id === 'long'));
    expect(ofLong.reduce((all, { inYear }) => all + inYear.allocatedSek, 0)).toBeCloseTo(3660, 9);
  });

  it('forecasts what was spent in the months that are known and what is foreseen for the others', async () => {
    const costs = [
      cost('short', '2026-01', 100),
      cost('short', '2026-02', 150),
      cost('short', '2026-02', 999, 'forecast'),
      cost('short', '2026-03', 200, 'forecast'),
      cost('short', '2026-03', 500, 'budget'),
      cost('short', '2025-12', 7),
      cost('theirs', '2026-01', 5000),
    ];
    const view = standing(await city, { ...NOTHING, costs });
    expect(view.spent).toEqual({ amountSek: 250, projects: { actual: 1, expected: 2 } });
    expect(view.forecast).toEqual({ amountSek: 450, projects: { actual: 1, expected: 2 } });
    const [, long, short] = view.projects;
    expect(short).toMatchObject({ spentSek: 257, inYear: { spentSek: 250, forecastSek: 450 } });
    expect(long).toMatchObject({ spentSek: null, inYear: { spentSek: null, forecastSek: null } });
  });

  it('lets the forecast of a month go when its outcome is due or in, not at its first krona', async () => {
    const catalogue = await city;
    const costs = [cost('short', '2026-02', 10), cost('short', '2026-02', 999, 'forecast')];
    const on = (day: string, came?: string): number | null => {
      const costsReceived = came
        ? [{ unit: 'a', period: '2026-02', receivedAtMs: Date.parse(`${came}T12:00Z`) }]
        : [];
      const asked = { id: '1', year: 2026, nowMs: Date.parse(`${day}T12:00Z`) };
      const view = portfolioStanding(catalogue, { ...NOTHING, costs, costsReceived }, asked);
      return view.ok ? view.value.forecast.amountSek : null;
    };
    expect(on('2026-02-20', '2026-02-19')).toBe(999);
    expect(on('2026-03-03', '2026-02-19')).toBe(999);
    expect(on('2026-03-03', '2026-03-02')).toBe(10);
    expect(on('2026-03-20')).toBe(999);
    expect(on('2026-04-01')).toBe(10);
  });

  it('adds benefits up by year and kind, and what is told in words not at all', async () => {
    const benefits = [
      benefit('done', '2025-Q4', { planned: 10, realised: 8 }),
      benefit('done', '2026-Q1', { planned: 10, realised: 9 }, { kind: 'external' }),
      benefit('short', '2026-Q1', { planned: 5 }),
      benefit('short', '2026-Q2', { planned: 99 }, { qualitative: 'yes', description: 'Lugnare köer' }),
      benefit('short', '2026-Q1', {}, { qualitative: 'yes', description: 'Lugnare köer' }),
    ];
    const view = standing(await city, { ...NOTHING, benefits });
    expect(view.benefits).toEqual([
      {
        year: 2025,
        benefit: {
          external: { plannedSek: null, realisedSek: null },
          internal: { plannedSek: 10, realisedSek: 8 },
          total: { plannedSek: 10, realisedSek: 8 },
        },
      },
      {
        year: 2026,
        benefit: {
          external: { plannedSek: 10, realisedSek: 9 },
          internal: { plannedSek: 5, realisedSek: null },
          total: { plannedSek: 15, realisedSek: 9 },
        },
      },
    ]);
    expect(view.qualitative).toEqual([
      {
        project: 'short',
        unit: 'a',
        change: 'short',
        kind: 'internal',
        description: 'Lugnare köer',
        periods: ['2026-Q1', '2026-Q2'],
      },
    ]);
    expect(view.projects[0]).toMatchObject({
      id: 'done',
      benefit: { total: { plannedSek: 20, realisedSek: 17 } },
      inYear: { benefit: { total: { plannedSek: 10, realisedSek: 9 } } },
    });
  });

  it('counts each change once, also when another portfolio has claimed it, and lists the conflict on both sides', async () => {
    const change = { change_id: 'one-form' };
    const benefits = [
      benefit('long', '2026-Q1', { planned: 100, realised: 40 }, change),
      benefit('theirs', '2026-Q1', { planned: 80, realised: 80 }, change),
      benefit('long', '2026-Q2', { planned: 100, realised: 30 }, change),
    ];
    const conflict = {
      kind: 'other-project',
      change: 'one-form',
      unit: 'a',
      period: '2026-Q1',
      stands: 'theirs',
      excluded: ['long'],
      claimed: { plannedSek: 100, realisedSek: 40 },
    };
    const ours = standing(await city, { ...NOTHING, benefits });
    expect(ours.conflicts).toEqual([conflict]);
    expect(ours.benefits[0]?.benefit.total).toEqual({ plannedSek: 100, realisedSek: 30 });
    const theirs = standing(await city, { ...NOTHING, benefits }, '2');
    expect(theirs.conflicts).toEqual([conflict]);
    expect(theirs.benefits[0]?.benefit.total).toEqual({ plannedSek: 80, realisedSek: 80 });
  });

  it('counts the claim for the longer period within a project, and lists the shorter one', async () => {
    const change = { change_id: 'one-form' };
    const benefits = [
      benefit('short', '2026-01', { planned: 100, realised: 50 }, change),
      benefit('short', '2026-Q1', { planned: 300, realised: 200 }, change),
    ];
    const view = standing(await city, { ...NOTHING, benefits });
    expect(view.benefits[0]?.benefit.total).toEqual({ plannedSek: 300, realisedSek: 200 });
    expect(view.conflicts).toEqual([
      {
        kind: 'longer-period',
        change: 'one-form',
        unit: 'a',
        period: '2026-01',
        stands: 'short',
        excluded: ['short'],
        claimed: { plannedSek: 100, realisedSek: 50 },
      },
    ]);
  });

  it('lets a claim in kronor stand beside an earlier project’s in words', async () => {
    const change = { change_id: 'one-form' };
    const benefits = [
      benefit('theirs', '2026-Q1', {}, { ...change, qualitative: 'yes', description: 'Lugnare köer' }),
      benefit('long', '2026-Q1', { planned: 100, realised: 40 }, change),
    ];
    const view = standing(await city, { ...NOTHING, benefits });
    expect(view.benefits[0]?.benefit.total).toEqual({ plannedSek: 100, realisedSek: 40 });
    expect(view.conflicts).toEqual([]);
  });

  it('lists claims on one change by a unit and by one below it, and counts both', async () => {
    const change = { change_id: 'one-form' };
    const benefits = [
      { ...benefit('long', '2026-Q1', { planned: 100, realised: 100 }, change), unit: 'city' },
      benefit('short', '2026-02', { planned: 100, realised: 100 }, change),
      benefit('done', '2026-Q2', { planned: 7 }, change),
    ];
    const view = standing(await city, { ...NOTHING, benefits });
    expect(view.benefits[0]?.benefit.total).toEqual({ plannedSek: 207, realisedSek: 200 });
    expect(view.possibleConflicts).toEqual([
      {
        change: 'one-form',
        above: { project: 'long', unit: 'city', period: '2026-Q1' },
        below: { project: 'short', unit: 'a', period: '2026-02' },
      },
    ]);
  });

  it('does not depend on the order of rows, and its benefit is that of its projects', async () => {
    const catalogue = await city;
    const row = fc.record({
      of: fc.constantFrom('short', 'long', 'done', 'theirs'),
      change: fc.constantFrom('one', 'two'),
      quarter: fc.integer({ min: 1, max: 4 }),
      realised: fc.integer({ min: -100, max: 1000 }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const benefits = rows.map(({ of, change, quarter, realised }) =>
          benefit(of, `2026-Q${quarter}`, { realised }, { change_id: change }),
        );
        const view = standing(catalogue, { ...NOTHING, benefits });
        expect(standing(catalogue, { ...NOTHING, benefits: benefits.toReversed() })).toEqual(view);
        const total = view.benefits[0]?.benefit.total.realisedSek ?? 0;
        const parts = view.projects.map(({ inYear }) => inYear.benefit.total.realisedSek ?? 0);
        expect(parts.reduce((all, part) => all + part, 0)).toBe(total);
      }),
    );
  });

  it('is refused when nobody knows it', async () => {
    expect(portfolioStanding(await city, NOTHING, { id: '9', year: 2026, nowMs: AFTERWARDS }).ok).toBe(false);
  });
});
