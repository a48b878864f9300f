import { describe, expect, it } from '@jest/globals';
import { type Catalogue } from './catalogue.js';
import { System, Unit } from './entries.js';
import {
  answersFor,
  childrenIn,
  existsIn,
  idToday,
  inhabitantsIn,
  isFollowedUpIn,
  membersIn,
  ownerIn,
  ownerOn,
  parentIn,
  timesOf,
} from './history.js';

function unit(id: string, fields: Partial<Unit> = {}): Unit {
  return Object.assign(
    new Unit(),
    { id, name: { sv: id, en: id }, kind: 'committee', parent: 'city' },
    fields,
  );
}

function system(id: string, fields: Partial<System>): System {
  return Object.assign(new System(), { id, category: 'basic', serviceDomain: 'social' }, fields);
}

const { parent: _, ...root } = unit('city', { kind: 'city' });
const UNITS = [
  Object.assign(new Unit(), root),
  unit('g1', { kind: 'group' }),
  unit('g2', { kind: 'group' }),
  unit('moves', {
    parent: [
      { value: 'g1', to: '2026-10-31' },
      { value: 'g2', from: '2026-11-01' },
    ],
    formerly: ['moved', 'stood'],
  }),
  unit('a', { to: '2026-06-30', mergedInto: 'ab' }),
  unit('b', { to: '2026-06-30', mergedInto: 'ab' }),
  unit('ab', { from: '2026-07-01', to: '2027-03-31', successors: ['c', 'd'] }),
  unit('c', { from: '2027-04-01' }),
  unit('d', { from: '2027-04-01' }),
  unit('mid', { from: '2026-03-15', to: '2026-08-15' }),
];
const SYSTEMS = [
  system('kept', { owner: 'a', followedUpFrom: '2026-02-20', followedUpTo: '2026-09-10' }),
  system('given', { owner: [{ value: 'moves' }, { value: 'c', from: '2026-10-20' }] }),
];

const city = {
  units: new Map(UNITS.map((each) => [each.id, each])),
  systems: new Map(SYSTEMS.map((each) => [each.id, each])),
} as unknown as Catalogue;

const unitOf = (id: string): Unit => city.units.get(id) ?? new Unit();
const systemOf = (id: string): System => city.systems.get(id) ?? new System();

describe('who was what in a month', () => {
  it('goes by the last day of the month', () => {
    const months = ['2026-02', '2026-03', '2026-07', '2026-08'];
    expect(months.map((month) => existsIn(unitOf('mid'), month))).toEqual([false, true, true, false]);
    expect(['2026-09', '2026-10'].map((month) => ownerIn(city, systemOf('given'), month))).toEqual([
      'moves',
      'c',
    ]);
    expect(['2026-10-19', '2026-10-20'].map((day) => ownerOn(city, systemOf('given'), day))).toEqual([
      'moves',
      'c',
    ]);
  });

  it('takes the last day for what it says, and the first of the next month for the day before', () => {
    expect(existsIn({ to: '2026-06-30' }, '2026-06')).toBe(true);
    expect(existsIn({ to: '2026-07-01' }, '2026-06')).toBe(true);
    expect(existsIn({ to: '2026-07-01' }, '2026-07')).toBe(false);
    expect(existsIn({ to: '2024-02-29' }, '2024-02')).toBe(true);
    expect(existsIn({ to: '2024-02-28' }, '2024-02')).toBe(false);
  });

  it('knows parents by their dates, and puts what is told of a unit after its end where that was merged into', () => {
    expect(parentIn(unitOf('moves'), '2026-10')).toBe('g1');
    expect(parentIn(unitOf('moves'), '2026-11')).toBe('g2');
    expect(parentIn(unitOf('a'), '2026-06')).toBe('city');
    expect(parentIn(unitOf('a'), '2026-07')).toBe('ab');
    expect(childrenIn(city, 'g2', '2026-11').map(({ id }) => id)).toEqual(['moves']);
    expect(childrenIn(city, 'g2', '2026-10')).toEqual([]);
  });

  it('lets systems go along with a unit that is merged', () => {
    expect(['2026-06', '2026-07'].map((month) => ownerIn(city, systemOf('kept'), month))).toEqual([
      'a',
      'ab',
    ]);
    expect(ownerOn(city, systemOf('kept'), '2026-07-01')).toBe('ab');
  });

  it('follows systems up in the months that have a day of theirs', () => {
    const months = ['2026-01', '2026-02', '2026-09', '2026-10'];
    expect(months.map((month) => isFollowedUpIn(systemOf('kept'), month))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('gives a unit the months of those that it took over from, through several reorganisations', () => {
    expect(membersIn(city, 'ab', '2026-06')).toEqual(new Set(['ab', 'a', 'b']));
    expect(membersIn(city, 'c', '2027-01')).toEqual(new Set(['c', 'ab', 'a', 'b']));
    expect(membersIn(city, 'c', '2026-05')).toEqual(new Set(['c', 'ab', 'a', 'b']));
    expect(membersIn(city, 'c', '2027-04')).toEqual(new Set(['c']));
  });

  it('lets a unit answer for what it took over', () => {
    expect(answersFor(city, 'd')).toEqual(new Set(['d', 'ab', 'a', 'b']));
    expect(answersFor(city, 'g1')).toEqual(new Set(['g1']));
  });

  it('has one time in which nothing changes, and a new one with each change', () => {
    expect(timesOf(city, '2025-01', '2026-02')).toEqual(['0000-00', '2026-02']);
    expect(timesOf(city, '2026-11', '2027-03')).toEqual(['2026-11']);
    expect(timesOf(city, '2026-12', '2027-04')).toEqual(['2026-11', '2027-04']);
  });

  it('finds what was renamed, and inhabitants by year', () => {
    expect(['moved', 'stood', 'a', 'nobody'].map((id) => idToday(city.units, id))).toEqual([
      'moves',
      'moves',
      'a',
      'nobody',
    ]);
    const counted = { 2024: 100, 2026: 120 };
    expect([2023, 2024, 2025, 2026, 2030].map((year) => inhabitantsIn(counted, year))).toEqual([
      100, 100, 100, 120, 120,
    ]);
    expect(inhabitantsIn(7, 2026)).toBe(7);
  });
});
