import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type SurveyRow, isTooFew, rowsOfTally } from './rows-of-tally.js';
import { type Ballot, type Tally, cast, castGroup, emptyTally, isUsed, placeOfLink } from './tally.js';

const SCALES = { q: { min: 1, max: 5 }, r: { min: 1, max: 5 } };
const NOW = { scales: SCALES, hour: 100 };
/** A city of two groups with three units each, of which some have a system. */
const PARENTS: Readonly<Record<string, string>> = {
  g: 'city',
  h: 'city',
  a: 'g',
  b: 'g',
  c: 'g',
  d: 'h',
  e: 'h',
  f: 'h',
};

function above(place: string): string[] {
  const [unit = '', system] = place.split('/');
  const units: string[] = [];
  for (let at = PARENTS[unit]; at !== undefined; at = PARENTS[at]) units.push(at);
  return [...(system === undefined ? [] : [unit]), ...units];
}

function ballot(form: string, more: Partial<Ballot> = {}): Ballot {
  return { place: 'a', answers: { q: 3 }, form: { id: form, untilHour: 104 }, ...more };
}

function rowsOf(tally: Tally, isInvited = false): SurveyRow[] {
  const rows = {
    wave: '2026-Q4',
    audience: 'employee',
    scales: SCALES,
    suppressBelow: 5,
    above,
    isInvited,
  } as const;
  return rowsOfTally(tally, rows);
}

function countsOf(row: SurveyRow): number[] {
  return [1, 2, 3, 4, 5].map((place) => Number(row[`n_${place}`]));
}

function tallyOf(answers: Readonly<Record<string, readonly number[]>>): Tally {
  const tally = emptyTally();
  for (const [place, values] of Object.entries(answers)) {
    for (const [i, value] of values.entries()) {
      cast(tally, ballot(`${place}-${i}`, { place, answers: { q: value } }), NOW);
    }
  }
  return tally;
}

describe('a tally', () => {
  it('counts a form once, however often it is sent', () => {
    const tally = emptyTally();
    expect(cast(tally, ballot('f'), NOW)).toBe('counted');
    expect(cast(tally, ballot('f', { answers: { q: 5 } }), NOW)).toBe('again');
    expect(tally.counts).toEqual({ a: { q: [0, 0, 1, 0, 0] } });
    expect(tally.answered).toEqual({ a: 1 });
  });

  it('takes one answer by a link, and knows its place', () => {
    const tally = emptyTally();
    tally.links = [
      { place: 'a', count: 9 },
      { place: 'b', count: 2 },
    ];
    expect([0, 8, 9, 10, 11].map((number) => placeOfLink(tally, number))).toEqual(['a', 'a', 'b', 'b', null]);
    expect(cast(tally, ballot('f', { link: 10 }), NOW)).toBe('counted');
    expect(cast(tally, ballot('g', { link: 10 }), NOW)).toBe('used');
    expect([9, 10].map((number) => isUsed(tally, number))).toEqual([false, true]);
  });

  it('forgets forms that are no longer good, and takes none once it is closed', () => {
    const tally = emptyTally();
    cast(tally, ballot('f'), NOW);
    cast(tally, ballot('g', { form: { id: 'g', untilHour: 110 } }), { ...NOW, hour: 105 });
    expect(Object.keys(tally.forms)).toEqual(['g']);
    tally.closed = true;
    expect(cast(tally, ballot('h'), NOW)).toBe('closed');
    expect(castGroup(tally, { place: 'a', present: 5, counts: { q: [1, 1, 1, 1, 1] } }, SCALES)).toBe(
      'closed',
    );
  });

  it('does not tell in which order answers came', () => {
    const ballots = [1, 5, 2, 2, 4].map((value, i) =>
      ballot(`f${i}`, { answers: { q: value }, place: 'ab'[i % 2] ?? 'a' }),
    );
    const after = (order: readonly Ballot[]): unknown => {
      const tally = emptyTally();
      for (const each of order) cast(tally, each, NOW);
      const sorted = (record: object): unknown => Object.fromEntries(Object.entries(record).sort());
      return [sorted(tally.counts), sorted(tally.answered), tally.used];
    };
    expect(after(ballots.toReversed())).toEqual(after(ballots));
  });
});

describe('rows of a tally', () => {
  it('are a row for each place of five answers that are not all alike, or of ten', () => {
    expect(
      [
        [0, 4],
        [0, 5],
        [1, 4],
        [0, 9],
        [0, 10],
      ].map((counts) => isTooFew(counts, 5)),
    ).toEqual([true, true, false, true, false]);
    const rows = rowsOf(tallyOf({ a: [1, 2, 3, 4, 5], d: [2, 2, 3, 3, 3, 4] }));
    expect(rows.map(({ unit }) => unit)).toEqual(['a', 'd']);
  });

  it('count a place of few for the unit above, with its few siblings', () => {
    const rows = rowsOf(tallyOf({ a: [1, 2, 3, 4, 5], b: [1, 2, 3], c: [4, 5], 'd/s': [1, 2, 2, 3, 3] }));
    expect(rows.map((row) => [row.unit, row.system ?? null, countsOf(row)])).toEqual([
      ['a', null, [1, 1, 1, 1, 1]],
      ['d', 's', [1, 2, 2, 0, 0]],
      ['g', null, [1, 1, 1, 1, 1]],
    ]);
  });

  it('take the smallest other place along with what is too little for the whole city', () => {
    const rows = rowsOf(tallyOf({ a: [1, 2, 3, 4, 5, 5], b: [1, 2], d: [1, 2, 3, 4, 5] }));
    expect(rows.map((row) => [row.unit, countsOf(row)])).toEqual([
      ['a', [1, 1, 1, 1, 2]],
      ['city', [2, 2, 1, 1, 1]],
    ]);
  });

  it('are none of fewer than five in the whole city', () => {
    expect(rowsOf(tallyOf({ a: [1, 2], d: [3, 4] }))).toEqual([]);
  });

  it('tell of a place where some were asked and nobody has answered', () => {
    const tally = tallyOf({ a: [1, 2, 3, 4, 5] });
    tally.links = [
      { place: 'a', count: 8 },
      { place: 'b', count: 3 },
    ];
    const told = rowsOf(tally, true).map(({ unit, question, invited }) => [unit, question, invited]);
    expect(told).toEqual([
      ['a', 'q', 8],
      ['b', 'q', 3],
      ['b', 'r', 3],
    ]);
  });

  it('lose no answer, and hold no small group, whatever is answered where', () => {
    const places = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'a/s', 'd/t', 'g');
    const answers = fc.dictionary(places, fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 14 }));
    fc.assert(
      fc.property(answers, (given) => {
        const tally = tallyOf(given);
        const rows = rowsOf(tally);
        for (const row of rows) expect(isTooFew(countsOf(row), 5)).toBe(false);
        const all = Object.values(given).flat();
        const expected = [1, 2, 3, 4, 5].map((value) => all.filter((each) => each === value).length);
        const total = [0, 1, 2, 3, 4].map((i) => rows.reduce((sum, row) => sum + (countsOf(row)[i] ?? 0), 0));
        expect(total).toEqual(isTooFew(expected, 5) ? [0, 0, 0, 0, 0] : expected);
      }),
    );
  });
});
