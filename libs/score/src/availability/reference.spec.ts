import fc from 'fast-check';
import { type Interval, type ProbeState, type Sample, midnightMs, serviceTime } from '#core';
import { type System } from '#catalogue';
import { HOUR_MS } from './city-days.js';
import { rollUpSystem } from './roll-up-system.js';
import { OFFICE_HOURS, probe, system } from './sample-systems.spec-data.js';

const SECOND_MS = 1000;
const window: Interval = { startMs: midnightMs('2026-09-15'), endMs: midnightMs('2026-09-16') };
const subject: System = system('wheel', {
  outageMinSeconds: 120,
  probes: [
    probe('fast', { intervalSeconds: 60 }),
    probe('slow', { intervalSeconds: 300 }),
    probe('extra', { required: false }),
  ],
});
const maintenance = [
  {
    startMs: window.startMs + 8 * HOUR_MS,
    endMs: window.startMs + 9.5 * HOUR_MS,
    announcedMs: window.startMs - HOUR_MS,
  },
];

/** Samples in the morning, on whole seconds, each (probe, vantage, time) once. */
const samples: fc.Arbitrary<Sample[]> = fc.uniqueArray(
  fc.record({
    target: fc.constantFrom('fast', 'slow', 'extra', 'unknown'),
    vantage: fc.constantFrom('north', 'south', 'west'),
    timeMs: fc.integer({ min: 6 * 3600, max: 11 * 3600 }).map((s) => window.startMs + s * SECOND_MS),
    state: fc.constantFrom<ProbeState>('up', 'up', 'degraded', 'down', 'down', 'unmonitored'),
    totalMs: fc.option(fc.integer({ min: 0, max: 3000 }), { nil: undefined }),
    reason: fc.constantFrom('timeout' as const, 'dns' as const),
  }),
  { maxLength: 120, selector: ({ target, vantage, timeMs }) => `${target} ${vantage} ${timeMs}` },
);

function probeStateAt(taken: readonly Sample[], target: string, seconds: number, timeMs: number): ProbeState {
  const states = ['north', 'south', 'west'].map((vantage): ProbeState => {
    const latest = taken
      .filter((s) => s.target === target && s.vantage === vantage && s.timeMs <= timeMs)
      .reduce<Sample | null>((last, s) => (last && last.timeMs > s.timeMs ? last : s), null);
    return latest && timeMs < latest.timeMs + 2 * seconds * SECOND_MS ? latest.state : 'unmonitored';
  });
  const measured = states.filter((state) => state !== 'unmonitored');
  const bad = measured.filter((state) => state === 'down').length;
  const poor = measured.filter((state) => state !== 'up').length;
  if (measured.length === 0) return 'unmonitored';
  if (2 * bad > measured.length) return 'down';
  return 2 * poor > measured.length ? 'degraded' : 'up';
}

/** The definition of section 6, asked anew for every second. */
function systemStateAt(taken: readonly Sample[], timeMs: number): ProbeState {
  const states = [probeStateAt(taken, 'fast', 60, timeMs), probeStateAt(taken, 'slow', 300, timeMs)];
  return (['down', 'unmonitored', 'degraded'] as const).find((state) => states.includes(state)) ?? 'up';
}

const SERVICE = serviceTime(OFFICE_HOURS, maintenance, window);
const roll = (taken: readonly Sample[]) =>
  rollUpSystem({
    system: subject,
    agreement: OFFICE_HOURS,
    maintenance,
    samples: taken,
    window,
    nowMs: window.endMs,
  });

describe('the roll-up of any samples', () => {
  it('is what counting every second says', () => {
    fc.assert(
      fc.property(samples, (taken) => {
        const expected = { up: 0, degraded: 0, down: 0, unmonitored: 0 };
        for (let timeMs = window.startMs; timeMs < window.endMs; timeMs += 10 * SECOND_MS) {
          if (!SERVICE.some((s) => timeMs >= s.startMs && timeMs < s.endMs)) continue;
          for (let s = 0; s < 10; s++) expected[systemStateAt(taken, timeMs + s * SECOND_MS)] += SECOND_MS;
        }
        const day = roll(taken).rows.find((row) => row.granularity === 'day');
        expect(day?.inside).toEqual({
          upMs: expected.up,
          degradedMs: expected.degraded,
          downMs: expected.down,
          unmonitoredMs: expected.unmonitored,
        });
      }),
      { numRuns: 5 },
    );
  });

  it('parts all time, and a day is the sum of its hours', () => {
    fc.assert(
      fc.property(samples, (taken) => {
        const { rows } = roll(taken);
        for (const granularity of ['hour', 'day'] as const) {
          const total = rows
            .filter((row) => row.granularity === granularity)
            .flatMap((row) => [row.inside, row.maintenance, row.outside])
            .reduce((ms, t) => ms + t.upMs + t.degradedMs + t.downMs + t.unmonitoredMs, 0);
          expect(total).toBe(window.endMs - window.startMs);
        }
      }),
    );
  });

  it('does not depend on the order of samples nor on the names of vantage points', () => {
    const renamed: Record<string, string> = { north: 'south', south: 'west', west: 'north' };
    fc.assert(
      fc.property(samples, (taken) => {
        const expected = roll(taken);
        expect(roll(taken.toReversed())).toEqual(expected);
        expect(roll(taken.map((s) => ({ ...s, vantage: renamed[s.vantage] ?? '' })))).toEqual(expected);
      }),
    );
  });

  it('keeps outages that last, apart from each other by an interval at least', () => {
    fc.assert(
      fc.property(samples, (taken) => {
        const { outages } = roll(taken);
        let lastEndMs = -Infinity;
        for (const { startMs, endMs } of outages) {
          expect(systemStateAt(taken, startMs)).toBe('down');
          expect((endMs ?? Infinity) - startMs).toBeGreaterThanOrEqual(120 * SECOND_MS);
          expect(startMs - lastEndMs).toBeGreaterThanOrEqual(60 * SECOND_MS);
          lastEndMs = endMs ?? Infinity;
        }
      }),
    );
  });
});
