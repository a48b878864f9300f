import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AnswerCounts } from './answers.js';
import { answerInterval, differ, studentT95, wilsonInterval } from './uncertainty.js';

function shown<T>(value: T | null): T {
  if (value === null) throw new Error('there is no interval');
  return value;
}

const width = ({ low, high }: { low: number; high: number }): number => high - low;

describe("Student's t", () => {
  // Tables of the t distribution, two-sided 95 %.
  it.each([
    [1, 12.7062],
    [3, 3.1824],
    [4, 2.7764],
    [5, 2.5706],
    [9, 2.2622],
    [29, 2.0452],
    [120, 1.9799],
    [1_000_000, 1.96],
  ])('with %d degrees of freedom is %d', (degrees, quantile) => {
    expect(studentT95(degrees)).toBeCloseTo(quantile, 3);
  });
});

describe('the interval of a share', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d of %d is %d to %d', (part, whole, low, high) => {
    const interval = shown(wilsonInterval(part, whole));
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('is none for what is no share', () => {
    expect([wilsonInterval(0, 0), wilsonInterval(11, 10), wilsonInterval(-1, 10)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('holds the share, lies between 0 and 1, and shrinks as more is counted', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), fc.integer({ min: 2, max: 50 }), (a, b, times) => {
        const [part, whole] = [Math.min(a, b), Math.max(a, b, 1)];
        const interval = shown(wilsonInterval(part, whole));
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.low).toBeLessThanOrEqual(part / whole);
        expect(interval.high).toBeGreaterThanOrEqual(part / whole);
        expect(interval.high).toBeLessThanOrEqual(1);
        expect(width(shown(wilsonInterval(part * times, whole * times)))).toBeLessThan(width(interval));
      }),
    );
  });
});

describe('the interval of a mean of answers', () => {
  const answers = (counts: readonly number[], invited: number | null = null): AnswerCounts => ({
    counts,
    respondents: counts.reduce((sum, count) => sum + count, 0),
    invited,
  });
  const mean = ({ counts, respondents }: AnswerCounts): number =>
    (100 * counts.reduce((sum, count, i) => sum + count * i, 0)) / respondents / (counts.length - 1);

  it('is the mean and t standard errors on each side', () => {
    // 2, 3, 3, 4, 5 of 1–5: mean 3.4, s = √1.3, t(4) = 2.776; 2.776 × √(1.3 / 5) = 1.4155 steps of 4.
    const interval = shown(answerInterval(answers([0, 1, 2, 1, 1])));
    expect(interval.low).toBeCloseTo(60 - 35.39, 2);
    expect(interval.high).toBeCloseTo(60 + 35.39, 2);
  });

  it('is narrowed by how many of those who were asked did answer', () => {
    const free = shown(answerInterval(answers([10, 20, 40, 20, 10])));
    const half = shown(answerInterval(answers([10, 20, 40, 20, 10], 200)));
    expect(width(half) / width(free)).toBeCloseTo(Math.sqrt(100 / 199), 10);
    const all = shown(answerInterval(answers([10, 20, 40, 20, 10], 100)));
    expect(all).toEqual({ low: 50, high: 50 });
    expect(answerInterval(answers([10, 20, 40, 20, 10], 40))).toEqual(free);
  });

  it('does not take several questions to the same people for several people', () => {
    const threefold = { counts: [30, 60, 120, 60, 30], respondents: 100, invited: null };
    const once = shown(answerInterval(answers([10, 20, 40, 20, 10])));
    expect(width(shown(answerInterval(threefold)))).toBeCloseTo(width(once), 0);
  });

  it('is none when nothing tells how far apart people are', () => {
    expect(answerInterval(answers([0, 1, 0]))).toBeNull();
    expect(answerInterval(answers([0, 0, 7]))).toBeNull();
    expect(answerInterval(answers([0, 0, 7], 7))).toEqual({ low: 100, high: 100 });
    expect(answerInterval(answers([]))).toBeNull();
  });

  const scale = fc.array(fc.nat(200), { minLength: 2, maxLength: 10 });

  it('holds the mean, lies on the scale, and shrinks as more people answer', () => {
    fc.assert(
      fc.property(scale, fc.integer({ min: 2, max: 20 }), (counts, times) => {
        const few = answers(counts);
        const interval = answerInterval(few);
        fc.pre(interval !== null);
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.high).toBeLessThanOrEqual(100);
        expect(interval.low).toBeLessThanOrEqual(mean(few) + 1e-9);
        expect(interval.high).toBeGreaterThanOrEqual(mean(few) - 1e-9);
        const many = shown(answerInterval(answers(counts.map((count) => count * times))));
        expect(width(many)).toBeLessThanOrEqual(width(interval) + 1e-9);
      }),
    );
  });

  it('is the mirror image when the scale is turned round', () => {
    fc.assert(
      fc.property(scale, (counts) => {
        const interval = answerInterval(answers(counts));
        const turned = answerInterval(answers(counts.toReversed()));
        fc.pre(interval !== null && turned !== null);
        expect(turned.low).toBeCloseTo(100 - interval.high, 8);
        expect(turned.high).toBeCloseTo(100 - interval.low, 8);
      }),
    );
  });
});

describe('the difference of two estimates', () => {
  // Newcombe, Statistics in Medicine 17 (1998), "Interval estimation for the difference", table II, method 10.
  it.each([
    ['56/70 and 48/80: 0.0524 to 0.3339', [56, 70], [48, 80], true],
    ['9/10 and 3/10: 0.1705 to 0.8090', [9, 10], [3, 10], true],
    ['6/7 and 2/7: 0.0582 to 0.8062', [6, 7], [2, 7], true],
    ['5/56 and 0/29: -0.0381 to 0.1926', [5, 56], [0, 29], false],
  ] as const)('is judged by its own interval: %s', (_, [a, m], [b, n], differs) => {
    const one = { number: a / m, interval: shown(wilsonInterval(a, m)) };
    const other = { number: b / n, interval: shown(wilsonInterval(b, n)) };
    expect([differ(one, other), differ(other, one)]).toEqual([differs, differs]);
  });
});
