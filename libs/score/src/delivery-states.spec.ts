import { Period, midnightMs } from '#core';
import { type DeliveredSlice, deliveryStates } from './delivery-states.js';
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
});

function states(slices: readonly DeliveredSlice[], period: string, nowMs: number) {
  return deliveryStates(catalogue, slices, { period: Period.of(period), nowMs });
}

describe('deliveryStates', () => {
  const nowMs = midnightMs('2026-10-20');

  it('tells on time, late, overdue and not yet due apart, by days in the city', () => {
    const slices = [
      slice('2026-07', '2026-08-20T23:59:59+02:00'),
      slice('2026-08', '2026-09-21T00:00:00+02:00'),
    ];
    expect(states(slices, '2026-Q3', nowMs).map((d) => [d.period, d.dueDate, d.state])).toEqual([
      ['2026-07', '2026-08-20', 'delivered'],
      ['2026-08', '2026-09-20', 'late'],
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

  it('goes by the first time that something was handed in', () => {
    const slices = [slice('2026-09', '2026-12-01T00:00:00Z'), slice('2026-09', '2026-10-01T10:00:00Z')];
    expect(states(slices, '2026-09', nowMs)).toMatchObject([
      { state: 'delivered', receivedAt: '2026-10-01T12:00:00.000+02:00' },
    ]);
  });

  it('asks for a year in the period in which the year ends', () => {
    expect(states([], '2026-Q3', nowMs).map((d) => d.dataset)).not.toContain('maturity');
    const owed = states([], '2026-Q4', nowMs).filter((d) => d.dataset === 'maturity');
    expect(owed).toMatchObject([{ unit: 'c', period: '2026', dueDate: '2027-02-14', state: 'due' }]);
  });
});
