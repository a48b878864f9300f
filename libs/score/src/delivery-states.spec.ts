import { Period, midnightMs } from '#core';
import { type DeliveredSlice, deliveryStates, periodsAnswering } from './delivery-states.js';
import { delivery, sampleCity } from './sample-city.spec-data.js';

const catalogue = await sampleCity({
  datasets: new Map(),
  deliveries: [
    delivery('cost', { dataset: 'cost', except: ['b', 'c'] }),
    delivery('maturity', { dataset: 'maturity', cadence: 'year', dueDays: 45, except: ['a', 'b'] }),
  ],
});

const slice = (period: string, receivedAt: string): DeliveredSlice => ({
  dataset: 'cost',
  unit: 'a',
  period,
  receivedAtMs: Date.parse(receivedAt),
  current: true,
  holds: null,
});

function states(slices: readonly DeliveredSlice[], period: string, nowMs: number) {
  return deliveryStates(catalogue, slices, { period: Period.of(period), nowMs });
}

describe('deliveryStates', () => {
  const nowMs = midnightMs('2026-10-20');

  it('tells on time, late, overdue and not yet due apart, by days in the city', () => {
    const slices = [
      slice('2026-07', '2026-08-20T23:59:59+02:00'),
      slice('2026-08', '2026-09-22T00:00:00+02:00'),
    ];
    expect(states(slices, '2026-Q3', nowMs).map((d) => [d.period, d.dueDate, d.state])).toEqual([
      ['2026-07', '2026-08-20', 'delivered'],
      ['2026-08', '2026-09-21', 'late'], // the 20th is a Sunday
      ['2026-09', '2026-10-20', 'due'],
    ]);
    expect(states(slices, '2026-09', midnightMs('2026-10-21'))).toEqual([
      {
        unit: 'a',
        delivery: 'cost',
        dataset: 'cost',
        period: '2026-09',
        dueDate: '2026-10-20',
        state: 'missing',
        receivedAt: null,
      },
    ]);
  });

  it.each([
    ['2026-03', '2026-04-20'], // a Monday
    ['2026-05', '2026-06-22'], // from Midsummer Day, a Saturday
    ['2025-05', '2025-06-20'], // Midsummer Eve is no public holiday
  ])('is due on a working day: %s by %s', (period, due) => {
    expect(states([], period, nowMs).map(({ dueDate }) => dueDate)).toEqual([due]);
  });

  it('is not handed in by who first says that it makes no sense', () => {
    const said = { ...slice('2026-08', '2026-09-01T10:00:00Z'), current: false };
    const nothing = { ...said, holds: { given: null, notApplicable: {} } };
    const figures = {
      ...slice('2026-08', '2026-10-01T10:00:00Z'),
      holds: { given: {}, notApplicable: null },
    };
    expect(states([nothing, figures], '2026-08', nowMs)).toMatchObject([
      { state: 'late', receivedAt: '2026-10-01T12:00:00.000+02:00' },
    ]);
    expect(
      states(
        [
          { ...figures, current: false },
          { ...nothing, current: true },
        ],
        '2026-08',
        nowMs,
      ),
    ).toMatchObject([{ state: 'not-applicable', receivedAt: '2026-09-01T12:00:00.000+02:00' }]);
  });

  it('goes by the first time that something was handed in', () => {
    const first = { ...slice('2026-09', '2026-10-01T10:00:00Z'), current: false };
    const slices = [slice('2026-09', '2026-12-01T00:00:00Z'), first];
    expect(states(slices, '2026-09', nowMs)).toMatchObject([
      { state: 'delivered', receivedAt: '2026-10-01T12:00:00.000+02:00' },
    ]);
  });

  it('is not applicable where all that holds now says so', () => {
    const said = slice('2026-09', '2026-10-01T10:00:00Z');
    const nothing = { ...said, holds: { given: null, notApplicable: {} } };
    const expected = [{ state: 'not-applicable', receivedAt: '2026-10-01T12:00:00.000+02:00' }];
    expect(states([nothing], '2026-09', nowMs)).toMatchObject(expected);
    const some = { ...said, holds: { given: {}, notApplicable: {} } };
    expect(states([nothing, some], '2026-09', nowMs)).toMatchObject([{ state: 'delivered' }]);
    expect(states([{ ...nothing, current: false }, some], '2026-09', nowMs)).toMatchObject([
      { state: 'delivered' },
    ]);
  });

  it('needs no slices but those of the periods that can answer', () => {
    const years = ['2025', '2026', '2027'].map((year) => Period.of(year));
    const all = years.flatMap((year) => {
      const months = year.months().map(({ startMs }) => startMs);
      const types = ['month', 'quarter', 'tertial', 'year'] as const;
      return types.flatMap((type) => months.map((startMs) => Period.at(type, startMs).toString()));
    });
    for (const period of new Set(all)) {
      const asked = periodsAnswering(Period.of(period));
      for (const given of new Set(all)) {
        if (asked.includes(given)) continue;
        const slices = [
          slice(given, '2026-10-01T10:00:00Z'),
          { ...slice(given, '2026-10-01T10:00:00Z'), unit: 'c', dataset: 'maturity' as const },
        ];
        expect(states(slices, period, nowMs)).toEqual(states([], period, nowMs));
      }
    }
  });

  it('asks for a year in the period in which the year ends', () => {
    expect(states([], '2026-Q3', nowMs).map((d) => d.dataset)).not.toContain('maturity');
    const owed = states([], '2026-Q4', nowMs).filter((d) => d.dataset === 'maturity');
    expect(owed).toMatchObject([{ unit: 'c', period: '2026', dueDate: '2027-02-15', state: 'due' }]);
  });
});

describe('of two deliveries of the same data set', () => {
  const version = (receivedAt: string, audiences: readonly string[], more: Partial<DeliveredSlice> = {}) => ({
    ...slice('2026-Q3', receivedAt),
    dataset: 'survey' as const,
    holds: { given: { audience: audiences }, notApplicable: null },
    ...more,
  });
  const inTime = '2026-10-10T10:00:00Z';
  const tooLate = '2026-11-10T10:00:00Z';

  async function standings(versions: readonly DeliveredSlice[]) {
    const both = { dataset: 'survey', cadence: 'quarter', dueDays: 30, except: ['b', 'c'] } as const;
    const surveyed = await sampleCity({
      datasets: new Map(),
      deliveries: [
        delivery('external', { ...both, except: ['b', 'c'], where: { audience: ['citizen', 'visitor'] } }),
        delivery('employees', { ...both, except: ['b', 'c'], where: { audience: ['employee'] } }),
      ],
    });
    const question = { period: Period.of('2026-Q3'), nowMs: midnightMs('2026-12-01') };
    return deliveryStates(surveyed, versions, question).map(({ delivery: id, state }) => [id, state]);
  }

  it('each waits for its own rows', async () => {
    expect(await standings([version(inTime, ['citizen'])])).toEqual([
      ['external', 'delivered'],
      ['employees', 'missing'],
    ]);
  });

  it('each has the time when its own rows first came', async () => {
    const versions = [
      version(inTime, ['visitor'], { current: false }),
      version(tooLate, ['employee', 'visitor']),
    ];
    expect(await standings(versions)).toEqual([
      ['external', 'delivered'],
      ['employees', 'late'],
    ]);
  });

  it('what was taken back is owed again', async () => {
    const versions = [
      version(inTime, ['visitor', 'employee'], { current: false }),
      version(tooLate, ['employee']),
    ];
    expect(await standings(versions)).toEqual([
      ['external', 'missing'],
      ['employees', 'delivered'],
    ]);
  });

  it('what does not tell counts for both', async () => {
    expect(await standings([version(inTime, [], { holds: null })])).toEqual([
      ['external', 'delivered'],
      ['employees', 'delivered'],
    ]);
  });
});
