import { type Period } from '#core';
import { valueOn } from '#catalogue';
import { type City } from '../city.js';
import { type Row } from '../row.js';

/** The register of projects as it stands when a year is over: all that have begun, and what became of them. */
export function projectRows(city: City, year: Period): Row[] {
  return [...city.catalogue.projects.values()]
    .filter(({ start }) => start <= year.lastDay)
    .map(({ id, name, portfolio, unit, start, end, budgetSek, benefitOwner, category }) => ({
      project: id,
      name: name.sv,
      portfolio: valueOn(portfolio, year.lastDay),
      unit,
      start,
      end,
      budget: budgetSek,
      ...(benefitOwner === undefined ? {} : { benefit_owner: benefitOwner }),
      status: end <= year.lastDay ? 'avslutat' : 'pågående',
      ...(category === undefined ? {} : { category }),
    }));
}
