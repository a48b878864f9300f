import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Period, type Subject } from '#core';
import { measureInForce } from '#catalogue';
import { rounds } from '../rounds.js';
import { type Answers, ENOUGH, type ShownSum, leaks, peopleIn } from './small-groups/attack.js';
import { shownBy } from './small-groups/everything-shown.js';
import { sumBehind } from './small-groups/reading.js';
import { answersIn, cityOf, periodsToRead, scorersFor, subjectsIn } from './small-groups/surveyed-city.js';

const PERIODS = periodsToRead();

function answers(unit: string, wave: string, count: number, rest: Partial<Answers> = {}): Answers {
  return { unit, wave, count, question: 'one', audience: 'employee', system: null, ...rest };
}

describe('the attack finds what a weaker rule lets out', () => {
  const catalogue = cityOf([0, 0, 0]);

  /** What would be seen if a value were shown whenever `mayShow` says so. */
  function seen(
    all: readonly Answers[],
    periods: readonly string[],
    mayShow: (sum: ShownSum, subject: Subject, period: string) => boolean,
  ): ShownSum[] {
    return periods.flatMap((period) =>
      subjectsIn(catalogue).flatMap((subject) =>
        [...catalogue.measures.keys()].flatMap((id) => {
          const definition = measureInForce(catalogue, id, Period.of(period).lastDay);
          if (!definition) return [];
          const sum = sumBehind(catalogue, all, { definition, subject, period: Period.of(period) });
          return mayShow(sum, subject, period) ? [sum] : [];
        }),
      ),
    );
  }
  const enough = ({ of }: ShownSum): boolean => peopleIn(of) >= ENOUGH;
  const quarter = (wave: string, a: number, b: number, c: number): Answers[] => [
    answers('a', wave, a),
    answers('b', wave, b),
    answers('c', wave, c),
  ];

  it('over units: without company for a group that is hidden alone', () => {
    const all = quarter('2026-Q1', 4, 20, 30);
    expect(leaks(all, seen(all, ['2026-Q1'], enough))).toContainEqual(
      expect.stringMatching('^4 answers of a'),
    );
    expect(
      leaks(
        all,
        seen(all, ['2026-Q1'], (sum, { id }) => enough(sum) && id !== 'b'),
      ),
    ).toEqual([]);
  });

  it('over units: when two that are hidden are few even together', () => {
    const all = quarter('2026-Q1', 2, 2, 30);
    expect(leaks(all, seen(all, ['2026-Q1'], enough))).toContainEqual(expect.stringMatching(/^2 .* \+ 2 /));
  });

  it.each([
    ['quarters and years', ['2026-Q1', '2026-Q2', '2026']],
    ['months, quarters and tertials', ['2026-03', '2026-04', '2026-T1']],
  ])('over periods: when each is protected by itself (%s)', (_, periods) => {
    const all = [...quarter('2026-Q1', 4, 20, 30), ...quarter('2026-04', 9, 20, 30)];
    const first = new Set(['2026-Q1', '2026-03']);
    const byItself = seen(
      all,
      periods,
      (sum, { id }, period) => enough(sum) && !(first.has(period) && id === 'b'),
    );
    expect(leaks(all, byItself)).toContainEqual(expect.stringMatching('^4 answers of a'));
  });

  it('over questions: when a measure asks more than another', () => {
    const all = [answers('a', '2026-Q1', 20), answers('a', '2026-Q1', 3, { question: 'two' })];
    expect(leaks(all, seen(all, ['2026-Q1'], enough))).toContainEqual(expect.stringMatching('to two'));
  });

  it('over subjects: when a system leaves little of its unit', () => {
    const all = [answers('a', '2026-Q1', 3), answers('a', '2026-Q1', 20, { system: 'tjanst-a' })];
    expect(leaks(all, seen(all, ['2026-Q1'], enough))).toContainEqual(expect.stringMatching('no system'));
  });
});

describe('what is shown of surveys', () => {
  it('tells no group of fewer than five people, however it is added and subtracted', () => {
    const cities = fc.integer({ min: 1, max: 7 }).chain((parts) => {
      const tree = fc.array(fc.nat(), { minLength: parts, maxLength: parts });
      return fc.tuple(tree, fc.oneof(tree, fc.constant(undefined)), answersIn(parts + 1));
    });
    fc.assert(
      fc.property(cities, ([parents, later, all]) => {
        const catalogue = cityOf(parents, later);
        const scorerFor = scorersFor(catalogue, all);
        const shown = PERIODS.flatMap((period) =>
          shownBy(scorerFor([period]), { catalogue, all, periods: [period] }),
        );
        const atOnce = shownBy(scorerFor(PERIODS), {
          catalogue,
          all,
          periods: PERIODS.filter(({ type }) => type === 'year'),
        });
        expect(leaks(all, [...shown, ...atOnce])).toEqual([]);
      }),
      { numRuns: rounds({ few: 8, many: 500 }) },
    );
  });

  it('is not changed by later waves, so that nothing can be told from what was shown before', () => {
    fc.assert(
      fc.property(answersIn(5), fc.constantFrom(...PERIODS), (all, last) => {
        const catalogue = cityOf([0, 0, 1, 1]);
        const before = all.filter(({ wave }) => Period.of(wave).endMs <= last.endMs);
        const [now, then] = [all, before].map((known) => {
          const scorer = scorersFor(catalogue, known)([last]);
          return subjectsIn(catalogue).map((subject) => scorer.scorecard(subject, last, { computedAtMs: 0 }));
        });
        expect(now).toEqual(then);
        const wide = scorersFor(catalogue, all)([last, Period.of('2026')]);
        expect(
          subjectsIn(catalogue).map((subject) => wide.scorecard(subject, last, { computedAtMs: 0 })),
        ).toEqual(then);
      }),
      { numRuns: rounds({ few: 8, many: 300 }) },
    );
  });

  it('is everything where every group is large enough', () => {
    fc.assert(
      fc.property(answersIn(5), (some) => {
        const all = some.map((one) => ({ ...one, count: one.count + ENOUGH }));
        const catalogue = cityOf([0, 0, 1, 1]);
        const scorer = scorersFor(catalogue, all)(PERIODS);
        const cards = PERIODS.flatMap((period) =>
          subjectsIn(catalogue).map((subject) => scorer.scorecard(subject, period, { computedAtMs: 0 })),
        );
        expect(JSON.stringify(cards)).not.toContain('suppressed');
      }),
      { numRuns: rounds({ few: 8, many: 100 }) },
    );
  });
});
