import { describe, expect, it } from '@jest/globals';
import { type Scorecard } from '#core';
import { type MeasureDefinition, MeasureVersion } from '#catalogue';
import { type Compared, differences } from './edition-diff.js';

const NAME = { sv: 'Digital andel', en: 'Digital take-up' };
const DEFINITION: MeasureDefinition = Object.assign(new MeasureVersion(), {
  ...{ id: 'digital-take-up', formerIds: [], perspective: 'external-benefit' as const },
  ...{ name: NAME, version: 1, decimals: 1 },
});

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
    const { measures } = differences('2026-Q3', compared('original', 73.6), compared('live', 74));
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
    const { measures } = differences('2026-Q3', compared('original', 73.6), compared('live', 74, more));
    expect(measures.map(({ rule }) => rule?.words)).toEqual([{ sv, en }]);
  });

  it('is nothing, where nothing reads otherwise', () => {
    const { measures } = differences(
      '2026-Q3',
      compared('original', 73.6),
      compared('live', 73.6, { counting: 3 }),
    );
    expect(measures).toEqual([]);
  });
});
