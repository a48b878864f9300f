import { type AvailabilityRow, type Interval, type RollUp, type Sample, lengthMs, midnightMs } from '#core';
import { HOUR_MS, cityDaysOf } from './city-days.js';
import { type KnownRollUp, rollUpSystem } from './roll-up-system.js';
import { ALWAYS, OFFICE_HOURS, probe, sample, system } from './sample-systems.spec-data.js';
import { settleWindow } from './settle.js';
import { agreedServiceTime } from './agreed.js';
import { summarise } from './summary.js';

const MINUTE_MS = 60_000;
const portal = system('portal', { probes: [probe('portal-page')] });
const LATER_MS = Date.UTC(2030, 0, 1);

/** A clock time in the city in the week of Monday 14 September 2026. */
function at(day: number, hour: number, minute = 0): number {
  return midnightMs(`2026-09-${String(day)}`) + hour * HOUR_MS + minute * MINUTE_MS;
}

const week: Interval = { startMs: at(14, 0), endMs: at(21, 0) };

/** One sample a minute, down in the intervals. */
function minutes({ startMs, endMs }: Interval, down: readonly Interval[]): Sample[] {
  const count = Math.ceil((endMs - startMs) / MINUTE_MS);
  return Array.from({ length: count }, (_, i) => startMs + i * MINUTE_MS).map((timeMs) =>
    down.some((hole) => timeMs >= hole.startMs && timeMs < hole.endMs)
      ? sample('portal-page', timeMs, { state: 'down', reason: 'timeout', totalMs: undefined })
      : sample('portal-page', timeMs),
  );
}

function sum(rows: readonly AvailabilityRow[], pick: (row: AvailabilityRow) => number): number {
  return rows.reduce((total, row) => total + pick(row), 0);
}

const daysIn = (rollUp: RollUp) => rollUp.rows.filter((row) => row.granularity === 'day');

describe('the worked example of domain.md, section 6', () => {
  const tuesday = { startMs: at(15, 10), endMs: at(15, 10, 30) };
  const evening = { startMs: at(15, 22), endMs: at(15, 23) };
  const wednesday = { startMs: at(16, 12), endMs: at(16, 13) };
  const rollUp = rollUpSystem({
    system: portal,
    agreement: OFFICE_HOURS,
    maintenance: [{ ...wednesday, announcedMs: at(14, 9) }],
    samples: minutes({ startMs: week.startMs - MINUTE_MS, endMs: week.endMs }, [tuesday, evening, wednesday]),
    window: week,
    nowMs: LATER_MS,
  });
  const days = daysIn(rollUp);
  const upMs = sum(days, (row) => row.inside.upMs);
  const downMs = sum(days, (row) => row.inside.downMs);

  it('has 59 agreed hours, half an hour of them down', () => {
    expect((upMs + downMs + sum(days, (row) => row.inside.unmonitoredMs)) / HOUR_MS).toBe(59);
    expect(downMs / HOUR_MS).toBe(0.5);
    expect(sum(days, (row) => row.maintenance.downMs) / HOUR_MS).toBe(1);
    expect(sum(days, (row) => row.outside.downMs) / HOUR_MS).toBe(1);
  });

  it('is 99.15 % available with one counted outage of thirty minutes', () => {
    expect(((100 * upMs) / (upMs + downMs)).toFixed(2)).toBe('99.15');
    const counted = rollUp.outages.filter((outage) => outage.counted);
    expect(counted).toEqual([{ system: 'portal', ...tuesday, reason: 'timeout', counted: true }]);
    expect(rollUp.outages).toHaveLength(3);
  });

  it('is told in the figures that people ask for', () => {
    const summary = summarise(days, {
      window: week,
      agreed: agreedServiceTime(
        {
          system: portal,
          agreement: OFFICE_HOURS,
          maintenance: [{ ...wednesday, announcedMs: at(14, 9) }],
          nowMs: LATER_MS,
        },
        week,
      ),
      outages: rollUp.outages,
    });
    expect(summary.availability?.toFixed(2)).toBe('99.15');
    expect(summary.availabilityWithMaintenance).toBe((100 * 58.5) / 60);
    expect(summary).toMatchObject({
      agreedMs: 59 * HOUR_MS,
      coverage: 1,
      outageCount: 1,
      longestOutageMs: 30 * MINUTE_MS,
      meanTimeToRestoreMs: 30 * MINUTE_MS,
    });
  });

  it('takes maintenance that was announced too late as downtime', () => {
    const late = rollUpSystem({
      system: portal,
      agreement: OFFICE_HOURS,
      maintenance: [{ ...wednesday, announcedMs: wednesday.startMs }],
      samples: minutes(week, [wednesday]),
      window: week,
      nowMs: LATER_MS,
    });
    expect(sum(daysIn(late), (row) => row.inside.downMs) / HOUR_MS).toBe(1);
    expect(late.outages.map((outage) => outage.counted)).toEqual([true]);
  });

  it('counts the samples inside service time for the Apdex', () => {
    expect(sum(days, (row) => row.samples)).toBe(59 * 60);
    expect(sum(days, (row) => row.frustrated)).toBe(30);
    expect(sum(days, (row) => row.satisfied)).toBe(59 * 60 - 30);
  });
});

describe('what is not measured', () => {
  const window = { startMs: at(15, 0), endMs: at(16, 0) };
  const question = { system: portal, agreement: ALWAYS, maintenance: [], window };

  it('holds a sample for two intervals and no longer', () => {
    const samples = [sample('portal-page', at(15, 10))];
    const [day] = daysIn(rollUpSystem({ ...question, samples, nowMs: LATER_MS }));
    expect(day?.inside).toEqual({
      upMs: 2 * MINUTE_MS,
      degradedMs: 0,
      downMs: 0,
      unmonitoredMs: 24 * HOUR_MS - 2 * MINUTE_MS,
    });
  });

  it('counts nothing after now, and an outage that lasts has no end', () => {
    const down = { startMs: at(15, 9, 50), endMs: at(15, 12) };
    const nowMs = at(15, 10, 20);
    const rollUp = rollUpSystem({
      ...question,
      samples: minutes({ startMs: window.startMs, endMs: nowMs }, [down]),
      nowMs,
    });
    expect(lengthMs([{ startMs: window.startMs, endMs: nowMs }])).toBe(
      sum(
        daysIn(rollUp),
        ({ inside }) => inside.upMs + inside.downMs + inside.degradedMs + inside.unmonitoredMs,
      ),
    );
    expect(rollUp.rows.filter((row) => row.granularity === 'hour')).toHaveLength(11);
    expect(rollUp.outages).toMatchObject([{ startMs: down.startMs, endMs: null }]);
  });

  it('refuses a part of a day when nothing is known of the rest', () => {
    const part = { ...question, window: { startMs: at(15, 9), endMs: at(15, 10) }, samples: [] };
    expect(() => rollUpSystem({ ...part, nowMs: LATER_MS })).toThrow('part of a day');
  });
});

describe('days on which the clock changes', () => {
  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
  ])('%s has %i hours of service around the clock', (date, hours) => {
    const startMs = midnightMs(date);
    const window = { startMs, endMs: startMs + hours * HOUR_MS };
    const rollUp = rollUpSystem({
      system: portal,
      agreement: ALWAYS,
      maintenance: [],
      samples: minutes(window, []),
      window,
      nowMs: LATER_MS,
    });
    expect(rollUp.rows.filter((row) => row.granularity === 'hour')).toHaveLength(hours);
    expect(daysIn(rollUp).map((row) => row.inside.upMs / HOUR_MS)).toEqual([hours]);
  });
});

describe('rolling up hour by hour', () => {
  const down = [
    { startMs: at(14, 22), endMs: at(17, 5) },
    { startMs: at(17, 9, 59), endMs: at(17, 10, 2) },
    { startMs: at(18, 0), endMs: at(18, 1) },
  ];
  const samples = minutes({ startMs: week.startMs - HOUR_MS, endMs: week.endMs + HOUR_MS }, down);
  const question = { system: portal, agreement: OFFICE_HOURS, maintenance: [], nowMs: LATER_MS };

  /** Reads what the plan says, and puts the roll-up in its place, as a store does. */
  function settle(stored: KnownRollUp, changed: Interval, taken: readonly Sample[]): KnownRollUp {
    const plan = settleWindow(portal, changed, stored.outages);
    const within = (span: Interval) => (startMs: number) => startMs >= span.startMs && startMs < span.endMs;
    const rollUp = rollUpSystem({
      ...question,
      samples: taken.filter(({ timeMs }) => within(plan.samples)(timeMs)),
      window: plan.window,
      known: {
        rows: stored.rows.filter(({ startMs }) => within(plan.known)(startMs)),
        outages: stored.outages.filter(
          ({ startMs, endMs }) =>
            startMs < plan.known.endMs && (endMs === null || endMs > plan.known.startMs),
        ),
      },
    });
    const replaced = within(rollUp);
    return {
      rows: [...stored.rows.filter((row) => !replaced(row.startMs)), ...rollUp.rows],
      outages: [...stored.outages.filter((outage) => !replaced(outage.startMs)), ...rollUp.outages],
    };
  }

  const sorted = ({ rows, outages }: KnownRollUp): KnownRollUp => ({
    rows: rows.toSorted((a, b) => a.startMs - b.startMs || a.granularity.localeCompare(b.granularity)),
    outages: outages.toSorted((a, b) => a.startMs - b.startMs),
  });
  const whole = sorted(rollUpSystem({ ...question, window: week, samples }));
  const hours = Array.from({ length: 7 * 24 }, (_, i) => week.startMs + i * HOUR_MS);
  const settled = (order: readonly number[]): KnownRollUp => {
    let stored: KnownRollUp = { rows: [], outages: [] };
    for (const startMs of order) {
      stored = settle(stored, { startMs, endMs: startMs + HOUR_MS - 2 * MINUTE_MS }, samples);
    }
    return sorted(stored);
  };

  it('says the same as rolling up the whole week at once', () => {
    expect(whole.outages).toHaveLength(3);
    expect(settled(hours)).toEqual(whole);
  });

  it('says the same in any order', () => {
    expect(settled(hours.toReversed())).toEqual(whole);
    expect(settled(hours.toSorted((a, b) => ((a / HOUR_MS) % 7) - ((b / HOUR_MS) % 7)))).toEqual(whole);
  });

  it('neither splits nor loses an outage when one of its days is rolled up again', () => {
    const day = cityDaysOf(week)[2] ?? week;
    expect(sorted(settle(whole, day, samples))).toEqual(whole);
  });

  it('parts an outage that late samples show to be two', () => {
    const late = samples.map((taken) =>
      Math.floor(taken.timeMs / HOUR_MS) === Math.floor(at(16, 8) / HOUR_MS)
        ? sample('portal-page', taken.timeMs)
        : taken,
    );
    const parted = sorted(settle(whole, { startMs: at(16, 8), endMs: at(16, 9) }, late));
    expect(parted).toEqual(sorted(rollUpSystem({ ...question, window: week, samples: late })));
    expect(parted.outages).toHaveLength(4);
  });
});

describe('an outage over a time that nobody measured', () => {
  const day = { startMs: midnightMs('2026-09-15'), endMs: midnightMs('2026-09-16') };
  const noon = day.startMs + 12 * HOUR_MS;
  const subject = system('wheel', { probes: [probe('wheel-web')] });
  /** Down for ten minutes, silence for so long, and in another state for ten. */
  const taken = (silentMinutes: number, then: 'up' | 'down') =>
    Array.from({ length: 20 }, (_, i) =>
      sample('wheel-web', noon + (i < 10 ? i : i + silentMinutes) * MINUTE_MS, {
        state: i < 10 ? 'down' : then,
        reason: 'refused',
      }),
    );
  const outagesOf = (samples: readonly Sample[]) =>
    rollUpSystem({
      system: subject,
      agreement: ALWAYS,
      maintenance: [],
      samples,
      window: day,
      nowMs: day.endMs,
    }).outages;
  const minutes = (samples: readonly Sample[]) =>
    outagesOf(samples).map(({ startMs, endMs }) => [
      (startMs - noon) / MINUTE_MS,
      ((endMs ?? 0) - noon) / MINUTE_MS,
    ]);

  it('goes on as one up to an hour, and the time itself is unmonitored', () => {
    // What the last sample before the silence said holds for two minutes.
    expect(minutes(taken(40, 'down'))).toEqual([[0, 61]]);
    const { rows } = rollUpSystem({
      ...{ system: subject, agreement: ALWAYS, maintenance: [], samples: taken(40, 'down') },
      ...{ window: day, nowMs: day.endMs },
    });
    const noonToOne = rows.find((row) => row.granularity === 'hour' && row.startMs === noon);
    expect(noonToOne?.inside).toMatchObject({ downMs: 21 * MINUTE_MS, unmonitoredMs: 39 * MINUTE_MS });
  });

  it('ends when it is longer, or when anything was up in between', () => {
    expect(minutes(taken(70, 'down'))).toEqual([
      [0, 11],
      [80, 91],
    ]);
    expect(minutes(taken(40, 'up'))).toEqual([[0, 11]]);
    const upBetween = [...taken(40, 'down'), sample('wheel-web', noon + 30 * MINUTE_MS)];
    expect(minutes(upBetween)).toEqual([
      [0, 11],
      [50, 61],
    ]);
  });

  it('is the same when its hours are rolled up one by one, in any order', () => {
    const samples = taken(55, 'down');
    for (const order of [
      [12, 13],
      [13, 12],
    ]) {
      let known: KnownRollUp = { rows: [], outages: [] };
      for (const hour of order) {
        const changed = {
          startMs: day.startMs + hour * HOUR_MS,
          endMs: day.startMs + (hour + 1) * HOUR_MS - 5 * MINUTE_MS,
        };
        const plan = settleWindow(subject, changed, known.outages);
        const seen = samples.filter(
          ({ timeMs }) => timeMs >= plan.samples.startMs && timeMs < plan.samples.endMs,
        );
        const rolled = rollUpSystem({
          ...{ system: subject, agreement: ALWAYS, maintenance: [], samples: seen },
          ...{ window: plan.window, nowMs: day.endMs, known },
        });
        known = { rows: rolled.rows, outages: rolled.outages };
      }
      expect(known.outages).toEqual(outagesOf(samples));
    }
  });
});
