import { describe, expect, it } from '@jest/globals';
import { childrenOf, searchUnits, unitRows } from './unit-tree.js';

function unit(id: string, sv: string, parent?: string) {
  return { id, name: { sv, en: sv }, kind: 'committee', ...(parent && { parent }) };
}

const UNITS = [
  unit('city', 'Stockholms stad'),
  unit('districts', 'Stadsdelsnämnder', 'city'),
  unit('committees', 'Facknämnder', 'city'),
  unit('alvsjo', 'Älvsjö stadsdelsnämnd', 'districts'),
  unit('spanga-tensta', 'Spånga-Tensta stadsdelsnämnd', 'districts'),
  unit('education', 'Utbildningsnämnden', 'committees'),
];

describe('the tree of units', () => {
  it('is walked from the root, siblings in Swedish order', () => {
    expect(unitRows(UNITS).map((row) => [row.depth, row.id])).toEqual([
      [0, 'city'],
      [1, 'committees'],
      [2, 'education'],
      [1, 'districts'],
      [2, 'spanga-tensta'],
      [2, 'alvsjo'],
    ]);
  });

  it('knows who stands above', () => {
    const row = unitRows(UNITS).find((r) => r.id === 'education');
    expect(row?.above.map((a) => a.name)).toEqual(['Stockholms stad', 'Facknämnder']);
  });

  it('has no children below a leaf', () => {
    expect(childrenOf(UNITS, 'education')).toEqual([]);
  });
});

describe('searching units', () => {
  const rows = unitRows(UNITS);
  const found = (typed: string) => searchUnits(rows, typed).map((row) => row.id);

  it.each([
    ['tensta', ['spanga-tensta']],
    ['SPÅNGA', ['spanga-tensta']],
    ['spanga', ['spanga-tensta']],
    ['nämnd älv', ['alvsjo']],
    ['xyz', []],
  ])('%p finds %p', (typed, ids) => {
    expect(found(typed)).toEqual(ids);
  });

  it('finds everything when nothing is typed', () => {
    expect(found('  ')).toHaveLength(UNITS.length);
  });
});
