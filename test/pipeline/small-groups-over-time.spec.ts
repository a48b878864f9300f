import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Period, type Scorecard } from '#core';
import { type Catalogue, Unit } from '#catalogue';
import { type ShelterCells } from '#score';
import { rounds } from '../rounds.js';
import { type Answers, type ShownSum, leaks } from './small-groups/attack.js';
import { shownBy } from './small-groups/everything-shown.js';
import { answersIn, cityOf, periodsToRead, scorersFor, subjectsIn } from './small-groups/surveyed-city.js';

const UNITS = 6;
const RUNS = rounds({ few: 5, many: 300 });
const LONGER = periodsToRead().filter(({ type }) => type !== 'month');

/** What happens between two freezes. */
interface Change {
  readonly parents: readonly number[];
  /** The tree from the moving day on; units are also moved without a date. */
  readonly later: readonly number[];
  /** Of the answers, by their place: which come, are corrected to another number, or are taken back. */
  readonly come: readonly number[];
  readonly corrected: readonly { readonly place: number; readonly count: number }[];
  readonly withdrawn: readonly number[];
  readonly freeze: Period;
}

const place = fc.nat(60);
const parents = fc.array(fc.nat(), { minLength: UNITS - 1, maxLength: UNITS - 1 });
const change: fc.Arbitrary<Change> = fc.record({
  parents,
  later: parents,
  come: fc.array(place, { maxLength: 12 }),
  corrected: fc.array(fc.record({ place, count: fc.oneof(fc.nat(6), fc.integer({ min: 5, max: 30 })) }), {
    maxLength: 3,
  }),
  withdrawn: fc.array(place, { maxLength: 2 }),
  freeze: fc.constantFrom(...LONGER),
});

/** A city that hands in, corrects, reorganises and freezes; and everything that anybody has seen of it. */
class LongFollowUp {
  private readonly there = new Map<number, Answers>();
  private readonly shelters: ShelterCells[] = [];
  readonly everSaid = new Set<Answers>();
  readonly shown: ShownSum[] = [];

  constructor(
    private readonly answers: readonly Answers[],
    /** Those that come in time. */
    first: ReadonlySet<number>,
  ) {
    for (const [i, one] of answers.entries()) if (first.has(i)) this.say(i, one);
  }

  go({ parents: tree, later, come, corrected, withdrawn, freeze }: Change): void {
    for (const at of come) {
      const one = this.answers[at % this.answers.length];
      if (one && !this.there.has(at % this.answers.length)) this.say(at % this.answers.length, one);
    }
    for (const { place: at, count } of corrected) {
      const known = this.there.get(at % this.answers.length);
      if (!known || known.count === count) continue;
      this.say(at % this.answers.length, { ...known, count, version: (known.version ?? 1) + 1 });
    }
    for (const at of withdrawn) this.there.delete(at % this.answers.length);
    this.freeze(cityOf(tree, later), freeze);
  }

  /** What is live in the end. */
  end({ parents: tree, later }: Pick<Change, 'parents' | 'later'>): void {
    const catalogue = cityOf(tree, later);
    const all = [...this.there.values()];
    for (const period of periodsToRead()) {
      const scorer = scorersFor(catalogue, all, this.shelters)([period]);
      this.shown.push(...shownBy(scorer, { catalogue, all, periods: [period] }));
    }
  }

  private freeze(catalogue: Catalogue, period: Period): void {
    const all = [...this.there.values()];
    const scorer = scorersFor(catalogue, all, this.shelters)([period]);
    this.shown.push(...shownBy(scorer, { catalogue, all, periods: [period] }));
    this.shelters.push(...scorer.sheltersFormed(period));
  }

  private say(at: number, answers: Answers): void {
    this.there.set(at, answers);
    this.everSaid.add(answers);
  }
}

describe('what editions and live figures show together', () => {
  it('tells no group of fewer than five, whatever comes late, is corrected, withdrawn or reorganised', () => {
    fc.assert(
      fc.property(
        answersIn(UNITS).chain((answers) =>
          fc.tuple(
            fc.constant(answers),
            fc.subarray(
              answers.map((_, i) => i),
              { minLength: Math.ceil(answers.length / 2) },
            ),
          ),
        ),
        fc.array(change, { minLength: 2, maxLength: 4 }),
        ([answers, first], changes) => {
          const city = new LongFollowUp(answers, new Set(first));
          for (const each of changes) city.go(each);
          city.end(changes.at(-1) ?? { parents: [], later: [] });
          expect(leaks([...city.everSaid], city.shown)).toEqual([]);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

function answered(unit: string, count: number, rest: Partial<Answers> = {}): Answers {
  return { unit, wave: '2026-Q1', question: 'one', audience: 'employee', system: null, count, ...rest };
}

describe('answers that come after an edition', () => {
  const catalogue = cityOf([0, 0, 1, 1, 2, 2]); // a and b below the city, c and d below a, e and f below b
  const period = Period.of('2026-Q1');
  const inTime = [answered('c', 3), answered('e', 50), answered('f', 45)];

  function cardsOf(all: readonly Answers[], kept: readonly ShelterCells[] = [], tree = catalogue): string[] {
    const scorer = scorersFor(tree, all, kept)([period]);
    return subjectsIn(tree).flatMap((subject) => {
      const card = scorer.scorecard(subject, period, { computedAtMs: 0 });
      return card.ok && isShown(card.value) ? [subject.id] : [];
    });
  }
  function isShown({ perspectives }: Scorecard): boolean {
    const found = perspectives.flatMap(({ measures }) => measures).find(({ id }) => id === 'first');
    return found?.value.kind === 'number';
  }
  const kept = scorersFor(catalogue, inTime)([period]).sheltersFormed(period);

  it('are shown beside what was shown, when they are enough by themselves', () => {
    expect(cardsOf(inTime)).toEqual(['city', 'e']);
    expect(cardsOf([...inTime, answered('d', 6)])).not.toEqual(cardsOf(inTime)); // formed anew: c could be had
    expect(cardsOf([...inTime, answered('d', 6)], kept)).toEqual(['city', 'd', 'e']);
  });

  it('hide every sum that they enter, when they are few: the edition tells the rest', () => {
    expect(cardsOf([...inTime, answered('d', 3)], kept)).toEqual(['e']);
  });

  it('find company among each other', () => {
    expect(cardsOf([...inTime, answered('d', 3), answered('b', 4)], kept)).toEqual(['city', 'e']);
  });

  it('leave what was shown together so when units move, and when a measure asks for less', () => {
    const moved = cityOf([0, 0, 2, 1, 2, 2]); // c with those it was hidden with
    expect(cardsOf(inTime, kept, moved)).toEqual(['city', 'b', 'e']);
    expect(cardsOf(inTime, kept, cityOf([0, 0, 0, 1, 1, 2]))).toEqual(['city', 'a', 'e']);
  });

  it('leave it so when a unit is called something else', () => {
    const units = [...catalogue.units.values()].map((unit) =>
      unit.id === 'c' ? Object.assign(new Unit(), unit, { id: 'new', formerly: ['c'] }) : unit,
    );
    const renamed = { ...catalogue, units: new Map(units.map((unit) => [unit.id, unit])) };
    expect(cardsOf([...inTime, answered('d', 6)], kept, renamed)).toEqual(['city', 'd', 'e']);
    expect(cardsOf([...inTime, answered('d', 3)], kept, renamed)).toEqual(['e']);
  });

  it('hide the rest of a shelter when some of it is taken back or shrinks to few', () => {
    expect(cardsOf([answered('e', 50), answered('f', 45)], kept)).toEqual(['e']);
    expect(cardsOf([answered('c', 3), answered('e', 50), answered('f', 1, { version: 2 })], kept)).toEqual([
      'e',
    ]);
  });
});
