import { type Period } from '#core';
import { type City, type CityUnit, yearsBeforeEnd } from '../city.js';
import { type Row } from '../row.js';
import { seasonal } from '../season.js';

/** FTE of a unit in a month: it grows by a percent a year. */
export function fteIn(city: City, { unit, profile }: CityUnit, month: Period): number {
  const draw = city.draw('fte', unit.id, month.toString());
  const fte = draw.around(profile.fte * 0.99 ** yearsBeforeEnd(city, month), 0.006);
  return Math.round(fte * 10) / 10;
}

/** Staff, users, workplaces and operating cost of a unit in a month: one row. */
export function baseFigureRows(city: City, of: CityUnit, month: Period): Row[] {
  const draw = city.draw('base-figures', of.unit.id, month.toString());
  const fte = fteIn(city, of, month);
  const yearlySek = fte * of.profile.operatingSekPerFte * 0.97 ** yearsBeforeEnd(city, month);
  const user = city.draw('it-users', of.unit.id).between(0.72, 1.1);
  return [
    {
      unit: of.unit.id,
      period: month.toString(),
      fte,
      it_users: Math.round(fte * user),
      workplaces: Math.round(fte * user * 0.82),
      operating_cost: Math.round(draw.around((yearlySek / 12) * seasonal('operating', month), 0.015)),
    },
  ];
}
