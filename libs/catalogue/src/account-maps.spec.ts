import { describe, expect, it } from '@jest/globals';
import { AccountMap, accountMapInForce, inRange } from './account-maps.js';
import { built } from './built.js';

describe('a range of codes', () => {
  it.each([
    ['681', { from: '681' }, true],
    ['68119', { from: '681' }, true],
    ['6820', { from: '681' }, false],
    ['68', { from: '681' }, false],
    ['6829', { from: '681', to: '682' }, true],
    ['6830', { from: '681', to: '682' }, false],
    ['6405', { from: '6410', to: '65' }, false],
    ['6599', { from: '6410', to: '65' }, true],
    ['A10', { from: 'A1', to: 'A2' }, true],
    ['B10', { from: 'A1', to: 'A2' }, false],
  ])('%s in %j: %s', (code, range, expected) => {
    expect(inRange(code, range)).toBe(expected);
  });
});

describe('the account map in force', () => {
  const maps = [
    { id: 'all-2026', validFrom: '2026-01-01', units: [] },
    { id: 'all-2020', validFrom: '2020-01-01', units: [] },
    { id: 'water', validFrom: '2024-01-01', units: ['water'] },
    { id: 'school', validFrom: '2027-01-01', units: ['school'] },
  ].map((map) => built(AccountMap, map));

  it.each([
    ['school', '2019-12-31', null],
    ['school', '2025-12-31', 'all-2020'],
    ['school', '2026-01-01', 'all-2026'],
    ['school', '2027-01-01', 'school'],
    ['water', '2023-12-31', 'all-2020'],
    ['water', '2026-06-30', 'water'],
    [null, '2028-01-01', 'all-2026'],
  ])('for %s on %s is %s', (unit, day, id) => {
    expect(accountMapInForce(maps, unit, day)?.id ?? null).toBe(id);
  });
});
