import { describe, expect, it } from '@jest/globals';
import type { WorkAnswer } from '../calls.js';
import { daysOf, plannedWork, weeksFrom } from './planned-work.js';

const time = (plan: string, system: string, day: string): WorkAnswer => ({
  ...{ plan, system, note: 'Byte av disk', inTime: true },
  from: `${day}T01:00:00+02:00`,
  to: `${day}T04:00:00+02:00`,
});

describe('planned work', () => {
  it('is one entry for each plan, whatever its systems and times, the soonest first', () => {
    const work = plannedWork(
      [time('p', 'a', '2026-09-08'), time('q', 'c', '2026-09-02'), time('p', 'b', '2026-09-08')].concat(
        time('p', 'a', '2026-09-01'),
      ),
      [],
    );
    expect(work.map(({ plan, systems, times }) => [plan, systems, times.length])).toEqual([
      ['p', ['a', 'b'], 2],
      ['q', ['c'], 1],
    ]);
  });

  it('lies on each of the city’s days that it touches', () => {
    expect(daysOf({ from: '2026-09-01T22:00:00+02:00', to: '2026-09-03T00:00:00+02:00' })).toEqual([
      '2026-09-01',
      '2026-09-02',
    ]);
    // A night in the city is not yet another day in UTC.
    expect(daysOf({ from: '2026-09-01T22:30:00Z', to: '2026-09-01T23:30:00Z' })).toEqual(['2026-09-02']);
  });
});

it('counts weeks from Monday', () => {
  const [first, second] = weeksFrom('2026-12-06', 2);
  expect(first?.[0]).toBe('2026-11-30');
  expect(first?.[6]).toBe('2026-12-06');
  expect(second?.[0]).toBe('2026-12-07');
});
