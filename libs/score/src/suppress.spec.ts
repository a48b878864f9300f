import { describe, expect, it } from '@jest/globals';
import { type ObservationSum, Period, type Subject } from '#core';
import { Q3, byId, facts, sampleCity, sum, unit as unitEntry } from './sample-city.spec-data.js';
import { createScorer } from './scorer.js';

/** Parents and their children; the root is called city. */
type Tree = Readonly<Record<string, readonly string[]>>;

async function cityOf(tree: Tree) {
  const parts = Object.entries(tree).flatMap(([parent, ids]) => ids.map((id) => unitEntry(id, parent)));
  return sampleCity({ units: byId(unitEntry('city', undefined, 'city'), ...parts), systems: new Map() });
}

function answered(
  unit: string,
  wave: string,
  count: number,
  rest: Partial<ObservationSum> = {},
): ObservationSum {
  return sum(
    unit,
    wave,
    { n_4: Math.floor(count / 2), n_5: Math.ceil(count / 2) },
    { labels: { question: 'it-usefulness', audience: 'employee' }, ...rest },
  );
}

/** The units whose value in a period is suppressed. */
async function hiddenIn(
  tree: Tree,
  survey: readonly ObservationSum[],
  period: Period = Q3,
): Promise<string[]> {
  const catalogue = await cityOf(tree);
  const scorer = createScorer(catalogue, facts({ survey }));
  return [...catalogue.units.keys()].filter((id) => {
    const series = scorer.series('perceived-usefulness', { kind: 'unit', id }, [period]);
    return series.ok && series.value[0]?.value.kind === 'suppressed';
  });
}

function wave(period: string, counts: Readonly<Record<string, number>>): ObservationSum[] {
  return Object.entries(counts).map(([unit, count]) => answered(unit, period, count));
}

const FLAT: Tree = { city: ['a', 'b', 'c'] };

describe('a group that is too small', () => {
  it.each<[string, Tree, Record<string, number>, string[]]>([
    ['is none when enough answered everywhere, or nobody at all', FLAT, { a: 5, b: 6, c: 0 }, []],
    ['gets the company of the smallest beside it', FLAT, { a: 4, b: 20, c: 10 }, ['a', 'c']],
    ['is company enough for another one', FLAT, { a: 4, b: 3, c: 10 }, ['a', 'b']],
    ['needs more when both together are still too small', FLAT, { a: 2, b: 2, c: 10 }, ['a', 'b', 'c']],
    [
      'is kept company by the parent’s own people, who are never shown by themselves',
      FLAT,
      { city: 9, a: 3, b: 20 },
      ['a'],
    ],
    ['may be the parent’s own people', FLAT, { city: 3, a: 10, b: 20, c: 30 }, ['a']],
    [
      'hides what its company could be added up from',
      { city: ['a', 'b'], b: ['b1', 'b2'] },
      { a: 3, b1: 10, b2: 12 },
      ['a', 'b', 'b1'],
    ],
    [
      'hides its parent when that is too small as well',
      { city: ['a', 'b'], a: ['a1', 'a2'] },
      { a1: 2, a2: 1, b: 9 },
      ['a', 'b', 'a1', 'a2'],
    ],
    ['hides the city when nobody else answered', FLAT, { a: 4 }, ['city', 'a']],
  ])('%s', async (_, tree, counts, hidden) => {
    expect(await hiddenIn(tree, wave('2026-Q3', counts))).toEqual(hidden);
  });
});

it('counts those who answered on the scale of the measure', async () => {
  const offScale = { ...answered('a', '2026-Q3', 4), sums: { n_5: 4, n_9: 20 } };
  expect(await hiddenIn(FLAT, [offScale, ...wave('2026-Q3', { b: 20, c: 10 })])).toEqual(['a', 'c']);
});

describe('answers that are all alike', () => {
  const alike = (unit: string, n: number): ObservationSum => ({
    ...answered(unit, '2026-Q3', n),
    sums: { n_1: n },
  });

  it.each<[string, ObservationSum[], string[]]>([
    [
      'are hidden below ten people, with company',
      [alike('a', 6), ...wave('2026-Q3', { b: 31, c: 20 })],
      ['a', 'c'],
    ],
    ['are shown from ten', [alike('a', 10), ...wave('2026-Q3', { b: 31, c: 20 })], []],
    [
      'are enough together when they are not the same',
      [alike('a', 6), ...wave('2026-Q3', { b: 4, c: 20 })],
      ['a', 'b'],
    ],
    ['hide the city when everybody answered the same', [alike('a', 5), alike('b', 4)], ['city', 'a', 'b']],
    ['are shown of ten together', [alike('a', 5), alike('b', 5)], ['a', 'b']],
  ])('%s', async (_, survey, hidden) => {
    expect(await hiddenIn(FLAT, survey)).toEqual(hidden);
  });
});

describe('what is hidden in a wave', () => {
  const waves = [
    ...wave('2026-Q1', { a: 4, b: 20, c: 10 }),
    ...wave('2026-Q2', { a: 40, b: 20, c: 30 }),
    ...wave('2026-Q3', { a: 4, b: 10, c: 20 }),
  ];
  const hidden = (period: string) => hiddenIn(FLAT, waves, Period.of(period));

  it('is hidden in every longer period, whichever way the year is cut', async () => {
    expect(await hidden('2026-Q1')).toEqual(['a', 'c']);
    expect(await hidden('2026-03')).toEqual(['a', 'c']);
    expect(await hidden('2026-T1')).toEqual(['a', 'c']);
    expect(await hidden('2026-T2')).toEqual([]);
    expect(await hidden('2026')).toEqual(['a', 'c']);
  });

  it('keeps the company it had before in the year, so that fewer are hidden', async () => {
    expect(await hidden('2026-Q3')).toEqual(['a', 'c']);
  });

  it('waits for the next wave when nobody else answered', async () => {
    const stray = [...wave('2026-02', { a: 3 }), ...wave('2026-Q1', { a: 40, b: 50, c: 60 })];
    expect(await hiddenIn(FLAT, stray, Period.of('2026-02'))).toEqual(['city', 'a']);
    expect(await hiddenIn(FLAT, stray, Period.of('2026-03'))).toEqual(['city', 'a']);
    expect(await hiddenIn(FLAT, stray, Period.of('2026-Q1'))).toEqual([]);
  });
});

describe('survey values that leave', () => {
  const data = facts({
    survey: [
      answered('a', '2026-Q3', 4),
      answered('b', '2026-Q3', 30),
      answered('c', '2026-Q3', 20),
      answered('a', '2026-Q2', 40),
      answered('b', '2026-Q2', 2),
      answered('c', '2026-Q2', 50),
      answered('b', '2025-Q3', 3),
      answered('c', '2025-Q3', 3),
    ],
  });

  it('are suppressed with what could tell them, now and in what they are compared with', async () => {
    const scorer = createScorer(await sampleCity(), data);
    const shown = (id: string) => {
      const card = scorer.scorecard({ kind: 'unit', id }, Q3, { computedAtMs: 0 });
      const measure = card.ok
        ? card.value.perspectives.flatMap((p) => p.measures).find((m) => m.id === 'perceived-usefulness')
        : undefined;
      return measure && [measure.value, measure.previous, measure.sameLastYear].map(({ kind }) => kind);
    };
    expect(shown('city')).toEqual(['number', 'number', 'number']);
    expect(shown('a')).toEqual(['suppressed', 'suppressed', 'not-provided']);
    expect(shown('b')).toEqual(['suppressed', 'suppressed', 'suppressed']);
    expect(shown('c')).toEqual(['number', 'number', 'suppressed']);
  });

  it('tell nothing beside their kind, and count as delivered', async () => {
    const scorer = createScorer(await sampleCity(), data);
    const series = scorer.series('perceived-usefulness', { kind: 'unit', id: 'a' }, [Q3]);
    expect(series.ok && series.value[0]).toMatchObject({
      value: {
        kind: 'suppressed',
        number: null,
        numerator: null,
        denominator: null,
        n: null,
        interval: null,
      },
      score: null,
      status: 'suppressed',
      completeness: { actual: 1, expected: 1 },
    });
  });

  it('are those of other subjects too, and what these leave of a unit', async () => {
    const shown = async (aboutSystem: number, others: number) => {
      const survey = [
        answered('a', '2026-Q3', aboutSystem, { system: 'a-service' }),
        answered('a', '2026-Q3', others),
      ];
      const scorer = createScorer(await sampleCity(), facts({ survey }));
      const subjects: Subject[] = [
        { kind: 'unit', id: 'a' },
        { kind: 'system', id: 'a-service' },
      ];
      return subjects.map((subject) => {
        const series = scorer.series('perceived-usefulness', subject, [Q3]);
        return series.ok && series.value[0]?.value.kind;
      });
    };
    expect(await shown(4, 30)).toEqual(['number', 'suppressed']);
    expect(await shown(30, 4)).toEqual(['number', 'suppressed']);
    expect(await shown(30, 5)).toEqual(['number', 'number']);
    expect(await shown(30, 0)).toEqual(['number', 'number']);
    expect(await shown(2, 2)).toEqual(['suppressed', 'suppressed']);
  });
});
