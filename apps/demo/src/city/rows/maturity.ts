import { type Period } from '#core';
import { type City, type CityUnit, yearsBeforeEnd } from '../city.js';
import { type Row } from '../row.js';

const DIMENSIONS = [
  ['styrning', 'Styrmodell och ansvar'],
  ['arkitektur', 'Målarkitektur och integrationer'],
  ['informationssakerhet', 'Klassning och kontinuitet'],
  ['kompetens', 'Kompetens hos chefer och medarbetare'],
  ['leverans', 'Förvaltning och leverans'],
  ['innovation', 'Förmåga att pröva nytt'],
] as const;

/** A unit's assessed level 0–5 per dimension, once a year. */
export function maturityRows(city: City, { unit, profile }: CityUnit, period: Period): Row[] {
  const years = yearsBeforeEnd(city, period.lastMonth);
  return DIMENSIONS.map(([dimension, evidence]) => {
    const character = city.draw('maturity', unit.id, dimension);
    const level = character.around(1.8 + 2.4 * profile.quality, 0.18) - 0.3 * years;
    return {
      unit: unit.id,
      period: period.toString(),
      dimension,
      level: Math.min(5, Math.max(0, Math.round(level))),
      edition: String(period.year),
      evidence,
    };
  });
}
