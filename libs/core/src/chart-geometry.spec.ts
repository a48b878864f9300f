import { describe, expect, it } from '@jest/globals';
import { type MeasurePoint } from './scorecard.js';
import fc from 'fast-check';
import { FRAME, pointX, runsOf, valueScale } from './chart-geometry.js';

function point(number: number | null, more: Partial<MeasurePoint> = {}): MeasurePoint {
  const none = { number: null, numerator: null, denominator: null, n: null, interval: null };
  return {
    period: '2026-Q3',
    definitionVersion: 1,
    value:
      number === null
        ? { kind: 'not-provided', ...none }
        : { kind: 'number', number, numerator: number, denominator: 1, n: 1, interval: null },
    score: null,
    status: 'informative',
    target: null,
    completeness: { actual: 1, expected: 1 },
    breakInSeries: false,
    ...more,
  };
}

describe('the chart of a series', () => {
  it('draws every number, interval and target inside its frame, on round ticks', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 30 }), number, (numbers, target) => {
        const scale = valueScale(numbers.map((each) => point(each, { target })));
        for (const drawn of [...numbers, target]) {
          const y = scale?.y(drawn) ?? NaN;
          expect(y).toBeGreaterThanOrEqual(FRAME.top - 0.01);
          expect(y).toBeLessThanOrEqual(FRAME.height - FRAME.bottom + 0.01);
        }
        expect(scale?.ticks.length).toBeLessThanOrEqual(8);
      }),
    );
  });

  it('has round ticks', () => {
    expect(valueScale([point(66.2), point(80)])?.ticks).toEqual([65, 70, 75, 80]);
    expect(valueScale([point(5)])?.ticks).toEqual([5, 6]);
  });

  it('is not drawn where there is no number', () => {
    expect(valueScale([point(null)])).toBeNull();
  });

  it('joins neighbours with numbers, and nothing over a gap or a new definition', () => {
    const points = [point(1), point(2), point(null), point(3), point(4, { breakInSeries: true }), point(5)];
    expect(runsOf(points, (index) => index < 5)).toEqual([
      { from: 0, to: 1, running: false },
      { from: 4, to: 5, running: true },
    ]);
  });

  it('stands in the middle of its share of the width', () => {
    expect(pointX(0, 1)).toBe((FRAME.left + FRAME.width - FRAME.right) / 2);
  });
});
