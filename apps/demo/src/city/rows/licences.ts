import { type Period } from '#core';
import { type UnitKind } from '#catalogue';
import { type City, type CityUnit, yearsBeforeEnd } from '../city.js';
import { type Row } from '../row.js';
import { fteIn } from './base-figures.js';

/** Product and the share of the staff that has it. */
type Product = readonly [name: string, share: number];

const COMMON: readonly Product[] = [
  ['Kontorspaketet', 0.86],
  ['Videomöten', 0.7],
];

const PRODUCTS: Readonly<Record<UnitKind, readonly Product[]>> = {
  city: [],
  group: [],
  'district-council': [...COMMON, ['Mobil omsorg', 0.22]],
  committee: [...COMMON, ['Rapportverktyget', 0.18], ['Ritprogrammet', 0.04]],
  company: [...COMMON, ['Ritprogrammet', 0.11]],
};

/** Licences that are bought, given out and used, per product of a unit in a month. */
export function licenceRows(city: City, of: CityUnit, month: Period): Row[] {
  const { unit, profile } = of;
  const years = yearsBeforeEnd(city, month);
  return PRODUCTS[unit.kind].map(([product, share]) => {
    const character = city.draw('product', unit.id, product);
    const draw = city.draw('licences', unit.id, product, month.toString());
    const assigned = Math.max(3, Math.round(fteIn(city, of, month) * character.around(share, 0.1)));
    const used = character.around(0.64 + 0.26 * profile.quality, 0.07) - 0.035 * years;
    const active = Math.round(assigned * Math.min(0.99, Math.max(0.3, draw.around(used, 0.02))));
    return {
      unit: unit.id,
      product,
      period: month.toString(),
      assigned,
      active,
      purchased: Math.ceil(assigned * character.between(1, 1.15)),
    };
  });
}
