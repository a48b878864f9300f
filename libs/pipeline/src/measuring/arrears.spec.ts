import { describe, expect, it } from '@jest/globals';
import { type ProbeState, type Sample } from '#core';
import fc from 'fast-check';
import { Arrears } from './arrears.js';

const TURN_MS = 60_000;
const SYSTEMS = Array.from({ length: 30 }, (_, i) => `system-${i}`);

function sample(system: string, timeMs: number, state: ProbeState = 'up'): Sample {
  return { target: `${system}-http`, vantage: 'main', timeMs, state };
}

/** All known to be up, and rolled up to the instant 0. */
function quiet(): Arrears {
  const arrears = new Arrears();
  for (const system of SYSTEMS) {
    arrears.add(system, -TURN_MS);
    arrears.note(system, sample(system, -1));
  }
  arrears.take('all', 0);
  return arrears;
}

function taken(arrears: Arrears, nowMs: number): string[] {
  return arrears.take('due', nowMs).map(({ system }) => system);
}

describe('what is to be rolled up', () => {
  it('is everything at a start', () => {
    const arrears = new Arrears();
    for (const system of SYSTEMS) arrears.add(system, 0);
    expect(taken(arrears, TURN_MS)).toEqual(SYSTEMS);
  });

  it('is a tenth each turn while nothing happens, and all of it within ten', () => {
    const arrears = quiet();
    const seen = Array.from({ length: 10 }, (_, turn) => taken(arrears, (turn + 1) * TURN_MS));
    expect(seen.map(({ length }) => length)).toEqual(seen.map(() => 3));
    expect(new Set(seen.flat())).toEqual(new Set(SYSTEMS));
  });

  it.each(['down', 'degraded', 'unmonitored'] as const)(
    'is at once what becomes %s, what stays so, and what is well again',
    (state) => {
      const arrears = quiet();
      const turns = [state, state, 'up', 'up'] as const;
      const isTaken = turns.map((now, turn) => {
        arrears.note('system-29', sample('system-29', turn * TURN_MS, now));
        return taken(arrears, (turn + 1) * TURN_MS).includes('system-29');
      });
      expect(isTaken).toEqual([true, true, true, false]);
    },
  );

  it('is what failed to be rolled up, from where it was to begin', () => {
    const arrears = quiet();
    const failed = arrears.take('all', TURN_MS);
    for (const { system, fromMs } of failed) arrears.add(system, fromMs);
    expect(failed).toHaveLength(SYSTEMS.length);
    expect(arrears.take('due', 2 * TURN_MS)).toEqual(failed);
  });

  it('leaves no sample behind, whenever it comes', () => {
    const event = fc.record({
      system: fc.constantFrom(...SYSTEMS.slice(0, 4)),
      state: fc.constantFrom<ProbeState>('up', 'up', 'up', 'down'),
      lateMs: fc.nat(3 * TURN_MS),
    });
    fc.assert(
      fc.property(fc.array(fc.array(event, { maxLength: 4 }), { maxLength: 20 }), (turns) => {
        const arrears = quiet();
        const left = new Map<string, number>();
        const roll = (which: 'all' | 'due', nowMs: number): void => {
          for (const { system, fromMs } of arrears.take(which, nowMs)) {
            expect(fromMs).toBeLessThanOrEqual(left.get(system) ?? nowMs);
            left.delete(system);
          }
        };
        for (const [turn, events] of turns.entries()) {
          for (const { system, state, lateMs } of events) {
            const timeMs = turn * TURN_MS - lateMs;
            arrears.note(system, sample(system, timeMs, state));
            left.set(system, Math.min(timeMs, left.get(system) ?? timeMs));
          }
          roll('due', (turn + 1) * TURN_MS);
        }
        roll('all', (turns.length + 1) * TURN_MS);
        expect(left.size).toBe(0);
      }),
    );
  });
});
