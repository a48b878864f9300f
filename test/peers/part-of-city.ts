import { type Catalogue, isGathering } from '#catalogue';

/** Every so-manieth unit is kept, and what is theirs. */
const ONE_IN = 24;

/** So much of a city that every measure has something to tell, and so little that it is stored in seconds. */
export function aPartOf(catalogue: Catalogue): Catalogue {
  const units = [...catalogue.units].filter(([, unit], index) => index % ONE_IN === 1 || isGathering(unit));
  const kept = new Set(units.map(([id]) => id));
  return {
    ...catalogue,
    units: new Map(units),
    systems: new Map([...catalogue.systems].filter(([, { owner }]) => kept.has(owner))),
    projects: new Map([...catalogue.projects].filter(([, { unit }]) => kept.has(unit))),
  };
}
