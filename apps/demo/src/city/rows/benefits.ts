import { type Period } from '#core';
import { type Project } from '#catalogue';
import { type City } from '../city.js';
import { sharedChange } from '../flaws.js';
import { type Row } from '../row.js';

/** Benefits are followed for three years after the project. */
const FOLLOWED_QUARTERS = 12;

/** Quarters from the one that holds a day to another; negative when that one comes first. */
function quartersSince(day: string, quarter: Period): number {
  const index = Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1;
  return (quarter.year - Number(day.slice(0, 4))) * 4 + quarter.index - index;
}

/** Two in three come in as planned; what a project learns in its first year shows in the second. */
function realisedShare(city: City, project: Project, quarter: Period, age: number): number {
  const level = city.draw('realised', project.id).between(0.55, 1.08);
  const learnt = Math.min(1, 0.7 + 0.1 * age);
  return city.draw('benefit', project.id, quarter.toString()).around(level * learnt, 0.06);
}

function benefitRow(city: City, project: Project, quarter: Period): Row {
  const external = project.portfolio === '1';
  const base = {
    project: project.id,
    unit: project.unit,
    period: quarter.toString(),
    change_id: sharedChange(project.id) ?? `${project.id}-${external ? 'vantetid' : 'arbetstid'}`,
    kind: external ? 'external' : 'internal',
    description: external ? 'Kortare väntan för den som söker' : 'Mindre tid till handläggning',
  };
  if (project.category === 'innovative') {
    return { ...base, description: 'Erfarenhet som fler kan bygga på', qualitative: 'yes' };
  }
  const age = quartersSince(project.end, quarter);
  if (age < 1) return { ...base, planned: 0, realised: 0, qualitative: 'no' };
  const yearlySek = project.budgetSek * city.draw('yield', project.id).between(0.22, 0.48);
  const planned = Math.round(yearlySek / 4000) * 1000;
  const share = realisedShare(city, project, quarter, age);
  return { ...base, planned, realised: Math.round((planned * share) / 1000) * 1000, qualitative: 'no' };
}

/**
 * Planned and realised benefit in a quarter of some units' projects, from their start until three years after their end.
 * A project that still runs reports that nothing was due.
 */
export function benefitRows(city: City, units: ReadonlySet<string>, quarter: Period): Row[] {
  return [...city.catalogue.projects.values()]
    .filter(
      ({ unit, start, end }) =>
        units.has(unit) &&
        quartersSince(start, quarter) >= 0 &&
        quartersSince(end, quarter) <= FOLLOWED_QUARTERS,
    )
    .map((project) => benefitRow(city, project, quarter));
}
