import { describe, expect, it } from '@jest/globals';
import { type Scorecard } from '#core';
import { type MeasureDefinition, MeasureVersion } from '#catalogue';
import { type Compared, type NamesToday, differences } from './edition-diff.js';

const NAME = { sv: 'Digital andel', en: 'Digital take-up' };
const DEFINITION: MeasureDefinition = Object.assign(new MeasureVersion(), {
  ...{ id: 'digital-take-up', formerIds: [], perspective: 'external-benefit' as const },
  ...{ name: NAME, version: 1, decimals: 1 },
});

const NAMES: NamesToday = {
  subject: ({ id }) => (id === 'old-a' ? 'a' : id),
  measure: (id) => (id === 'digital-share' ? 'digital-take-up' : id),
};

function compared(name: string, number: number, more: Partial<Compared> = {}): Compared {
  const measure = { id: 'digital-take-up', definitionVersion: 1, value: { kind: 'number', number } };
  const card = {
    subject: { kind: 'unit', id: 'a', name: 'A' },
    perspectives: [{ id: 'external-benefit', measures: [measure] }],
  } as unknown as Scorecard;
  return { name, scorecards: [card], slices: [], definitions: [DEFINITION], counting: 2, ...more };
}

describe('what differs from an edition', () => {
  it('is data, where the rules are the same', () => {
    const { measures } = differences('2026-Q3', [compared('original', 73.6), compared('live', 74)], NAMES);
    expect(measures).toMatchObject([{ measure: 'digital-take-up', rule: null }]);
  });

  it.each([
    [
      'the definition',
      { definitions: [{ ...DEFINITION, version: 2 }] },
      'regel ändrad, definitionens version 1 → 2',
      'rule changed, version of the definition 1 → 2',
    ],
    [
      'the definition, under its old version',
      { definitions: [{ ...DEFINITION, decimals: 2 }] },
      'regel ändrad, definitionens version 1',
      'rule changed, version of the definition 1',
    ],
    [
      'the rules of counting',
      { counting: 3 },
      'regel ändrad, definitionens version 1, räkneregler 2 → 3',
      'rule changed, version of the definition 1, rules of counting 2 → 3',
    ],
  ])('is never changed by %s in silence', (_, more, sv, en) => {
    const { measures } = differences(
      '2026-Q3',
      [compared('original', 73.6), compared('live', 74, more)],
      NAMES,
    );
    expect(measures.map(({ rule }) => rule?.words)).toEqual([{ sv, en }]);
  });

  it('is nothing, where nothing reads otherwise', () => {
    const { measures } = differences(
      '2026-Q3',
      [compared('original', 73.6), compared('live', 73.6, { counting: 3 })],
      NAMES,
    );
    expect(measures).toEqual([]);
  });

  it('is nothing, where a unit and a measure only have another id', () => {
    const under = ([unit, measure]: readonly [string, string], number: number): Compared =>
      JSON.parse(
        JSON.stringify(compared('any', number))
          .replaceAll('"a"', `"${unit}"`)
          .replaceAll('"digital-take-up"', `"${measure}"`),
      ) as Compared;
    const [then, now] = [under(['old-a', 'digital-share'], 73.6), under(['a', 'digital-take-up'], 73.6)];
    expect(differences('2026-Q3', [then, now], NAMES)).toMatchObject({ measures: [], definitions: [] });
    const { measures } = differences('2026-Q3', [then, under(['a', 'digital-take-up'], 74)], NAMES);
    expect(measures).toMatchObject([{ subject: { id: 'a' }, measure: 'digital-take-up', rule: null }]);
  });
});
