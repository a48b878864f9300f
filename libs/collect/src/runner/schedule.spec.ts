import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Clock } from './clock.js';
import { phaseMs, Schedule, type Slot } from './schedule.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START_MS = Date.UTC(2026, 8, 1, 12);

/** Two clocks to be set by hand. */
class HandClock implements Clock {
  private wall = START_MS;
  private monotonic = 0;

  wallMs(): number {
    return this.wall;
  }

  monotonicMs(): number {
    return this.monotonic;
  }

  pass(ms: number): void {
    this.wall += ms;
    this.monotonic += ms;
  }

  /** Somebody sets the wall clock, or the machine slept: its monotonic clock stood still. */
  setAhead(ms: number): void {
    this.wall += ms;
  }
}

interface Entry {
  readonly id: string;
  readonly intervalMs: number;
}

function entries(count: number, intervalMs = MINUTE_MS): Entry[] {
  return Array.from({ length: count }, (_, i) => ({ id: `system-${i}-web`, intervalMs }));
}

function turns(slots: readonly Slot<Entry>[]): (readonly [string, number, string | undefined])[] {
  return slots.map(({ entry, dueMs, missed }) => [entry.id, dueMs, missed]);
}

/** A schedule of one probe, just after its first turn, and that turn's time. */
function afterFirstTurn(): { clock: HandClock; schedule: Schedule<Entry>; dueMs: number } {
  const clock = new HandClock();
  const schedule = new Schedule(entries(1), clock);
  const dueMs = schedule.nextDueMs;
  clock.pass(dueMs - START_MS);
  expect(turns(schedule.take())).toEqual([['system-0-web', dueMs, undefined]]);
  return { clock, schedule, dueMs };
}

describe('the spread of turns', () => {
  it('is even over the interval', () => {
    const tenths = new Array<number>(10).fill(0);
    for (const entry of entries(2_000)) {
      const tenth = Math.floor(phaseMs(entry) / 6_000);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    // 200 each; the standard deviation of fair lots is 13.
    for (const count of tenths) expect(Math.abs(count - 200)).toBeLessThan(60);
  });

  it('lies within the interval, and is the same after a restart', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1_000, max: HOUR_MS }), (id, intervalMs) => {
        const phase = phaseMs({ id, intervalMs });
        expect(phase).toBeGreaterThanOrEqual(0);
        expect(phase).toBeLessThan(intervalMs);
        const clock = new HandClock();
        const before = new Schedule([{ id, intervalMs }], clock).nextDueMs;
        clock.pass(7 * intervalMs + 1);
        const after = new Schedule([{ id, intervalMs }], clock).nextDueMs;
        expect((after - before) % intervalMs).toBe(0);
        expect(before % intervalMs).toBe(phase);
      }),
    );
  });
});

describe('the turns', () => {
  it('do not drift in a day, however the timer dawdles', () => {
    const clock = new HandClock();
    const all = entries(40);
    const schedule = new Schedule(all, clock);
    const taken = new Map<string, number[]>();
    for (let step = 0; clock.wallMs() < START_MS + 24 * HOUR_MS; step++) {
      clock.pass(1 + ((step * 7_919) % 1_900));
      for (const { entry, dueMs, missed } of schedule.take()) {
        if (missed) throw new Error(`${entry.id} missed ${dueMs}`);
        const times = taken.get(entry.id) ?? [];
        times.push(dueMs);
        taken.set(entry.id, times);
      }
    }
    for (const entry of all) {
      const times = taken.get(entry.id) ?? [];
      const firstMs = times[0] ?? NaN;
      expect(times.length).toBeGreaterThanOrEqual(24 * 60 - 1);
      expect(times).toEqual(times.map((_, k) => firstMs + k * MINUTE_MS));
      expect(firstMs % MINUTE_MS).toBe(phaseMs(entry));
    }
  });

  it('each come once, by time, whenever one looks', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 5 * MINUTE_MS }), { maxLength: 30 });
    fc.assert(
      fc.property(steps, (pauses) => {
        const clock = new HandClock();
        const schedule = new Schedule(entries(3), clock);
        const seen: Slot<Entry>[] = [];
        for (const pauseMs of pauses) {
          clock.pass(pauseMs);
          seen.push(...schedule.take());
        }
        for (const { id } of entries(3)) {
          const times = seen.filter(({ entry }) => entry.id === id).map(({ dueMs }) => dueMs);
          const firstMs = times[0] ?? NaN;
          expect(times).toEqual(times.map((_, k) => firstMs + k * MINUTE_MS));
          expect((times.at(-1) ?? START_MS) + MINUTE_MS).toBeGreaterThan(clock.wallMs());
        }
      }),
    );
  });

  it('that come over half an interval late are lost, and say so', () => {
    const { clock, schedule, dueMs } = afterFirstTurn();
    clock.pass(MINUTE_MS + 30_000);
    expect(turns(schedule.take())).toEqual([['system-0-web', dueMs + MINUTE_MS, undefined]]);
    clock.pass(MINUTE_MS + 1);
    expect(turns(schedule.take())).toEqual([['system-0-web', dueMs + 2 * MINUTE_MS, 'late']]);
    expect(schedule.nextDueMs).toBe(dueMs + 3 * MINUTE_MS);
  });

  it('that were slept through are told as paused, and the one that is on is taken', () => {
    const { clock, schedule, dueMs } = afterFirstTurn();
    clock.pass(3 * MINUTE_MS + 10);
    expect(turns(schedule.take())).toEqual([
      ['system-0-web', dueMs + MINUTE_MS, 'paused'],
      ['system-0-web', dueMs + 2 * MINUTE_MS, 'paused'],
      ['system-0-web', dueMs + 3 * MINUTE_MS, undefined],
    ]);
  });

  it('of a long gap are told up to a limit', () => {
    const { clock, schedule, dueMs } = afterFirstTurn();
    clock.pass(365 * 24 * HOUR_MS);
    const slots = schedule.take();
    expect(slots).toHaveLength(11);
    expect(slots.filter(({ missed }) => missed === 'paused')).toHaveLength(10);
    expect(slots.at(-1)).toMatchObject({ dueMs: dueMs + 365 * 24 * HOUR_MS, missed: undefined });
    expect(schedule.nextDueMs).toBe(dueMs + 365 * 24 * HOUR_MS + MINUTE_MS);
  });
});

describe('turns before a start', () => {
  it('are left out without a word', () => {
    const { clock, schedule, dueMs } = afterFirstTurn();
    clock.pass(5 * MINUTE_MS + 10_000);
    clock.setAhead(HOUR_MS);
    schedule.skipMissed();
    expect(schedule.take()).toEqual([]);
    expect(schedule.nextDueMs).toBe(dueMs + HOUR_MS + 6 * MINUTE_MS);
  });
});

describe('a clock that is set', () => {
  it('ahead leaves a gap that is told as paused', () => {
    const { clock, schedule, dueMs } = afterFirstTurn();
    clock.pass(10_000);
    clock.setAhead(2 * MINUTE_MS + 25_000);
    expect(turns(schedule.take())).toEqual([
      ['system-0-web', dueMs + MINUTE_MS, 'paused'],
      ['system-0-web', dueMs + 2 * MINUTE_MS, 'paused'],
    ]);
    expect(schedule.nowMs()).toBe(clock.wallMs());
  });

  it('by less than a second is not followed', () => {
    const { clock, schedule, dueMs } = afterFirstTurn();
    clock.setAhead(1_000);
    expect(schedule.take()).toEqual([]);
    expect(schedule.nowMs()).toBe(dueMs);
    clock.setAhead(1);
    expect(schedule.take()).toEqual([]);
    expect(schedule.nowMs()).toBe(dueMs + 1_001);
  });

  it('back a little takes no turn twice', () => {
    const { clock, schedule, dueMs } = afterFirstTurn();
    clock.setAhead(-30_000);
    expect(schedule.take()).toEqual([]);
    clock.pass(MINUTE_MS);
    expect(schedule.take()).toEqual([]);
    clock.pass(30_000);
    expect(turns(schedule.take())).toEqual([['system-0-web', dueMs + MINUTE_MS, undefined]]);
  });

  it('back a long way goes on at once', () => {
    const { clock, schedule, dueMs } = afterFirstTurn();
    clock.setAhead(-3 * HOUR_MS);
    expect(schedule.take()).toEqual([]);
    clock.pass(MINUTE_MS);
    expect(turns(schedule.take())).toEqual([['system-0-web', dueMs - 3 * HOUR_MS + MINUTE_MS, undefined]]);
  });
});

describe('other entries', () => {
  it('come in at their own turns; those that stay keep theirs, and what went has none', () => {
    const clock = new HandClock();
    const [kept, gone, added] = entries(3);
    if (!kept || !gone || !added) throw new Error('three entries were asked for');
    const [schedule, alone] = [new Schedule([kept, gone], clock), new Schedule([kept, added], clock)];
    schedule.take();
    clock.pass(MINUTE_MS / 3);
    schedule.renew([kept, added]);
    clock.pass(MINUTE_MS);
    const expected = turns(alone.take()).filter(
      ([id, dueMs]) => id === kept.id || dueMs >= START_MS + MINUTE_MS / 3,
    );
    const late = turns(schedule.take());
    expect(late.map(([id, dueMs]) => [id, dueMs])).toEqual(expected.map(([id, dueMs]) => [id, dueMs]));
  });
});
