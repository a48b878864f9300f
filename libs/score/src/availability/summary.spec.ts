import { describe, expect, it } from '@jest/globals';
import { type AvailabilityRow, type Interval, type Outage, Period } from '#core';
import { dayRow, facts, sampleCity, byId, Q3 } from '../sample-city.spec-data.js';
import { createScorer } from '../scorer.js';
import { agreedServiceTime } from './agreed.js';
import { ALWAYS, OFFICE_HOURS, probe, system } from './sample-systems.spec-data.js';
import { summarise } from './summary.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const LATER_MS = Date.parse('2027-06-01T12:00:00+02:00');
const monthOf = (text: string): Interval => {
  const { startMs, endMs } = Period.of(text);
  return { startMs, endMs };
};

function outage(from: string, to: string | null): Outage {
  const endMs = to === null ? null : Date.parse(to);
  return { system: 'portal', startMs: Date.parse(from), endMs, reason: 'timeout', counted: true };
}

describe('an outage over the end of a month', () => {
  const night = outage('2026-09-30T23:50:00+02:00', '2026-10-01T00:10:00+02:00');
  const inMonth = (month: string) => {
    const window = monthOf(month);
    const agreed = agreedServiceTime(
      { system: {}, agreement: ALWAYS, maintenance: [], nowMs: LATER_MS },
      window,
    );
    return summarise([], { window, agreed, outages: [night] });
  };

  it('is counted in the month in which it began, and has ten minutes in each', () => {
    expect(inMonth('2026-09')).toMatchObject({
      outageCount: 1,
      outageTotalMs: 10 * MINUTE_MS,
      longestOutageMs: 10 * MINUTE_MS,
      meanTimeToRestoreMs: 20 * MINUTE_MS,
    });
    expect(inMonth('2026-10')).toMatchObject({
      outageCount: 0,
      outageTotalMs: 10 * MINUTE_MS,
      meanTimeToRestoreMs: null,
    });
  });
});

describe('a closed holiday', () => {
  it('has no outage inside service time, though one goes on through it', () => {
    const window = {
      startMs: Date.parse('2026-12-25T00:00:00+01:00'),
      endMs: Date.parse('2026-12-26T00:00:00+01:00'),
    };
    const terms = { system: {}, agreement: OFFICE_HOURS, maintenance: [], nowMs: LATER_MS };
    const lasting = outage('2026-12-23T18:00:00+01:00', '2026-12-28T09:00:00+01:00');
    const summary = summarise([], {
      window,
      agreed: agreedServiceTime(terms, window),
      outages: [lasting],
    });
    expect(summary).toMatchObject({ agreedMs: 0, coverage: null, outageCount: 0, outageTotalMs: 0 });
  });
});

describe('coverage', () => {
  const window = monthOf('2026-09');
  const measured = (days: number): AvailabilityRow[] =>
    Array.from({ length: days }, (_, i) =>
      dayRow('portal', `2026-09-${String(i + 1).padStart(2, '0')}`, { upMs: 24 * HOUR_MS }),
    );
  const coverage = (
    rows: readonly AvailabilityRow[],
    followed: { followedUpFrom?: string; followedUpTo?: string } = {},
    nowMs = LATER_MS,
  ) => {
    const terms = { system: followed, agreement: ALWAYS, maintenance: [], nowMs };
    return summarise(rows, { window, agreed: agreedServiceTime(terms, window), outages: [] }).coverage;
  };

  it('is of all agreed time of the period, rolled up or not', () => {
    expect(coverage(measured(15))).toBe(0.5);
    const withEmptyDays = [...measured(15), dayRow('portal', '2026-09-20', { unmonitoredMs: 24 * HOUR_MS })];
    expect(coverage(withEmptyDays)).toBe(0.5);
    expect(coverage([])).toBe(0);
  });

  it('is of the days on which the system is followed up, and up to now', () => {
    expect(coverage(measured(15), { followedUpTo: '2026-09-15' })).toBe(1);
    expect(coverage(measured(15), { followedUpFrom: '2026-09-11' }, Date.parse('2026-10-05'))).toBe(0.75);
    expect(coverage(measured(15), {}, Date.parse('2026-09-21T00:00:00+02:00'))).toBe(0.75);
  });

  it('is the completeness of the scorecard, also of systems of which nothing was measured', async () => {
    const portals = ['portal', 'dark'].map((id) => system(id, { owner: 'a', probes: [probe(`${id}-page`)] }));
    const catalogue = await sampleCity({ systems: byId(...portals) });
    const data = facts(
      {},
      {
        availability: measured(15),
        monitoring: {
          months: Q3.months(),
          agreedMs: (_, month) => Math.min(month.endMs, LATER_MS) - month.startMs,
        },
      },
    );
    const series = createScorer(catalogue, data).series('availability', { kind: 'unit', id: 'a' }, [Q3]);
    const days = 31 + 31 + 30;
    expect(series).toMatchObject({
      ok: true,
      value: [
        {
          value: { number: 100 },
          completeness: { actual: 15 * 24 * HOUR_MS, expected: 2 * days * 24 * HOUR_MS },
        },
      ],
    });
  });
});
