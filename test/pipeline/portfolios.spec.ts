import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Period, type PortfolioStanding, type Receipt, type UploadReport } from '#core';
import { SmallCity } from './small-city.js';

const COST = [
  'unit;period;amount;kind;procurement_area;project',
  'a;2026-01;100000;actual;consultants;blanketten',
  'a;2026-02;120000,50;actual;consultants;blanketten',
  'a;2026-02;1;forecast;consultants;blanketten',
  'a;2026-03;90000;forecast;consultants;blanketten',
  'a;2026-02;7777;actual;consultants;',
].join('\n');
const BENEFITS = [
  'project;unit;period;change_id;kind;planned;realised;description;qualitative',
  'blanketten;a;2026-Q2;blankett;internal;50000;40000;;no',
  'aldre;a;2026-Q2;blankett;internal;30000;30000;;no',
  'blanketten;a;2026-Q3;samtal;external;20000;15000;;',
  'blanketten;a;2026-Q3;lugn;internal;;;Lugnare köer;yes',
].join('\n');

describe('portfolios', () => {
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start();
  });
  afterAll(() => city.remove());

  const portfolio = async (query: string): Promise<PortfolioStanding> => {
    const { status, body, text } = await city.call(`/api/v1/portfolios/${query}`);
    if (status !== 200) throw new Error(text);
    return body as PortfolioStanding;
  };

  it('say what is missing before anything is handed in', async () => {
    expect(await portfolio('1?year=2026')).toMatchObject({
      id: '1',
      name: 'Första',
      year: 2026,
      frameSek: 500_000,
      allocatedSek: 400_000,
      spent: { amountSek: null, projects: { actual: 0, expected: 1 } },
      benefits: [],
      projects: [{ id: 'blanketten', overOneYear: false, inYear: { spentSek: null, forecastSek: null } }],
    });
  });

  it('put frame, cost and benefit side by side once it is', async () => {
    for (const [dataset, file] of [
      ['cost', COST],
      ['benefits', BENEFITS],
    ] as const) {
      expect(await city.upload(dataset, file)).toMatchObject({ status: 201 });
    }
    const first = await portfolio('1?year=2026');
    expect(first).toMatchObject({
      spent: { amountSek: 220_000.5, projects: { actual: 1, expected: 1 } },
      forecast: { amountSek: 310_000.5 },
      benefits: [
        {
          year: 2026,
          benefit: {
            external: { plannedSek: 20_000, realisedSek: 15_000 },
            internal: { plannedSek: null, realisedSek: null },
          },
        },
      ],
      qualitative: [
        { project: 'blanketten', change: 'lugn', description: 'Lugnare köer', periods: ['2026-Q3'] },
      ],
      projects: [{ benefitOwner: 'Anna A', inYear: { spentSek: 220_000.5, forecastSek: 310_000.5 } }],
    });
  });

  it('count a change once, and list the conflict in both portfolios', async () => {
    const [first, second] = [await portfolio('1?year=2026'), await portfolio('2?year=2026')];
    expect(first.conflicts).toEqual([
      {
        kind: 'other-project',
        change: 'blankett',
        unit: 'a',
        period: '2026-Q2',
        stands: 'aldre',
        excluded: ['blanketten'],
        claimed: { plannedSek: 50_000, realisedSek: 40_000 },
      },
    ]);
    expect(second.conflicts).toEqual(first.conflicts);
    expect(second).toMatchObject({
      frameSek: null,
      benefits: [{ year: 2026, benefit: { total: { plannedSek: 30_000, realisedSek: 30_000 } } }],
      projects: [{ id: 'aldre', overOneYear: true, inYear: { allocatedSek: 181_000 } }],
    });
  });

  it('are warned of when a file claims what another project has claimed in one before', async () => {
    const claims = (...rows: string[]): string =>
      ['project;unit;period;change_id;kind;planned;realised;qualitative', ...rows].join('\n');
    const may = claims(
      'blanketten;a;2026-05;blankett;internal;10;10;no',
      'blanketten;a;2026-05;ny;internal;10;10;no',
      'aldre;a;2026-05;lugn;internal;;;yes',
    );
    const said = (problems: UploadReport['problems']) =>
      problems.filter(({ code }) => code === 'change-claimed-before');
    const checked = await city.upload('benefits', may, { query: { dryRun: 'true' } });
    const [warning, ...others] = said((checked.body as UploadReport).problems);
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ severity: 'warning', value: 'blankett' });
    expect(warning?.message).toMatch(
      /^blanketten räknar hem förändringen ”blankett” för .+ 2026-05\. Det gör redan aldre för 2026-Q2, i filen ”benefits\.csv” som lämnades in \d{4}-\d\d-\d\d\.$/,
    );
    const { status, body } = await city.upload('benefits', may, { fileName: 'maj.csv' });
    expect([status, said((body as Receipt).warnings)]).toEqual([201, [warning]]);

    // The same bytes again say what they said, though somebody else has claimed the same since.
    const again = await city.upload('benefits', BENEFITS);
    expect([again.status, said((again.body as Receipt).warnings)]).toEqual([200, []]);

    // What a file replaces is not beside it; what it leaves in words only is not summed.
    const taken = claims('aldre;a;2026-05;ny;internal;10;10;no', 'aldre;a;2026-05;samtal;external;;;yes');
    const after = await city.upload('benefits', taken, { query: { dryRun: 'true' }, language: 'en' });
    expect(said((after.body as UploadReport).problems)).toEqual([]);
    const month = claims('aldre;a;2026-06;blankett;internal;1;1;no');
    const own = await city.upload('benefits', month, { query: { dryRun: 'true' }, language: 'en' });
    expect(said((own.body as UploadReport).problems).map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^aldre claims .+ blanketten already does for 2026-Q2, in the file “benefits\.csv” of /,
      ),
    ]);
  });

  it.each([
    ['9', 404, 'catalogue/unknown'],
    ['1?year=2026-Q3', 400, 'period/malformed'],
    ['1?year=soon', 400, 'period/malformed'],
  ])('are refused with a reason: %s', async (query, status, code) => {
    expect(await city.call(`/api/v1/portfolios/${query}`)).toMatchObject({ status, body: { code } });
  });

  it('are those of this year unless said', async () => {
    expect((await portfolio('1')).year).toBe(Period.at('year', Date.now()).year);
  });
});
