import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type NumberValue, QUALITY_GRADES, noValue } from '#core';
import { type QualityQuestion, dataQuality } from './data-quality.js';

function number(more: Partial<NumberValue> = {}): NumberValue {
  return { kind: 'number', number: 80, numerator: 8, denominator: 10, n: 500, interval: null, ...more };
}

const GOOD: QualityQuestion = {
  value: number(),
  completeness: { actual: 12, expected: 12 },
  monthsBehind: 0,
  method: 'objective',
};

describe('data quality', () => {
  it.each<[string, Partial<QualityQuestion>, string, string[]]>([
    ['nothing lacks', {}, 'A', []],
    ['nothing was expected', { completeness: { actual: 0, expected: 0 } }, 'A', []],
    ['a twentieth lacks', { completeness: { actual: 19, expected: 20 } }, 'A', []],
    ['a fifth lacks', { completeness: { actual: 4, expected: 5 } }, 'B', ['incomplete']],
    ['half lacks', { completeness: { actual: 1, expected: 2 } }, 'C', ['incomplete']],
    ['more lacks', { completeness: { actual: 1, expected: 3 } }, 'D', ['incomplete']],
    ['last month lacks', { monthsBehind: 1 }, 'B', ['stale']],
    ['the data is of last year', { monthsBehind: 11 }, 'D', ['stale']],
    ['few objective facts are still facts', { value: number({ n: 1 }) }, 'A', []],
    ['an opinion of many', { method: 'subjective' }, 'B', ['opinion']],
    ['an opinion of few', { method: 'subjective', value: number({ n: 12 }) }, 'C', ['few', 'opinion']],
    [
      'a survey with a narrow interval',
      { method: 'subjective', value: number({ interval: { low: 76, high: 84 } }) },
      'A',
      [],
    ],
    [
      'a survey with a wide interval, late and with gaps',
      {
        method: 'subjective',
        value: number({ n: 6, interval: { low: 60, high: 95 } }),
        monthsBehind: 2,
        completeness: { actual: 9, expected: 10 },
      },
      'C',
      ['incomplete', 'stale', 'imprecise'],
    ],
  ])('%s', (_, more, grade, reasons) => {
    expect(dataQuality({ ...GOOD, ...more })).toEqual({ grade, reasons });
  });

  it('has no grade for what is not a number, so that it tells nothing of what is protected', () => {
    for (const kind of ['suppressed', 'not-provided', 'not-applicable'] as const) {
      expect(dataQuality({ ...GOOD, value: noValue(kind) })).toBeNull();
    }
  });

  it('never gets better when something gets worse', () => {
    const worse = fc.record({
      lacking: fc.nat(10),
      monthsBehind: fc.nat(12),
      halfWidth: fc.double({ min: 0, max: 40, noNaN: true }),
    });
    const gradeOf = ({
      lacking,
      monthsBehind,
      halfWidth,
    }: {
      lacking: number;
      monthsBehind: number;
      halfWidth: number;
    }): number =>
      QUALITY_GRADES.indexOf(
        dataQuality({
          value: number({ interval: { low: 50 - halfWidth, high: 50 + halfWidth } }),
          completeness: { actual: 10 - lacking, expected: 10 },
          monthsBehind,
          method: 'subjective',
        })?.grade ?? 'A',
      );
    fc.assert(
      fc.property(worse, worse, (a, b) => {
        const both = {
          lacking: Math.max(a.lacking, b.lacking),
          monthsBehind: Math.max(a.monthsBehind, b.monthsBehind),
          halfWidth: Math.max(a.halfWidth, b.halfWidth),
        };
        return gradeOf(both) >= Math.max(gradeOf(a), gradeOf(b));
      }),
    );
  });
});
