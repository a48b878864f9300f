import fc from 'fast-check';
import { type Subject } from '#core';
import { Q3, byId, facts, sampleCity, sum, unit as unitEntry } from './sample-city.spec-data.js';
import { createScorer } from './scorer.js';
import { hiddenUnits } from './suppress.js';

type Tree = Record<string, readonly string[]>;

function hidden(tree: Tree, own: Record<string, number>): string[] {
  const respondents = {
    root: 'root',
    childrenOf: (unit: string) => tree[unit] ?? [],
    ownOf: (unit: string) => own[unit] ?? 0,
  };
  return [...hiddenUnits(respondents, 5)].sort();
}

describe('hiddenUnits', () => {
  const flat: Tree = { root: ['a', 'b', 'c'] };

  it('hides nobody when enough answered everywhere, or nobody at all', () => {
    expect(hidden(flat, { a: 5, b: 6, c: 0 })).toEqual([]);
  });

  it('hides the next smallest when one child would be hidden alone', () => {
    expect(hidden(flat, { a: 4, b: 20, c: 10 })).toEqual(['a', 'c']);
  });

  it('leaves the others when two are hidden already', () => {
    expect(hidden(flat, { a: 4, b: 3, c: 10 })).toEqual(['a', 'b']);
  });

  it('takes the parent’s own answers for a child that is never shown', () => {
    expect(hidden(flat, { root: 3, a: 10, b: 20, c: 30 })).toEqual(['a']);
    expect(hidden(flat, { root: 9, a: 3, b: 20 })).toEqual(['a']);
  });

  it('hides a part of what is hidden for its sibling’s sake, lest it be added up', () => {
    const deep: Tree = { root: ['a', 'b'], b: ['b1', 'b2'] };
    expect(hidden(deep, { a: 3, b1: 10, b2: 12 })).toEqual(['a', 'b', 'b1']);
  });

  it('never lets exactly one hidden child be had by subtraction', () => {
    const tree: Tree = { root: ['a', 'b', 'c'], a: ['a1', 'a2'], b: ['b1', 'b2', 'b3'] };
    const leaves = ['a1', 'a2', 'b1', 'b2', 'b3', 'c'];
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 6, maxLength: 6 }), (counts) => {
        const own = Object.fromEntries(leaves.map((leaf, i) => [leaf, counts[i] ?? 0]));
        const secret = new Set(hidden(tree, own));
        const countOf = (unit: string): number =>
          (own[unit] ?? 0) + (tree[unit] ?? []).reduce((total, child) => total + countOf(child), 0);
        for (const [parent, children] of Object.entries(tree)) {
          const answering = children.filter((child) => countOf(child) > 0);
          const hiddenChildren = answering.filter((child) => secret.has(child));
          if (!secret.has(parent)) expect(hiddenChildren.length === 1).toBe(false);
          else if (answering.length > 0) expect(hiddenChildren.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('survey values that leave', () => {
  const answers = (unit: string, wave: string, count: number) =>
    sum(unit, wave, { n_5: count }, { labels: { question: 'it-usefulness', audience: 'employee' } });
  const data = facts({
    survey: [
      answers('a', '2026-Q3', 4),
      answers('b', '2026-Q3', 30),
      answers('c', '2026-Q3', 20),
      answers('a', '2026-Q2', 40),
      answers('b', '2026-Q2', 2),
      answers('c', '2026-Q2', 50),
      answers('b', '2025-Q3', 3),
      answers('c', '2025-Q3', 3),
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
    expect(shown('b')).toEqual(['number', 'suppressed', 'suppressed']);
    expect(shown('c')).toEqual(['suppressed', 'number', 'suppressed']);
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

  it('hold for every kind of subject', async () => {
    const few = facts({
      survey: [{ ...answers('a', '2026-Q3', 4), system: 'a-service' }, answers('a', '2026-Q3', 30)],
    });
    const subject: Subject = { kind: 'system', id: 'a-service' };
    const scorer = createScorer(await sampleCity({ units: byId(unitEntry('a', undefined, 'city')) }), few);
    const series = scorer.series('perceived-usefulness', subject, [Q3]);
    expect(series.ok && series.value[0]?.value.kind).toBe('suppressed');
  });
});
